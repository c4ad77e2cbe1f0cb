import { Form, useLocation } from 'react-router';
import type { Page } from '../../../platform/paging.ts';
import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { kindChoices, phaseChoices } from '../../organisations/directory-filter.ts';
import { chosenDashboardFilters, type DashboardFilter, type DashboardSort, standingItems } from '../dashboard-query.ts';
import type { ReturnStage } from '../rules.ts';
import type { Cycle, ReturnEntry } from '../schema.ts';
import { ReturnTable } from './return-table.tsx';
import { StageChart } from './stage-chart.tsx';

type OpenCycleProps = {
  cycle: Cycle;
  counts: {
    total: number;
    byStage: Readonly<Record<ReturnStage, number>>;
    overdue: number;
    withoutLead: number;
  };
  returns: Page<ReturnEntry>;
  filter: DashboardFilter;
  sort: DashboardSort;
  mayChange: boolean;
  mayRead: boolean;
};

/** A launched cycle: where its returns are, and the means to chase them. */
export function OpenCycle({ cycle, counts, returns, filter, sort, mayChange, mayRead }: OpenCycleProps) {
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  const mayChase = mayChange && cycle.status === 'open';
  return (
    <>
      <StageChart total={counts.total} byStage={counts.byStage} />
      <Attention counts={counts} />
      {mayChase ? <RemindAll counts={counts} /> : null}
      <h2 className="govuk-heading-m">Returns</h2>
      <FilterForm key={search} clearHref={`/cycles/${cycle.id}`} chosen={chosenDashboardFilters(filter, query)}>
        <TextInput name="search" label="Organisation" type="search" defaultValue={filter.search ?? ''} />
        <Select name="status" label="Status" items={standingItems} defaultValue={filter.standing ?? ''} />
        <Select name="kind" label="Kind" items={kindChoices(cycle.kinds)} defaultValue={filter.kind ?? ''} />
        {cycle.asksByPhase ? (
          <Select name="phase" label="Phase" items={phaseChoices} defaultValue={filter.phase ?? ''} />
        ) : null}
        {query.get('sort') ? <input type="hidden" name="sort" value={query.get('sort') ?? ''} /> : null}
      </FilterForm>
      <p className="govuk-body">
        {countOf(returns.total, 'return')}.{' '}
        <Anchor className="govuk-link" href={`/cycles/${cycle.id}/returns.csv${search}`} reloadDocument>
          Download them as CSV
        </Anchor>
      </p>
      {returns.items.length === 0 ? (
        <EmptyState>No return matches these filters.</EmptyState>
      ) : (
        <ReturnTable
          cycleId={cycle.id}
          returns={returns.items}
          sort={sort}
          search={search}
          mayChange={mayChase}
          mayRead={mayRead}
        />
      )}
      <Pagination page={returns.page} pageCount={returns.pageCount} search={search} />
    </>
  );
}

function Attention({ counts }: Pick<OpenCycleProps, 'counts'>) {
  const lines = [
    { count: counts.overdue, href: '?status=overdue', words: 'overdue' },
    { count: counts.byStage['not-started'], href: '?status=not-started', words: 'not yet started' },
    { count: counts.withoutLead, href: '?status=no-lead', words: 'with no safeguarding lead to write to' },
  ].filter(({ count }) => count > 0);
  if (lines.length === 0) return null;
  return (
    <ul className="govuk-list">
      {lines.map(({ count, href, words }) => (
        <li key={href}>
          <Anchor className="govuk-link" href={href}>
            {countOf(count, 'return')} {words}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

function RemindAll({ counts }: Pick<OpenCycleProps, 'counts'>) {
  const notStarted = counts.byStage['not-started'];
  if (notStarted + counts.overdue === 0) return null;
  return (
    <Form method="post">
      <ButtonGroup>
        {notStarted > 0 ? (
          <Button variant="secondary" name="intent" value="remind-not-started" preventDoubleClick>
            Remind all that have not started
          </Button>
        ) : null}
        {counts.overdue > 0 ? (
          <Button variant="secondary" name="intent" value="remind-overdue" preventDoubleClick>
            Remind all that are overdue
          </Button>
        ) : null}
      </ButtonGroup>
    </Form>
  );
}
