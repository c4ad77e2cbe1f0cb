import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { WhoseRequest } from '../../features/disclosure/components/disclosure-detail.tsx';
import { DisclosureFilterForm, DisclosureTable } from '../../features/disclosure/components/disclosure-list.tsx';
import { countDisclosures, listDisclosures } from '../../features/disclosure/queries.server.ts';
import { readDisclosureFilter } from '../../features/disclosure/schema.ts';
import { disclosureScope, isAny } from '../../features/disclosure/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { TwoThirds } from '../../ui/columns.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/disclosures';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      loaderData && loaderData.requests.page > 1
        ? `Requests for disclosure, page ${loaderData.requests.page}`
        : 'Requests for disclosure',
    ),
  },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const scope = disclosureScope(viewer);
  const { today } = portal.stamp();
  const filter = readDisclosureFilter(url.searchParams);
  return {
    filter,
    requests: await listDisclosures(db, scope, filter, today, pageAsked(url.searchParams)),
    counts: await countDisclosures(db, scope, today),
    handles: isAny(scope.handles),
    atPartnership: scope.handles.partnerships !== undefined,
  };
}

export default function Disclosures({ loaderData }: Route.ComponentProps) {
  const { filter, requests, counts, handles, atPartnership } = loaderData;
  const { search } = useLocation();
  return (
    <Main width="full">
      <h1 className="govuk-heading-l">Requests for disclosure</h1>
      <TwoThirds>
        <p className="govuk-body">
          Somebody asks to see what is held: about themselves (subject access), or by freedom of information. Here the
          request is recorded, what is held is searched and reviewed, and the answer is made.
        </p>
        {atPartnership ? <WhoseRequest kind="list" /> : null}
      </TwoThirds>
      <p className="govuk-body">
        {countOf(counts.current, 'request is', 'requests are')} not closed, {counts.overdue} of them overdue.
        {counts.toCheck > 0 ? ` You are asked to check ${counts.toCheck}.` : ''}
      </p>
      {handles ? <LinkButton href="/disclosures/new">Record a request</LinkButton> : null}
      <DisclosureFilterForm filter={filter} />
      {requests.items.length === 0 ? (
        <EmptyState>No requests match these filters.</EmptyState>
      ) : (
        <>
          <p className="govuk-body">{countOf(requests.total, 'request')} in this list.</p>
          <DisclosureTable requests={requests.items} />
        </>
      )}
      <Pagination page={requests.page} pageCount={requests.pageCount} search={search} />
    </Main>
  );
}
