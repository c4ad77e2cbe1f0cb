import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { ReturnTable } from '../../features/returns/components/return-table.tsx';
import { JoinOffer } from '../../features/returns/components/shared-notes.tsx';
import { listReturns } from '../../features/returns/queries.server.ts';
import { listJoinOffers } from '../../features/returns/shared/join-offers.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Returns') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'return.read');
  const { db } = portal.database;
  return {
    today: portal.stamp().today,
    several: scope.organisationIds.length > 1,
    offers: await listJoinOffers(db, viewer),
    current: await listReturns(db, scope, 'current', pageAsked(url.searchParams)),
    past: await listReturns(db, scope, 'past', pageAsked(url.searchParams, 'past')),
  };
}

export default function Returns({ loaderData: { today, several, current, past, offers } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main>
      <h1 className="govuk-heading-l">Returns</h1>
      {offers.map((offer) => (
        <JoinOffer key={offer.id} offer={offer} />
      ))}
      {current.total === 0 ? (
        <EmptyState>You have no return to fill in at the moment.</EmptyState>
      ) : (
        <ReturnTable caption="To fill in" returns={current.items} several={several} today={today} />
      )}
      <Pagination
        page={current.page}
        pageCount={current.pageCount}
        search={search}
        label="Pages of returns to fill in"
      />
      {past.total > 0 ? <ReturnTable caption="Sent" returns={past.items} several={several} today={today} sent /> : null}
      <Pagination
        page={past.page}
        pageCount={past.pageCount}
        search={search}
        name="past"
        label="Pages of sent returns"
      />
    </Main>
  );
}
