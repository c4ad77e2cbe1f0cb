import { Fragment } from 'react';
import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { copyFormatCodes, copyFormats, type ReturnCopies } from '../copies.ts';

interface CopyFilesProps {
  returnId: string;
  /** What the links are for, for people who hear them one by one: "the draft". */
  of: string;
  /** Which copy, as the address says it: `?version=2`. */
  search?: string;
}

/** The files of one copy of a return, one press each: "PDF, Word, OpenDocument". */
export function CopyFiles({ returnId, of, search = '' }: CopyFilesProps) {
  return copyFormatCodes.map((format, at) => (
    <Fragment key={format}>
      {at > 0 ? ', ' : null}
      <Anchor className="govuk-link" href={`/returns/${returnId}/copy.${format}${search}`} reloadDocument>
        {copyFormats[format].name}
        <span className="govuk-visually-hidden"> of {of}</span>
      </Anchor>
    </Fragment>
  ));
}

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
