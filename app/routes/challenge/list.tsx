import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import { listSessions } from '../../features/challenge/queries.server.ts';
import { sessionStatuses } from '../../features/challenge/rules.ts';
import { pageAsked } from '../../platform/paging.ts';
import { clockInWords, dayInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.sessions.page > 1
        ? `Challenge sessions, page ${loaderData.sessions.page}`
        : 'Challenge sessions',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'session.read');
  return {
    sessions: await listSessions(portal.database.db, scope, pageAsked(url.searchParams)),
    maySchedule: findPartnershipScope(viewer, 'session.change') !== undefined,
  };
}

export default function Sessions({ loaderData: { sessions, maySchedule } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main>
      <h1 className="govuk-heading-l">Challenge sessions</h1>
      <p className="govuk-body">
        In a challenge session a panel meets the agencies that sent returns, asks about what they said, and agrees
        ratings and actions with them.
      </p>
      {maySchedule ? <LinkButton href="/challenge/new">Schedule a session</LinkButton> : null}
      {sessions.items.length === 0 ? (
        <EmptyState>No session has been scheduled yet.</EmptyState>
      ) : (
        <Table
          caption="Challenge sessions, latest first"
          captionHidden
          scrollLabel="Challenge sessions, latest first"
          rowHeaders
          columns={[
            { label: 'Session' },
            { label: 'Cycle' },
            { label: 'Date' },
            { label: 'Agencies', numeric: true },
            { label: 'Status' },
          ]}
          rows={sessions.items.map((session) => ({
            key: session.id,
            cells: [
              <Anchor key="title" className="govuk-link" href={`/challenge/${session.id}`}>
                {session.title}
              </Anchor>,
              session.cycle,
              `${dayInWords(session.heldOn)} at ${clockInWords(session.startsAt)}`,
              session.agencies,
              session.calledOff ? 'Called off' : sessionStatuses[session.status].words,
            ],
          }))}
        />
      )}
      <Pagination page={sessions.page} pageCount={sessions.pageCount} search={search} />
    </Main>
  );
}
