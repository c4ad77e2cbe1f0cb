import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { findPartnershipScope, partnershipScope } from '../../features/accounts/viewer.ts';
import {
  chosenFilters,
  kindChoices,
  phaseChoices,
  readListFilter,
  sectorChoices,
  standingChoices,
} from '../../features/organisations/directory-filter.ts';
import { listOrganisations } from '../../features/organisations/queries.server.ts';
import { kindInWords } from '../../features/organisations/rules.ts';
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
import { Table } from '../../ui/table.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/directory';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(loaderData && loaderData.page > 1 ? `Organisations, page ${loaderData.page}` : 'Organisations') },
];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = partnershipScope(viewer, 'organisation.read');
  const filter = readListFilter(url.searchParams);
  const { items, ...list } = await listOrganisations(portal.database.db, scope, filter, pageAsked(url.searchParams));
  return {
    ...list,
    filter,
    chosen: chosenFilters(filter, url.searchParams),
    mayChange: findPartnershipScope(viewer, 'organisation.change') !== undefined,
    organisations: items.map((entry) => ({ ...entry, what: kindInWords(entry) })),
  };
}

export default function Directory({ loaderData }: Route.ComponentProps) {
  const { organisations, total, page, pageCount, filter, chosen, mayChange } = loaderData;
  const { search } = useLocation();
  return (
    <Main>
      <h1 className="govuk-heading-l">Organisations</h1>
      {mayChange ? (
        <ButtonGroup>
          <LinkButton href="/organisations/import">Import a file</LinkButton>
          <LinkButton href="/organisations/new" variant="secondary">
            Add one organisation
          </LinkButton>
        </ButtonGroup>
      ) : null}
      <FilterForm key={search} clearHref="/organisations" chosen={chosen}>
        <TextInput name="search" label="Name, number or postcode" type="search" defaultValue={filter.search ?? ''} />
        <Select name="sector" label="Agency or setting" items={sectorChoices} defaultValue={filter.sector ?? ''} />
        <Select name="kind" label="Kind" items={kindChoices()} defaultValue={filter.kind ?? ''} />
        <Select name="phase" label="Phase" items={phaseChoices} defaultValue={filter.phase ?? ''} />
        <Select name="standing" label="Show" items={standingChoices} defaultValue={filter.standing ?? 'member'} />
      </FilterForm>
      <p className="govuk-body">
        {countOf(total, 'organisation')}.{' '}
        <Anchor className="govuk-link" href="/organisations/groups">
          Trusts and groups
        </Anchor>
      </p>
      {organisations.length === 0 ? (
        <EmptyState>
          {chosen.length > 0
            ? 'No organisation matches these filters.'
            : 'There is no organisation in the directory yet.'}
        </EmptyState>
      ) : (
        <Table
          caption="Organisations by name"
          captionHidden
          rowHeaders
          scrollLabel="Organisations, scrolls sideways"
          columns={[{ label: 'Name' }, { label: 'Kind' }, { label: 'Local authority' }, { label: 'URN' }]}
          rows={organisations.map((entry) => ({
            key: entry.id,
            cells: [
              <Anchor key="name" className="govuk-link" href={`/organisations/${entry.id}`}>
                {entry.name}
              </Anchor>,
              entry.what,
              entry.localAuthority ?? '',
              entry.urn ?? '',
            ],
          }))}
        />
      )}
      <Pagination page={page} pageCount={pageCount} search={search} />
    </Main>
  );
}
