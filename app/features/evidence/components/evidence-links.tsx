import { Anchor } from '../../../ui/anchor.tsx';
import type { EvidenceToRead } from '../words.ts';

/** The evidence behind an answer, each piece to be opened: a download of ours, or the page it links to. */
export function EvidenceLinks({ evidence }: { evidence: readonly EvidenceToRead[] }) {
  if (evidence.length === 0) return <p className="govuk-body app-not-answered">No evidence attached</p>;
  return (
    <ul className="govuk-list govuk-list--bullet">
      {evidence.map(({ title, words, href, isFile }) => (
        <li key={`${href} ${title}`}>
          <Anchor className="govuk-link" href={href} reloadDocument={isFile} {...(isFile ? {} : { rel: 'noreferrer' })}>
            {title}
          </Anchor>{' '}
          ({words})
        </li>
      ))}
    </ul>
  );
}
