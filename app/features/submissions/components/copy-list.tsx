import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { CopyFiles } from '../../returns/components/copy-links.tsx';
import type { ReturnCopies } from '../copies.ts';

/** Every copy of a return: the draft at any time, and each that was sent. */
export function CopyList({ copies: { returnId, draft, sent } }: { copies: ReturnCopies }) {
  return (
    <section aria-labelledby="copies">
      <h2 className="govuk-heading-m" id="copies">
        Keep or share a copy
      </h2>
      <ul className="govuk-list">
        {draft ? (
          <li>
            <Anchor
              className="govuk-link"
              href={`/returns/${returnId}/print${sent.length > 0 ? '?draft=1' : ''}`}
              reloadDocument
            >
              Print the whole return
            </Anchor>{' '}
            as it is now, or download it:{' '}
            <CopyFiles returnId={returnId} of="the draft" search={sent.length > 0 ? '?draft=1' : ''} />
          </li>
        ) : null}
        {sent.map(({ version, reference, submittedAt }) => (
          <li key={version}>
            <Anchor className="govuk-link" href={`/returns/${returnId}/copy?version=${version}`}>
              {reference}
            </Anchor>
            , sent on {instantInWords(submittedAt)}:{' '}
            <CopyFiles returnId={returnId} of={reference} search={`?version=${version}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}
