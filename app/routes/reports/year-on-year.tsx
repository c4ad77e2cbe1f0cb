import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { heatmapBases, readHeatmapQuery } from '../../features/cycles/heatmap.ts';
import { YearOnYearTables, YearsIntroduction } from '../../features/reports/components/year-on-year-tables.tsx';
import { listCyclePairs, pairAsked, seenBy } from '../../features/reports/cycle-pairs.server.ts';
import { getYearOnYear } from '../../features/reports/year-on-year.server.ts';
import { pageAsked } from '../../platform/paging.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/year-on-year';

export const meta: Route.MetaFunction = () => [{ title: pageTitle('Year on year') }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const pairs = await listCyclePairs(portal.database.db, partnershipScope(viewer, 'cycle.read'));
  const pair = pairAsked(pairs, url.searchParams.get('cycle'));
  const { basis } = readHeatmapQuery(url.searchParams);
  return {
    basis,
    cycles: pairs.map(({ now, before }) => ({ value: now.id, label: `${now.name}, after ${before.name}` })),
    years: pair
      ? await getYearOnYear(portal, seenBy(pair, viewer), { basis, page: pageAsked(url.searchParams) })
      : null,
  };
}

const baseItems = Object.entries(heatmapBases).map(([value, label]) => ({ value, label }));

export default function YearOnYearPage({ loaderData: { basis, cycles, years } }: Route.ComponentProps) {
  const { search } = useLocation();
  return (
    <Main width="full" before={<BackLink href="/cycles">Cycles</BackLink>}>
      <h1 className="govuk-heading-l">Year on year</h1>
      {years === null ? (
        <EmptyState>Nothing to compare yet: this needs two cycles on the same set of standards.</EmptyState>
      ) : (
        <>
          <FilterForm key={search} heading="Show" submitText="Show" layout="column" clearHref="/reports/year-on-year">
            <Select name="cycle" label="Cycle" items={cycles} defaultValue={years.now.id} />
            <Select name="basis" label="Whose rating" items={baseItems} defaultValue={basis} />
          </FilterForm>
          <YearsIntroduction years={years} csvHref={`/reports/year-on-year.csv?cycle=${years.now.id}&basis=${basis}`} />
          <YearOnYearTables years={years} />
          <Pagination page={years.standards.page} pageCount={years.standards.pageCount} search={search} />
        </>
      )}
    </Main>
  );
}
