import { FilterForm } from '../../../ui/filter-form.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { actionSources } from '../../actions/rules.ts';
import { setByWords } from '../columns.ts';
import { groupings, type PlanFilter, planSectors, planStatuses } from '../plan-filter.ts';
import type { PlanChoices } from '../plan-rows.server.ts';

interface PlanFilterFormProps {
  readonly filter: PlanFilter;
  readonly choices: PlanChoices;
  /** The address without any filter. */
  readonly clearHref: string;
  /** Left out where the page is of one organisation. */
  readonly organisations?: boolean;
  /** Left out where a page looks at actions of every status, or puts nothing together. */
  readonly statuses?: boolean;
  readonly groups?: boolean;
  /** How far back the page looks. */
  readonly months?: { readonly chosen: number; readonly offered: readonly number[] };
}

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
const named = (list: readonly { readonly id: string; readonly name: string }[]) =>
  list.map(({ id, name }) => ({ value: id, label: name }));

/** Narrows a plan and puts its actions together; every state has an address. */
export function PlanFilterForm(props: PlanFilterFormProps) {
  const { filter, choices, clearHref, organisations = true, statuses = true, groups = true, months } = props;
  return (
    <FilterForm clearHref={clearHref}>
      {organisations ? null : <HiddenFields fields={{ organisation: filter.organisation ?? null }} />}
      {choices.partnerships.length > 1 ? (
        <Select
          name="partnership"
          label="Partnership"
          defaultValue={filter.partnership ?? ''}
          items={[{ value: '', label: 'All' }, ...named(choices.partnerships)]}
        />
      ) : null}
      {organisations && choices.organisations.length > 1 ? (
        <Select
          name="organisation"
          label="Organisation"
          defaultValue={filter.organisation ?? ''}
          items={[{ value: '', label: 'All' }, ...named(choices.organisations)]}
        />
      ) : null}
      {organisations && choices.organisations.length > 1 ? (
        <Select
          name="sector"
          label="Sector"
          defaultValue={filter.sector ?? ''}
          items={[{ value: '', label: 'All' }, ...options(planSectors)]}
        />
      ) : null}
      {choices.groups.length > 0 ? (
        <Select
          name="group"
          label="Group or sub-group"
          defaultValue={filter.group ?? ''}
          items={[{ value: '', label: 'All' }, ...named(choices.groups)]}
        />
      ) : null}
      {choices.priorities.length > 0 ? (
        <Select
          name="priority"
          label="Partnership priority or youth theme"
          defaultValue={filter.priority ?? ''}
          items={[
            { value: '', label: 'All' },
            ...choices.priorities.map(({ id, name, setBy }) => ({ value: id, label: `${setByWords[setBy]}: ${name}` })),
          ]}
        />
      ) : null}
      <Select
        name="source"
        label="Where it comes from"
        defaultValue={filter.source ?? ''}
        items={[{ value: '', label: 'Anywhere' }, ...options(actionSources)]}
      />
      {statuses ? (
        <Select name="status" label="Status" defaultValue={filter.status} items={options(planStatuses)} />
      ) : null}
      {groups ? <Select name="by" label="Put together by" defaultValue={filter.by} items={options(groupings)} /> : null}
      {months ? (
        <Select
          name="months"
          label="Period"
          defaultValue={String(months.chosen)}
          items={months.offered
            .toSorted((one, other) => one - other)
            .map((count) => ({ value: String(count), label: `The last ${count} months` }))}
        />
      ) : null}
    </FilterForm>
  );
}
