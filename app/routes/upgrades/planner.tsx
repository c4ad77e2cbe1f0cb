import { useLocation } from 'react-router';
import { signedIn } from '../../context.server.ts';
import { partnershipScope } from '../../features/accounts/viewer.ts';
import { FateTotals, PlannerIntroduction, PlannerLinks } from '../../features/upgrades/components/planner-parts.tsx';
import { QuestionTables } from '../../features/upgrades/components/question-table.tsx';
import { getPlanner } from '../../features/upgrades/planner.server.ts';
import {
  chooseQuestions,
  chosenQuestionFilters,
  cut,
  readQuestionQuery,
  standardChoices,
} from '../../features/upgrades/planner-query.ts';
import { fateWords, launchRuleWords, questionFates } from '../../features/upgrades/words.ts';
import { pageAsked } from '../../platform/paging.ts';
import { countOf } from '../../platform/words.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterForm } from '../../ui/filter-form.tsx';
import { Main } from '../../ui/main.tsx';
import { pageTitle } from '../../ui/page-title.ts';
import { Pagination } from '../../ui/pagination.tsx';
import { Select } from '../../ui/select.tsx';
import type { Route } from './+types/planner';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: pageTitle(
      [
        'Upgrade',
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
  const query = readQuestionQuery(url.searchParams);
  return {
    head: { ...head, cycle: { id: cycle.id, name: cycle.name, status: cycle.status } },
    totals,
    query,
    standards: standardChoices(questions),
    shown: cut(chooseQuestions(questions, query), pageAsked(url.searchParams), query.whole),
  };
}

const fateItems = [
  { value: '', label: 'Every question that changes' },
  { value: 'all', label: 'Every question' },
  ...questionFates.map((value) => ({ value, label: fateWords[value] })),
];
const orderItems = [
  { value: '', label: 'In reading order' },
  { value: 'most', label: 'Most affected first' },
];

export default function UpgradePlanner({ loaderData }: Route.ComponentProps) {
  const { head, totals, query, standards, shown } = loaderData;
  const { search } = useLocation();
  const { cycle, origins } = head;
  const chosen = chosenQuestionFilters(query.filter, standards, new URLSearchParams(search));
  return (
    <Main width="full" before={<BackLink href={`/cycles/${cycle.id}`}>{cycle.name}</BackLink>}>
      <span className="govuk-caption-l">{cycle.name}</span>
      <h1 className="govuk-heading-l">Upgrade, question by question</h1>
      <PlannerIntroduction head={head} />
      <PlannerLinks cycleId={cycle.id} here="questions" />
      <FateTotals totals={totals} cycleId={cycle.id} />
      <FilterForm key={search} clearHref={`/cycles/${cycle.id}/upgrade`} chosen={chosen} heading="Show">
        <Select name="fate" label="Kind of change" items={fateItems} defaultValue={query.filter.fate ?? ''} />
        <Select
          name="standard"
          label="Standard"
          items={[{ value: '', label: 'All' }, ...standards]}
          defaultValue={query.filter.standard ?? ''}
        />
        {origins.length > 1 ? (
          <Select
            name="from"
            label="From edition"
            items={[
              { value: '', label: 'All' },
              ...origins.map(({ editionId, edition }) => ({ value: editionId, label: edition })),
            ]}
            defaultValue={query.filter.from ?? ''}
          />
        ) : null}
        <Select name="order" label="Order" items={orderItems} defaultValue={query.order === 'most' ? 'most' : ''} />
      </FilterForm>
      <p className="govuk-body">{countOf(shown.total, 'question')}.</p>
      {shown.total === 0 ? (
        <EmptyState>
          {chosen.length > 0
            ? 'No question matches these filters.'
            : 'No question changes: every answer that was sent can be kept.'}
        </EmptyState>
      ) : null}
      <QuestionTables
        questions={shown.items}
        ruleWords={launchRuleWords}
        origins={
          origins.length > 1 ? new Map(origins.map(({ editionId, edition }) => [editionId, edition])) : undefined
        }
        grouped={query.order === 'reading'}
      />
      <Pagination page={shown.page} pageCount={shown.pageCount} search={search} />
    </Main>
  );
}
