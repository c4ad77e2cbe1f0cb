import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { SiteTable } from '../../features/trusts/components/site-table.tsx';
import { groupScope } from '../../features/trusts/scope.ts';
import { readSiteFilter, standingItems } from '../../features/trusts/site-filter.ts';
import { getGroup, listSites } from '../../features/trusts/sites.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { ButtonGroup, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/sites';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      `${loaderData?.group.name ?? 'Trust'}: your sites${
        loaderData && loaderData.sites.page > 1 ? `, page ${loaderData.sites.page}` : ''
      }`,
    ),
  },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  const { db } = portal.database;
  const { today } = portal.stamp();
  const filter = readSiteFilter(url.searchParams);
  return {
    group: await getGroup(db, scope, today),
    filter,
    sites: await listSites(db, scope, filter, today, pageAsked(url.searchParams)),
  };
}

export default function Sites({ loaderData: { group, filter, sites } }: Route.ComponentProps) {
  const { search } = useLocation();
  const here = `/trusts/${group.id}`;
  return (
    <Main width="full">
      <span className="govuk-caption-l">{group.name}</span>
      <h1 className="govuk-heading-l">Your sites</h1>
      <p className="govuk-body">
        {countOf(group.sites, 'site')}. Each sends its own return to its own partnership, and its own people sign it.
        You see how far each is and what it has sent; what it writes before that is its own.
      </p>
      <ButtonGroup>
        <LinkButton href={`${here}/answers`}>Answer for all your sites</LinkButton>
        <Anchor className="govuk-link" href={`${here}/settled`}>
          What your sites said about your answers
        </Anchor>
      </ButtonGroup>
      <FilterForm key={search} clearHref={here}>
        <TextInput name="search" label="Name of the site" type="search" defaultValue={filter.search} />
        <Select name="status" label="Return" items={standingItems} defaultValue={filter.standing} />
      </FilterForm>
      {sites.items.length === 0 ? (
        <EmptyState>
          {filter.search === '' && filter.standing === ''
            ? 'No site is linked to your trust yet. The business manager of each partnership links the sites of its area.'
            : 'No site matches these filters.'}
        </EmptyState>
      ) : (
        <>
          <p className="govuk-body">
            {countOf(sites.total, 'line')} in this list.{' '}
            <Anchor className="govuk-link" href={`${here}/sites.csv${search}`} reloadDocument>
              Download it as a spreadsheet (CSV)
            </Anchor>
          </p>
          <SiteTable groupId={group.id} sites={sites.items} />
        </>
      )}
      <Pagination page={sites.page} pageCount={sites.pageCount} search={search} />
    </Main>
  );
}
