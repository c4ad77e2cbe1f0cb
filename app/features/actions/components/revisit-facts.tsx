import { instantInWords } from '../../../platform/words.ts';
import type { RevisitSummary } from '../revisit/queries.server.ts';

/** Who drew, when and from how many, and how anybody can check the lots. */
export function DrawFacts({ draw }: { readonly draw: RevisitSummary }) {
  return (
    <>
      <p className="govuk-body">
        Drawn by {draw.by} on {instantInWords(draw.at)} from {draw.drawnFrom} closed actions of {draw.partnership}.
      </p>
      <p className="govuk-body">
        The actions are in the order of the SHA-256 sum of the seed, a colon and the number of the action in its
        address, lowest first. The seed was made at the draw: <span className="app-hash">{draw.seed}</span>
      </p>
    </>
  );
}

/** The files of a draw. */
export function RevisitFiles({ id }: { readonly id: string }) {
  return (
    <>
      <a className="govuk-link" href={`/actions/revisit/${id}/drawn.xlsx`}>
        Excel
      </a>
      ,{' '}
      <a className="govuk-link" href={`/actions/revisit/${id}/drawn.ods`}>
        OpenDocument
      </a>{' '}
      or{' '}
      <a className="govuk-link" href={`/actions/revisit/${id}/drawn.csv`}>
        CSV
      </a>
    </>
  );
}
