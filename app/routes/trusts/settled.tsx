import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { centralStateWords, settledStates } from '../../features/returns/central/central.ts';
import { Words } from '../../features/trusts/components/settled-table.tsx';
import { groupScope } from '../../features/trusts/scope.ts';
import { listSettlements, readSettledFilter } from '../../features/trusts/site-return.server.ts';
import { getGroup } from '../../features/trusts/sites.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { instantInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { Table } from '../../ui/table.tsx';
import type { Route } from './+types/settled';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      `What your sites said${loaderData && loaderData.entries.page > 1 ? `, page ${loaderData.entries.page}` : ''}`,
    ),
  },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const scope = groupScope(viewer, 'group.read', params.groupId);
  const { db } = portal.database;
  const { today } = portal.stamp();
  const state = readSettledFilter(url.searchParams.get('state'));
  return {
    group: await getGroup(db, scope, today),
    state,
    entries: await listSettlements(db, scope, state, today, pageAsked(url.searchParams)),
  };
}

export default function Settled({ loaderData: { group, state, entries } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main width="full" before={<BackLink href={`/trusts/${group.id}`}>Back to your sites</BackLink>}>
      <span className="govuk-caption-l">{group.name}</span>
      <h1 className="govuk-heading-l">What your sites said about your answers</h1>
      <FilterForm key={search}>
        <Select
          name="state"
          label="Show"
          items={settledStates.map((value) => ({ value, label: centralStateWords[value] }))}
          defaultValue={state}
        />
      </FilterForm>
      {entries.items.length === 0 ? (
        <EmptyState>No site has said this about any of your answers.</EmptyState>
      ) : (
        <Table
          caption={centralStateWords[state]}
          captionSize="m"
          rowHeaders
          scrollLabel="What sites said, scrolls sideways"
          columns={[{ label: 'Site' }, { label: 'Question' }, { label: 'Who and when' }, { label: 'Their words' }]}
          rows={entries.items.map((entry) => ({
            key: `${entry.returnId} ${entry.question}`,
            cells: [
              <Anchor key="site" className="govuk-link" href={`/trusts/${group.id}/returns/${entry.returnId}`}>
                {entry.siteName}
                <span className="govuk-visually-hidden">, {entry.cycleName}</span>
              </Anchor>,
              entry.question,
              `${entry.by}, ${instantInWords(entry.at)}`,
              <Words key="words" added={entry.added} reason={entry.reason} />,
            ],
          }))}
        />
      )}
      <Pagination page={entries.page} pageCount={entries.pageCount} search={search} />
    </Main>
  );
}
