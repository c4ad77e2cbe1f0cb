import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { AgencyTable } from '../../features/upgrades/components/agency-table.tsx';
import {
  OutcomeSentence,
  PlannerIntroduction,
  PlannerLinks,
} from '../../features/upgrades/components/planner-parts.tsx';
import { getPlanner } from '../../features/upgrades/planner.server.ts';
import { sumOutcomes } from '../../features/upgrades/planner.ts';
import { chooseAgencies, cut, readAgencyQuery } from '../../features/upgrades/planner-query.ts';
import { outcomeWords } from '../../features/upgrades/words.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Route } from './+types/agencies';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      [
        'Upgrade by organisation',
        loaderData?.head.cycle.name,
        (loaderData?.shown.page ?? 1) > 1 ? `page ${loaderData?.shown.page}` : undefined,
      ]
        .filter(Boolean)
        .join(', '),
    ),
  },
];

export async function loader({ context, url, params }: Route.LoaderArgs) {
  const { portal, viewer } = await signedIn(context, url);
  const planner = await getPlanner(portal, partnershipScope(viewer, 'cycle.change'), params.cycleId);
  const { questions, agencies, totals, cycle, ...head } = planner;
  const query = readAgencyQuery(url.searchParams);
  return {
    head: { ...head, cycle: { id: cycle.id, name: cycle.name, status: cycle.status } },
    query,
    sum: sumOutcomes(agencies.map(({ counts }) => counts)),
    shown: cut(chooseAgencies(agencies, query), pageAsked(url.searchParams), query.whole),
  };
}

const orderItems = [
  { value: '', label: 'Most affected first' },
  { value: 'name', label: 'By name' },
];

export default function UpgradeByAgency({ loaderData: { head, query, sum, shown } }: Route.ComponentProps) {
  const { search } = useLocation();
  const { cycle } = head;
  return (
    <Main width="full" before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <span className="govuk-caption-l">{cycle.name}</span>
      <h1 className="govuk-heading-l">Upgrade, organisation by organisation</h1>
      <PlannerIntroduction head={head} />
      <PlannerLinks cycleId={cycle.id} here="agencies" />
      <OutcomeSentence counts={sum} words={outcomeWords} />
      <FilterForm key={search} clearHref={`/cycles/${cycle.id}/upgrade/agencies`} heading="Show">
        <TextInput name="search" label="Organisation" type="search" defaultValue={query.search} />
        <Select name="order" label="Order" items={orderItems} defaultValue={query.order === 'name' ? 'name' : ''} />
      </FilterForm>
      <p className="govuk-body">{countOf(shown.total, 'organisation')}.</p>
      {shown.total === 0 ? (
        <EmptyState>No organisation matches.</EmptyState>
      ) : (
        <AgencyTable agencies={shown.items} editionHeading="Last return on" />
      )}
      <Pagination page={shown.page} pageCount={shown.pageCount} search={search} />
    </Main>
  );
}
