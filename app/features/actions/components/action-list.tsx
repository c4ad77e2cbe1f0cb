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
import { ProgressMark } from './form-parts.tsx';

type Named = { readonly id: string; readonly name: string };
type FilterProps = {
  filter: ActionFilter;
  organisations: readonly Named[];
  groups: readonly Named[];
  priorities: readonly Named[];
};

/** Narrows the list of actions; every state of it has an address. */
export function ActionFilterForm({ filter, organisations, groups, priorities }: FilterProps) {
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
      <ChoiceOf name="group" label="Group" all={groups} chosen={filter.group} />
      <ChoiceOf name="priority" label="Priority of the partnership" all={priorities} chosen={filter.priority} />
      <SingleCheckbox name="owner" value="me" label="My own only" small defaultChecked={filter.owner === 'me'} />
      <SingleCheckbox
        name="again"
        value="red"
        label="Closed, then red again"
        small
        defaultChecked={filter.again === 'red'}
      />
      <SingleCheckbox name="overdue" label="Overdue only" small defaultChecked={filter.overdue === 'yes'} />
    </FilterForm>
  );
}

function ChoiceOf({
  name,
  label,
  all,
  chosen,
}: {
  name: string;
  label: string;
  all: readonly Named[];
  chosen: string | undefined;
}) {
  if (all.length === 0) return null;
  return (
    <Select
      name={name}
      label={label}
      defaultValue={chosen ?? ''}
      items={[{ value: '', label: 'Any' }, ...all.map(({ id, name: words }) => ({ value: id, label: words }))]}
    />
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
          <span key="due">
            {dayInWords(action.dueOn)}
            {action.firstDueOn === action.dueOn ? null : ` (first ${dayInWords(action.firstDueOn)})`}
          </span>,
          <span key="status">
            {action.overdue ? <strong>Overdue. </strong> : null}
            {actionStatuses[action.status].words}
            {action.status === 'in-progress' ? `, ${action.percent}%` : null}
            {action.rag !== null && action.status === 'in-progress' ? (
              <>
                {' '}
                <ProgressMark rag={action.rag} />
              </>
            ) : null}
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
