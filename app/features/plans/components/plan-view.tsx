import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import type { NamedGroup, PlanPage } from '../plan/get-plan.server.ts';
import { groupNote, planAction } from '../plan/plan-model.ts';
import { groupings, type PlanFilter, planQuery } from '../plan-filter.ts';
import { PlanLinks } from './plan-links.tsx';
import { PlanTable } from './plan-table.tsx';

interface PlanViewProps {
  readonly page: PlanPage;
  /** The query string now. */
  readonly search: string;
}

/** One page of a plan: counts, groups, and the actions under their headings. */
export function PlanView({ page: { filter, summary, groups, actions }, search }: PlanViewProps) {
  const shown = Map.groupBy(actions.items, ({ groupKey }) => groupKey);
  const names = new Map(groups.map((group) => [group.key, group]));
  return (
    <>
      <SummaryList rows={[...summary]} />
      <PlanLinks filter={filter} />
      {groups.length > 1 ? <Groups groups={groups} filter={filter} /> : null}
      {actions.items.length === 0 ? (
        <EmptyState>No actions match these filters.</EmptyState>
      ) : (
        <p className="govuk-body">{countOf(actions.total, 'action')} in this plan.</p>
      )}
      {[...shown].map(([key, rows]) => {
        const group = names.get(key);
        return (
          <section key={key}>
            {group ? (
              <>
                <h2 className="govuk-heading-m">{group.words}</h2>
                <p className="govuk-body">{groupNote(group)}</p>
              </>
            ) : null}
            <PlanTable
              caption={group?.words ?? 'Action plan'}
              actions={rows.map(planAction)}
              hrefs={new Map(rows.map(({ id, reference }) => [reference, `/actions/${id}`]))}
            />
          </section>
        );
      })}
      <Pagination page={actions.page} pageCount={actions.pageCount} search={search} />
    </>
  );
}

/** Each group with its counts; where the plan can be narrowed to it, its name is the link that does. */
function Groups({ groups, filter }: { groups: readonly NamedGroup[]; filter: PlanFilter }) {
  return (
    <Table
      caption={`By ${groupings[filter.by].toLowerCase()}`}
      captionSize="m"
      rowHeaders
      scrollLabel="Actions by group of the plan"
      columns={[
        { label: groupings[filter.by] },
        { label: 'Actions', numeric: true },
        { label: 'Overdue', numeric: true },
      ]}
      rows={groups.map((group) => {
        const href = hrefOf(group, filter);
        return {
          key: group.key,
          cells: [
            href ? (
              <Anchor key="name" className="govuk-link" href={href}>
                {group.words}
              </Anchor>
            ) : (
              group.words
            ),
            group.total,
            group.overdue,
          ],
        };
      })}
    />
  );
}

function hrefOf({ key }: NamedGroup, filter: PlanFilter): string | undefined {
  if (key === '') return undefined;
  switch (filter.by) {
    case 'agency':
      return `/action-plans/${key}`;
    case 'group':
      return `/action-plans${planQuery({ ...filter, by: 'none', group: key })}`;
    case 'priority':
      return `/action-plans${planQuery({ ...filter, by: 'none', priority: key })}`;
    default:
      return undefined;
  }
}
