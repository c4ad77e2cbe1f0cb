import { useLocation, useSearchParams } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findOrganisationScope } from '../../features/accounts/viewer.ts';
import { EvidenceTable } from '../../features/evidence/components/evidence-table.tsx';
import {
  isNarrowed,
  kindChoices,
  libraryFilter,
  sortChoices,
  stateChoices,
  usedChoices,
} from '../../features/evidence/library-filter.ts';
import { listEvidence } from '../../features/evidence/queries.server.ts';
import { evidenceScope } from '../../features/evidence/scope.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { BannerHeading, NotificationBanner } from '../../ui/notification-banner.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/library';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Evidence') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const filter = libraryFilter(url.searchParams);
  const { today } = portal.stamp();
  const page = await listEvidence(portal.database.db, evidenceScope(viewer, 'evidence.read'), {
    ...filter,
    today,
    page: pageAsked(url.searchParams),
  });
  return { page, filter, today, mayAdd: findOrganisationScope(viewer, 'evidence.add') !== undefined };
}

export default function Library({ loaderData: { page, filter, today, mayAdd } }: Route.ComponentProps) {
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
      {mayAdd ? (
        <LinkButton href="/evidence/new" reloadDocument>
          Add evidence
        </LinkButton>
      ) : null}
      <FilterForm heading="Search and filter" clearHref="/evidence" key={location.search}>
        <TextInput name="search" label="Words in the title, file name or address" defaultValue={filter.search} />
        <Select name="kind" label="What it is" items={kindChoices} defaultValue={filter.kind ?? ''} />
        <Select name="state" label="State" items={stateChoices} defaultValue={filter.state ?? ''} />
        <Select name="used" label="Use" items={usedChoices} defaultValue={filter.used ?? ''} />
        <Select name="sort" label="Order" items={sortChoices} defaultValue={filter.sort} />
      </FilterForm>
      {page.total === 0 ? (
        <EmptyState>
          {isNarrowed(filter) ? 'No evidence matches what you chose.' : 'There is no evidence yet.'}
        </EmptyState>
      ) : (
        <>
          <p className="govuk-body">{countOf(page.total, 'piece of evidence', 'pieces of evidence')}</p>
          <EvidenceTable items={page.items} today={today} />
        </>
      )}
      <Pagination page={page.page} pageCount={page.pageCount} search={location.search} />
    </Main>
  );
}
