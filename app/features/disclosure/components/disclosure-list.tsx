import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import type { DisclosureSummary } from '../queries.server.ts';
import { disclosureKinds, disclosureStatusCodes, disclosureStatuses } from '../rules.ts';
import type { DisclosureFilter } from '../schema.ts';

/** Narrows the list; every state of it has an address. */
export function DisclosureFilterForm({ filter }: { filter: DisclosureFilter }) {
  return (
    <FilterForm clearHref="/disclosures">
      <Select
        name="status"
        label="Status"
        defaultValue={filter.status}
        items={[
          { value: 'current', label: 'Not closed' },
          ...disclosureStatusCodes.map((status) => ({ value: status, label: disclosureStatuses[status].words })),
          { value: 'all', label: 'All' },
        ]}
      />
      <SingleCheckbox name="overdue" label="Overdue only" small defaultChecked={filter.overdue === 'yes'} />
    </FilterForm>
  );
}

/** Requests by the day to answer by; overdue says so in words. */
export function DisclosureTable({ requests }: { requests: readonly DisclosureSummary[] }) {
  return (
    <Table
      caption="Requests for disclosure by the day to answer by"
      captionHidden
      scrollLabel="Requests for disclosure by the day to answer by"
      columns={[
        { label: 'Reference' },
        { label: 'Kind' },
        { label: 'Who asks' },
        { label: 'Whose records' },
        { label: 'Received' },
        { label: 'Answer by' },
        { label: 'Status' },
      ]}
      rows={requests.map((request) => ({
        key: request.id,
        cells: [
          <Anchor key="reference" className="govuk-link app-nowrap" href={`/disclosures/${request.id}`}>
            {request.reference}
          </Anchor>,
          disclosureKinds[request.kind].short,
          request.askedBy,
          request.owner,
          dayInWords(request.receivedOn),
          dayInWords(request.dueOn),
          <span key="status">
            {request.overdue ? <strong>Overdue. </strong> : null}
            {disclosureStatuses[request.status].words}
          </span>,
        ],
      }))}
    />
  );
}
