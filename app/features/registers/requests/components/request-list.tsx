import { dayInWords } from '../../../../platform/words.ts';
import { Anchor } from '../../../../ui/anchor.tsx';
import { SingleCheckbox } from '../../../../ui/checkboxes.tsx';
import { FilterForm } from '../../../../ui/filter-form.tsx';
import { HiddenFields } from '../../../../ui/hidden-fields.tsx';
import { Select } from '../../../../ui/select.tsx';
import { Table } from '../../../../ui/table.tsx';
import { TextInput } from '../../../../ui/text-input.tsx';
import type { RequestSummary } from '../queries.server.ts';
import { requestStatusCodes, requestStatuses } from '../rules.ts';
import type { RequestFilter } from '../schema.ts';

/** Narrows the list; every state of it has an address. */
export function RequestFilterForm({ filter }: { filter: RequestFilter }) {
  return (
    <FilterForm clearHref="/information-requests">
      <HiddenFields fields={{ sort: filter.sort === 'due' ? null : filter.sort }} />
      <TextInput name="q" label="Words or reference" width={20} defaultValue={filter.q} />
      <Select
        name="status"
        label="Status"
        defaultValue={filter.status}
        items={[
          { value: 'current', label: 'Not closed' },
          ...requestStatusCodes.map((status) => ({ value: status, label: requestStatuses[status].words })),
          { value: 'all', label: 'All' },
        ]}
      />
      <SingleCheckbox name="overdue" label="Overdue only" small defaultChecked={filter.overdue === 'yes'} />
    </FilterForm>
  );
}

type TableProps = { requests: readonly RequestSummary[]; filter: RequestFilter; search: string };

/** Requests by the day an answer is due; overdue says so in words. */
export function RequestTable({ requests, filter, search }: TableProps) {
  const other = new URLSearchParams(search);
  other.delete('page');
  if (filter.sort === 'due') other.set('sort', '-due');
  else other.delete('sort');
  return (
    <Table
      caption="Requests by due date"
      captionHidden
      scrollLabel="Requests by due date"
      columns={[
        { label: 'Reference' },
        { label: 'What is asked' },
        { label: 'Who is asked' },
        {
          label: 'Answer due',
          sorted: filter.sort === 'due' ? 'ascending' : 'descending',
          sortHref: `?${other}`,
        },
        { label: 'Status' },
      ]}
      rows={requests.map((request) => ({
        key: request.id,
        cells: [
          <Anchor key="reference" className="govuk-link app-nowrap" href={`/information-requests/${request.id}`}>
            {request.reference}
          </Anchor>,
          inShort(request.asked),
          request.body,
          dayInWords(request.dueOn),
          <span key="status">
            {request.overdue ? <strong>Overdue. </strong> : null}
            {requestStatuses[request.status].words}
          </span>,
        ],
      }))}
    />
  );
}

const shown = 140;

const inShort = (text: string): string =>
  text.length <= shown ? text : `${text.slice(0, Math.max(text.lastIndexOf(' ', shown), 1))} ...`;
