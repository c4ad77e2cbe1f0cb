import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { mayInPartnership, partnershipScope } from '../../features/accounts/viewer.ts';
import { RatingHeatmap } from '../../features/cycles/components/rating-heatmap.tsx';
import { getHeatmap } from '../../features/cycles/heatmap.server.ts';
import { heatmapBases, readHeatmapQuery } from '../../features/cycles/heatmap.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { kindChoices, phaseChoices } from '../../features/organisations/directory-filter.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf, listInWords } from '../../platform/words.ts';
import { Anchor } from '../../ui/anchor.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { InsetText } from '../../ui/inset-text.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/heatmap';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: pageTitle(`Heatmap${loaderData ? `: ${loaderData.cycle.name}` : ''}`) },
];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const { db } = portal.database;
  const cycle = await getCycle(db, partnershipScope(viewer, 'cycle.read'), params.cycleId);
  const query = readHeatmapQuery(url.searchParams);
  return {
    cycle: { id: cycle.id, name: cycle.name, kinds: cycle.kinds, asksByPhase: cycle.asksByPhase },
    query,
    mayRead: mayInPartnership(viewer, 'submission.read', cycle.partnershipId),
    heatmap: await getHeatmap(db, { ...cycle, reader: viewer }, { ...query, page: pageAsked(url.searchParams) }),
  };
}

const baseItems = Object.entries(heatmapBases).map(([value, label]) => ({ value, label }));
const sortItems = [
  { value: 'name', label: 'By name' },
  { value: 'worst', label: 'Worst first' },
];

export default function HeatmapPage({ loaderData: { cycle, query, mayRead, heatmap } }: Route.ComponentProps) {
  const { search } = useLocation();
  const { total, page, pageCount } = heatmap.rows;
  return (
    <Main width="full" before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <span className="govuk-caption-l">{cycle.name}</span>
      <h1 className="govuk-heading-l">Heatmap of ratings</h1>
      <FilterForm key={search} clearHref={`/cycles/${cycle.id}/heatmap`} heading="Show" submitText="Show">
        <Select name="basis" label="Whose rating" items={baseItems} defaultValue={query.basis} />
        <Select name="order" label="Order" items={sortItems} defaultValue={query.sort} />
        <TextInput name="search" label="Organisation" type="search" defaultValue={query.filter.search ?? ''} />
        <Select name="kind" label="Kind" items={kindChoices(cycle.kinds)} defaultValue={query.filter.kind ?? ''} />
        {cycle.asksByPhase ? (
          <Select name="phase" label="Phase" items={phaseChoices} defaultValue={query.filter.phase ?? ''} />
        ) : null}
      </FilterForm>
      <p className="govuk-body">
        {countOf(total, 'organisation has', 'organisations have')} sent a return that matches.{' '}
        <Anchor className="govuk-link" href={`/cycles/${cycle.id}/ratings.csv${search}`} reloadDocument>
          Download the ratings as CSV
        </Anchor>
      </p>
      <OtherEditions asked={heatmap.asked} editions={heatmap.editions} />
      {total === 0 ? (
        <EmptyState>Nothing to show: ratings appear here once a return has been sent.</EmptyState>
      ) : (
        <RatingHeatmap heatmap={heatmap} basis={heatmapBases[query.basis]} mayRead={mayRead} />
      )}
      <Pagination page={page} pageCount={pageCount} search={search} />
    </Main>
  );
}

/** Says what cannot be compared, where returns of the cycle were sent on another edition than it asks now. */
function OtherEditions({ asked, editions }: Pick<Route.ComponentProps['loaderData']['heatmap'], 'asked' | 'editions'>) {
  if (editions.every(({ edition }) => edition === asked)) return null;
  const parts = editions.map(({ edition, submissions }) => `${countOf(submissions, 'return')} on edition ${edition}`);
  return (
    <InsetText>
      This cycle asks edition {asked} now, and its open returns were moved to it after some had been sent. Sent so far:{' '}
      {listInWords(parts)}. A standard that an edition does not have is empty in the rows of its returns, and questions
      under the same standard may have been worded otherwise. Compare ratings within one edition.
    </InsetText>
  );
}
