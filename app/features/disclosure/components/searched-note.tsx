import { Details } from '../../../ui/details.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { notSearched } from '../source-words.ts';

/** What a search does not read, so that nobody takes it for everything. */
export function SearchedNote({ ownerKind }: { ownerKind: 'partnership' | 'organisation' }) {
  return (
    <Details summary="What is searched, and what is not">
      <p className="govuk-body">
        {ownerKind === 'partnership'
          ? 'Everything the partnership holds here: sent returns, ratings with their reasons, messages, sessions with their records, minutes and letters, actions, registers, contacts and accounts.'
          : 'Everything your organisation holds here: drafts with earlier texts, what was sent, comments, messages, letters, evidence by title, actions, contacts and accounts.'}{' '}
        Each record that is found is copied as it reads at that moment.
      </p>
      <p className="govuk-body">Not searched:</p>
      <ul className="govuk-list govuk-list--bullet">
        {keyed(notSearched[ownerKind]).map(({ key, value }) => (
          <li key={key}>{value}</li>
        ))}
      </ul>
    </Details>
  );
}
