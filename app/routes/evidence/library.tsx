import { useLocation, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findOrganisationScope } from '../../features/accounts/viewer.ts';
import { EvidenceTable } from '../../features/evidence/components/evidence-table.tsx';
import { listEvidence } from '../../features/evidence/queries.server.ts';
import { evidenceScope } from '../../features/evidence/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/library';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Evidence') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const search = url.searchParams.get('search') ?? '';
  const page = await listEvidence(portal.database.db, evidenceScope(viewer, 'evidence.read'), {
    search,
    page: pageAsked(url.searchParams),
  });
  return { page, search, mayAdd: findOrganisationScope(viewer, 'evidence.add') !== undefined };
}

export default function Library({ loaderData: { page, search, mayAdd } }: Route.ComponentProps) {
  const location = useLocation();
  const [said] = useSearchParams();
  return (
    <Main>
      {said.has('removed') ? (
        <NotificationBanner kind="success" key="removed">
          <BannerHeading>The evidence has been removed from your library.</BannerHeading>
        </NotificationBanner>
      ) : null}
      <h1 className="govuk-heading-l">Evidence</h1>
      <p className="govuk-body">
        Add a file or a link once and use it for as many questions as you like. Nobody outside your organisation sees it
        until you send a return that uses it.
      </p>
      {mayAdd ? <LinkButton href="/evidence/new">Add evidence</LinkButton> : null}
      <FilterForm heading="Search" submitText="Search" clearHref="/evidence">
        <TextInput name="search" label="Words in the title, file name or address" defaultValue={search} />
      </FilterForm>
      {page.total === 0 ? (
        <EmptyState>{search === '' ? 'There is no evidence yet.' : 'No evidence matches these words.'}</EmptyState>
      ) : (
        <EvidenceTable items={page.items} />
      )}
      <Pagination page={page.page} pageCount={page.pageCount} search={location.search} />
    </Main>
  );
}
