import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { AskedOfYou } from '../../features/returns/components/part-overview.tsx';
import { ReturnTable } from '../../features/returns/components/return-table.tsx';
import { JoinOffer } from '../../features/returns/components/shared-notes.tsx';
import { getReturnLists } from '../../features/returns/return-lists.server.ts';
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
  const { db } = portal.database;
  const lists = await getReturnLists(db, viewer, portal.stamp().today, {
    current: pageAsked(url.searchParams),
    past: pageAsked(url.searchParams, 'past'),
  });
  return { ...lists, offers: await listJoinOffers(db, viewer) };
}

export default function Returns({ loaderData: { today, whole, parts, takenBack, offers } }: Route.ComponentProps) {
  return (
    <Main>
      <h1 className="govuk-heading-l">Returns</h1>
      {offers.map((offer) => (
        <JoinOffer key={offer.id} offer={offer} />
      ))}
      {parts ? <AskedOfYou parts={parts} takenBack={takenBack} /> : null}
      {whole ? <WholeReturns today={today} whole={whole} /> : null}
    </Main>
  );
}

type WholeProps = { today: string; whole: NonNullable<Route.ComponentProps['loaderData']['whole']> };

function WholeReturns({ today, whole: { several, current, past } }: WholeProps) {
  const { search } = useLocation();
  return (
    <>
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
    </>
  );
}
