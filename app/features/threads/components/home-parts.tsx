import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import type { AwaitedQuery } from '../queries.server.ts';

/** The questions of a partnership that wait for an answer, the most urgent first. Nothing where none does. */
export function AwaitedQueries({
  awaited,
  headingId = 'awaited',
}: {
  awaited: readonly AwaitedQuery[];
  headingId?: string;
}) {
  if (awaited.length === 0) return null;
  return (
    <section aria-labelledby={headingId}>
      <h2 className="govuk-heading-m" id={headingId}>
        Questions from the partnership
      </h2>
      <ul className="govuk-list">
        {awaited.map((query) => (
          <li key={query.id}>
            <Anchor className="govuk-link" href={`/returns/${query.returnId}/comments/partnership#query-${query.id}`}>
              {query.cycle}, {query.organisation}
              <span className="govuk-visually-hidden">: question of {query.partnership}</span>
            </Anchor>
            : answer by {dayInWords(query.replyBy)}
            {query.overdue ? <strong> (this day has passed)</strong> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What agencies wrote that the reader has not seen, in a line. */
export function UnreadThreads({ unread }: { unread: number }) {
  return (
    <p className="govuk-body">
      <Anchor className="govuk-link" href="/threads">
        Messages with agencies
      </Anchor>
      {unread > 0 ? (
        <>
          : <strong>{countOf(unread, 'return')} with something new</strong>
        </>
      ) : null}
    </p>
  );
}
