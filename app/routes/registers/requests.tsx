import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope } from '../../features/accounts/viewer.ts';
import { RequestFilterForm, RequestTable } from '../../features/registers/requests/components/request-list.tsx';
import { countRequests, listRequests } from '../../features/registers/requests/queries.server.ts';
import { readRequestFilter } from '../../features/registers/requests/schema.ts';
import { requestScope } from '../../features/registers/requests/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/requests';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.requests.page > 1
        ? `Requests for information, page ${loaderData.requests.page}`
        : 'Requests for information',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = requestScope(viewer);
  const { today } = portal.stamp();
  const filter = readRequestFilter(url.searchParams);
  return {
    filter,
    requests: await listRequests(db, scope, filter, today, pageAsked(url.searchParams)),
    counts: await countRequests(db, scope, today),
    mayAsk: findPartnershipScope(viewer, 'information-request.change') !== undefined,
    asPartnership: scope.partnerships !== undefined,
  };
}

export default function Requests({ loaderData }: Route.ComponentProps) {
  const { filter, requests, counts, mayAsk, asPartnership } = loaderData;
  const { search } = useLocation();
  return (
    <Main width="full">
      <h1 className="govuk-heading-l">Requests for information</h1>
      <p className="govuk-body">
        {asPartnership
          ? 'What the partnership asks agencies and other bodies for, by law or by agreement, beside their returns.'
          : 'What the partnership asks your organisation for, beside your returns.'}
      </p>
      <p className="govuk-body">
        {countOf(counts.waiting, 'request waits', 'requests wait')} for an answer, {counts.overdue} of them overdue;{' '}
        {counts.answered} answered or refused and not closed.
      </p>
      {mayAsk ? <LinkButton href="/information-requests/new">Ask for information</LinkButton> : null}
      <RequestFilterForm filter={filter} />
      {requests.items.length === 0 ? (
        <EmptyState>No requests match these filters.</EmptyState>
      ) : (
        <>
          <p className="govuk-body">{countOf(requests.total, 'request')} in this list.</p>
          <RequestTable requests={requests.items} filter={filter} search={search} />
        </>
      )}
      <Pagination page={requests.page} pageCount={requests.pageCount} search={search} />
    </Main>
  );
}
