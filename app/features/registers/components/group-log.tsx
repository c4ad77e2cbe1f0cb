import type { Page } from '../../../platform/paging.ts';
import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import { actionStatuses } from '../../actions/rules.ts';
import type { LoggedAction } from '../group-log.server.ts';
import type { GroupLogFilter } from '../group-log.ts';

type Props = { groupId: string; actions: Page<LoggedAction>; filter: GroupLogFilter; search: string };

/** The actions of a group: its own and those that it follows, by due date. */
export function GroupLog({ groupId, actions, filter, search }: Props) {
  return (
    <section aria-labelledby="action-log">
      <h2 className="govuk-heading-m" id="action-log">
        Action log
      </h2>
      <FilterForm clearHref={`/groups/${groupId}`}>
        <Select
          name="whose"
          label="Whose"
          defaultValue={filter.whose}
          items={[
            { value: 'all', label: 'All that it holds or follows' },
            { value: 'own', label: 'The group’s own' },
            { value: 'followed', label: 'Those of organisations that it follows' },
          ]}
        />
        <Select
          name="status"
          label="Status"
          defaultValue={filter.status}
          items={[
            { value: 'current', label: 'Not closed' },
            { value: 'all', label: 'All' },
          ]}
        />
      </FilterForm>
      {actions.items.length === 0 ? (
        <EmptyState>No actions match these filters.</EmptyState>
      ) : (
        <>
          <p className="govuk-body">{countOf(actions.total, 'action')} in this list.</p>
          <Table
            caption="Actions of the group by due date"
            captionHidden
            scrollLabel="Actions of the group by due date"
            columns={[
              { label: 'Reference' },
              { label: 'What' },
              { label: 'Whose' },
              { label: 'Agreed' },
              { label: 'Due' },
              { label: 'Looked at again' },
              { label: 'Status' },
            ]}
            rows={actions.items.map((action) => ({
              key: action.id,
              cells: [
                <Anchor key="reference" className="govuk-link app-nowrap" href={`/actions/${action.id}`}>
                  {action.reference}
                </Anchor>,
                action.what,
                <span key="whose">
                  {action.organisation ?? 'The group’s own'}
                  <br />
                  <span className="govuk-body-s">{action.owner}</span>
                </span>,
                action.agreedOn === null ? 'Not said' : dayInWords(action.agreedOn),
                dayInWords(action.dueOn),
                action.reviewOn === null ? 'No day yet' : dayInWords(action.reviewOn),
                <span key="status">
                  {action.overdue ? <strong>Overdue. </strong> : null}
                  {actionStatuses[action.status].words}
                </span>,
              ],
            }))}
          />
        </>
      )}
      <Pagination page={actions.page} pageCount={actions.pageCount} search={search} />
    </section>
  );
}
