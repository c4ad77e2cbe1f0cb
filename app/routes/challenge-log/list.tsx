import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findOrganisationScope, findPartnershipScope } from '../../features/accounts/viewer.ts';
import { LogFilterForm, LogTable } from '../../features/challenge-log/components/entry-list.tsx';
import { countEntries, listEntries, listLogOrganisations } from '../../features/challenge-log/queries.server.ts';
import { readLogFilter } from '../../features/challenge-log/schema.ts';
import { logScope } from '../../features/challenge-log/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.entries.page > 1 ? `Challenge log, page ${loaderData.entries.page}` : 'Challenge log',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = logScope(viewer);
  const { today } = portal.stamp();
  const filter = readLogFilter(url.searchParams);
  return {
    filter,
    entries: await listEntries(db, scope, filter, today, pageAsked(url.searchParams)),
    organisations: await listLogOrganisations(db, scope),
    counts: await countEntries(db, scope, today),
    mayRaise: findPartnershipScope(viewer, 'challenge-log.change') !== undefined,
    mayRaiseAsAgency: findOrganisationScope(viewer, 'challenge-log.raise') !== undefined,
    mayReport: scope.partnerships !== undefined,
  };
}

export default function ChallengeLog({ loaderData }: Route.ComponentProps) {
  const { entries, counts, filter, organisations, mayRaise, mayRaiseAsAgency, mayReport } = loaderData;
  const { search } = useLocation();
  return (
    <Main width="full">
      <h1 className="govuk-heading-l">Challenge log</h1>
      <p className="govuk-body">
        {mayReport
          ? 'Challenges between meetings: who asked whom for an answer, by when, and what came of it.'
          : 'Challenges that your organisation raised, or has to answer.'}
      </p>
      <p className="govuk-body">
        {countOf(counts.waiting, 'challenge waits', 'challenges wait')} for an answer, {counts.overdue} of them overdue;{' '}
        {counts.answered} answered and waiting for an outcome.
      </p>
      {mayRaise ? <LinkButton href="/challenge-log/new">Put a challenge on the log</LinkButton> : null}
      {mayRaiseAsAgency ? <LinkButton href="/challenge-log/raise">Raise a challenge</LinkButton> : null}
      {mayReport ? (
        <p className="govuk-body">
          <Anchor className="govuk-link" href="/challenge-log/report">
            Quarterly report to the board
          </Anchor>
        </p>
      ) : null}
      <LogFilterForm filter={filter} organisations={organisations} />
      {entries.items.length === 0 ? (
        <EmptyState>No challenges match these filters.</EmptyState>
      ) : (
        <>
          <p className="govuk-body">{countOf(entries.total, 'challenge')} in this list.</p>
          <LogTable entries={entries.items} filter={filter} search={search} />
        </>
      )}
      <Pagination page={entries.page} pageCount={entries.pageCount} search={search} />
    </Main>
  );
}
