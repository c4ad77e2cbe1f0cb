import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import type { ActionSummary } from '../queries.server.ts';
import { actionSources, actionStatusCodes, actionStatuses } from '../rules.ts';
import type { ActionFilter } from '../schema.ts';

type FilterProps = { filter: ActionFilter; organisations: readonly { readonly id: string; readonly name: string }[] };

/** Narrows the list of actions; every state of it has an address. */
export function ActionFilterForm({ filter, organisations }: FilterProps) {
  return (
    <FilterForm clearHref="/actions">
      <HiddenFields fields={{ sort: filter.sort === 'due' ? null : filter.sort }} />
      <Select
        name="status"
        label="Status"
        defaultValue={filter.status}
        items={[
          { value: 'current', label: 'Not closed' },
          ...actionStatusCodes.map((status) => ({ value: status, label: actionStatuses[status].words })),
          { value: 'all', label: 'All' },
        ]}
      />
      {organisations.length > 1 ? (
        <Select
          name="organisation"
          label="Organisation"
          defaultValue={filter.organisation ?? ''}
          items={[{ value: '', label: 'All' }, ...organisations.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      ) : null}
      <Select
        name="source"
        label="Where it comes from"
        defaultValue={filter.source ?? ''}
        items={[
          { value: '', label: 'Anywhere' },
          ...Object.entries(actionSources).map(([value, label]) => ({ value, label })),
        ]}
      />
      <SingleCheckbox name="overdue" label="Overdue only" small defaultChecked={filter.overdue === 'yes'} />
    </FilterForm>
  );
}

type TableProps = { actions: readonly ActionSummary[]; filter: ActionFilter; search: string };

/** Actions by due date; overdue says so in words. */
export function ActionTable({ actions, filter, search }: TableProps) {
  return (
    <Table
      caption="Actions by due date"
      captionHidden
      scrollLabel="Actions by due date"
      columns={[
        { label: 'Reference' },
        { label: 'Action' },
        { label: 'Organisation or group' },
        { label: 'Owner' },
        {
          label: 'Due',
          sorted: filter.sort === 'due' ? 'ascending' : 'descending',
          sortHref: otherOrder(filter, search),
        },
        { label: 'Status' },
      ]}
      rows={actions.map((action) => ({
        key: action.id,
        cells: [
          <Anchor key="reference" className="govuk-link app-nowrap" href={`/actions/${action.id}`}>
            {action.reference}
          </Anchor>,
          action.what,
          action.holder,
          action.owner,
          dayInWords(action.dueOn),
          <span key="status">
            {action.overdue ? <strong>Overdue. </strong> : null}
            {actionStatuses[action.status].words}
            {action.status === 'in-progress' ? `, ${action.percent}%` : null}
          </span>,
        ],
      }))}
    />
  );
}

function otherOrder(filter: ActionFilter, search: string): string {
  const query = new URLSearchParams(search);
  query.delete('page');
  if (filter.sort === 'due') query.set('sort', '-due');
  else query.delete('sort');
  return `?${query}`;
}
