import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { listOwnSessions } from '../../features/challenge/invited/own-sessions.server.ts';
import { ownSessionStates, replyWords } from '../../features/challenge/rules.ts';
import { pageAsked } from '../../platform/paging.ts';
import { clockInWords, dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.page > 1
        ? `Sessions you are asked to, page ${loaderData.page}`
        : 'Sessions you are asked to',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return listOwnSessions(portal.database.db, viewer, pageAsked(url.searchParams));
}

export default function OwnSessions({ loaderData: sessions }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main>
      <h1 className="govuk-heading-l">Sessions you are asked to</h1>
      <p className="govuk-body">
        In a challenge session the partnership’s panel meets your organisation and asks about the return that it sent.
      </p>
      {sessions.items.length === 0 ? (
        <EmptyState>You have not been asked to a session.</EmptyState>
      ) : (
        <Table
          caption="Sessions, latest first"
          captionHidden
          scrollLabel="Sessions, latest first"
          rowHeaders
          columns={[
            { label: 'Session' },
            { label: 'For' },
            { label: 'When' },
            { label: 'Status' },
            { label: 'Your reply' },
          ]}
          rows={sessions.items.map((one) => ({
            key: `${one.id} ${one.organisation}`,
            cells: [
              <Anchor key="title" className="govuk-link" href={`/sessions/${one.id}`}>
                {one.title}
              </Anchor>,
              one.organisation,
              `${dayInWords(one.heldOn)} at ${clockInWords(one.startsAt)}`,
              ownSessionStates[one.state],
              one.reply === null ? 'Not asked yourself' : replyWords[one.reply],
            ],
          }))}
        />
      )}
      <Pagination page={sessions.page} pageCount={sessions.pageCount} search={search} />
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/calendar">
          Follow your sessions and actions in your own calendar
        </Anchor>
      </p>
    </Main>
  );
}
