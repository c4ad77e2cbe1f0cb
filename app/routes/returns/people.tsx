import { useLocation, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { EndedTable, HoldersTable } from '../../features/returns/components/people-tables.tsx';
import { getPeoplePage } from '../../features/returns/people-page.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/people';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData ? `Who has what: ${loaderData.agencyReturn.cycleName}` : 'Who has what') },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  return getPeoplePage(portal.database.db, viewer, params.returnId, {
    page: pageAsked(url.searchParams),
    today: portal.stamp().today,
  });
}

const doneWords: Record<string, string> = {
  asked: 'They have been asked, and a message is on its way.',
  accept: 'It is accepted.',
  'give-back': 'It has been given back with your note.',
  'take-back': 'You have taken it back.',
};

export default function People({ loaderData: { agencyReturn, open, ended, mayAsk } }: Route.ComponentProps) {
  const { search } = useLocation();
  const [said] = useSearchParams();
  const done = doneWords[said.get('done') ?? ''];
  return (
    <Main before={<BackLink href={`/returns/${agencyReturn.id}`}>Back to the list of standards</BackLink>}>
      {done ? (
        <NotificationBanner kind="success" key={done}>
          <BannerHeading>{done}</BannerHeading>
        </NotificationBanner>
      ) : null}
      <span className="govuk-caption-l">
        {agencyReturn.organisationName}: {agencyReturn.cycleName}
      </span>
      <h1 className="govuk-heading-l">Who has what</h1>
      {mayAsk ? <LinkButton href={`/returns/${agencyReturn.id}/people/ask`}>Ask someone</LinkButton> : null}
      {open.length === 0 ? (
        <EmptyState>Nothing of this return is with a colleague: the safeguarding lead has all of it.</EmptyState>
      ) : (
        <HoldersTable delegations={open} mayChange={mayAsk} />
      )}
      {ended.total > 0 ? <EndedTable delegations={ended.items} /> : null}
      <Pagination page={ended.page} pageCount={ended.pageCount} search={search} />
    </Main>
  );
}
