import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { OwnPracticeTable } from '../../features/good-practice/components/practice-list.tsx';
import { listOwnPractice } from '../../features/good-practice/queries.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import type { Route } from './+types/ours';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('What your organisation shares') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = organisationScope(viewer, 'good-practice.share');
  return listOwnPractice(portal.database.db, scope, portal.stamp().today, pageAsked(url.searchParams));
}

export default function Ours({ loaderData: items }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main before={<BackLink href="/good-practice">Back to good practice</BackLink>}>
      <h1 className="govuk-heading-l">What your organisation shares</h1>
      <LinkButton href="/good-practice/new">Share something that works</LinkButton>
      {items.items.length === 0 ? (
        <EmptyState>Nothing has been shared or suggested yet.</EmptyState>
      ) : (
        <OwnPracticeTable items={items.items} />
      )}
      <Pagination page={items.page} pageCount={items.pageCount} search={search} />
    </Main>
  );
}
