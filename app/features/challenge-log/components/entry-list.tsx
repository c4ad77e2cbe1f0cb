import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { EntrySummary } from '../queries.server.ts';
import { entryOutcomes, entryStatusCodes, entryStatuses, riskBandCodes, riskBands } from '../rules.ts';
import type { LogFilter } from '../schema.ts';
import { RiskTag } from './risk-tag.tsx';

type FilterProps = { filter: LogFilter; organisations: readonly { readonly id: string; readonly name: string }[] };

/** Narrows the log; every state of it has an address. */
export function LogFilterForm({ filter, organisations }: FilterProps) {
  return (
    <FilterForm clearHref="/challenge-log">
      <HiddenFields fields={{ sort: filter.sort === 'due' ? null : filter.sort }} />
      <TextInput name="q" label="Words or reference" width={20} defaultValue={filter.q} />
      <Select
        name="status"
        label="Status"
        defaultValue={filter.status}
        items={[
          { value: 'current', label: 'Not closed' },
          ...entryStatusCodes.map((status) => ({ value: status, label: entryStatuses[status].words })),
          { value: 'all', label: 'All' },
        ]}
      />
      {organisations.length > 1 ? (
        <Select
          name="organisation"
          label="Raised by or to"
          defaultValue={filter.organisation ?? ''}
          items={[
            { value: '', label: 'Anybody' },
            ...organisations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <Select
        name="risk"
        label="Risk now"
        defaultValue={filter.risk ?? ''}
        items={[
          { value: '', label: 'Any' },
          ...riskBandCodes.map((band) => ({ value: band, label: riskBands[band].words })),
        ]}
      />
      <SingleCheckbox name="overdue" label="Overdue only" small defaultChecked={filter.overdue === 'yes'} />
    </FilterForm>
  );
}

type TableProps = { entries: readonly EntrySummary[]; filter: LogFilter; search: string };

/** Challenges by the day an answer is due; overdue says so in words. */
export function LogTable({ entries, filter, search }: TableProps) {
  return (
    <Table
      caption="Challenges by due date"
      captionHidden
      scrollLabel="Challenges by due date"
      columns={[
        { label: 'Reference' },
        { label: 'Concern' },
        { label: 'Raised by' },
        { label: 'Challenged' },
        {
          label: 'Answer due',
          sorted: filter.sort === 'due' ? 'ascending' : 'descending',
          sortHref: otherOrder(filter, search),
        },
        { label: 'Risk now' },
        { label: 'Status' },
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <Anchor key="reference" className="govuk-link app-nowrap" href={`/challenge-log/${entry.id}`}>
            {entry.reference}
          </Anchor>,
          inShort(entry.reason),
          entry.raisedBy,
          entry.raisedTo,
          dayInWords(entry.dueOn),
          <RiskTag key="risk" score={entry.risk} />,
          <span key="status">
            {entry.overdue ? <strong>Overdue. </strong> : null}
            {entry.outcome === null
              ? entryStatuses[entry.status].words
              : `Closed: ${entryOutcomes[entry.outcome].words.toLowerCase()}`}
          </span>,
        ],
      }))}
    />
  );
}

const shown = 140;

/** The beginning of a long text, cut between words. */
function inShort(text: string): string {
  if (text.length <= shown) return text;
  return `${text.slice(0, text.lastIndexOf(' ', shown) > 0 ? text.lastIndexOf(' ', shown) : shown)} ...`;
}

function otherOrder(filter: LogFilter, search: string): string {
  const query = new URLSearchParams(search);
  query.delete('page');
  if (filter.sort === 'due') query.set('sort', '-due');
  else query.delete('sort');
  return `?${query}`;
}
