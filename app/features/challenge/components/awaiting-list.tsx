import { organisationKinds } from '../../../../standards/vocabulary.ts';
import type { Page } from '../../../platform/paging.ts';
import { countOf, dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { AwaitingReturn } from '../responses/awaiting.server.ts';
import type { AwaitingFilter } from '../responses/schema.ts';
import { FeedbackMark } from './feedback-mark.tsx';

type FilterProps = { filter: AwaitingFilter; cycles: readonly { readonly id: string; readonly name: string }[] };

/** Narrows the list of returns that wait for an answer. */
export function AwaitingFilterForm({ filter, cycles }: FilterProps) {
  return (
    <FilterForm clearHref="/responses">
      <Select
        name="cycle"
        label="Cycle"
        items={[{ value: '', label: 'All cycles' }, ...cycles.map(({ id, name }) => ({ value: id, label: name }))]}
        defaultValue={filter.cycleId ?? ''}
      />
      <Select
        name="kind"
        label="Kind"
        items={[
          { value: '', label: 'Any kind' },
          ...Object.entries(organisationKinds).map(([value, { name }]) => ({ value, label: name })),
        ]}
        defaultValue={filter.kind ?? ''}
      />
      <Select
        name="heard"
        label="Challenge session"
        items={[
          { value: '', label: 'With or without' },
          { value: 'no', label: 'Without a session' },
          { value: 'yes', label: 'With a session' },
        ]}
        defaultValue={filter.heard ?? ''}
      />
      <TextInput name="search" label="Organisation or reference" defaultValue={filter.search ?? ''} />
    </FilterForm>
  );
}

type TableProps = { page: Page<AwaitingReturn>; mayChoose: boolean; ticked: readonly string[] };

/** Returns that wait, oldest first, each to be ticked. */
export function AwaitingTable({ page, mayChoose, ticked }: TableProps) {
  return (
    <Table
      caption={countOf(page.total, 'return')}
      captionSize="m"
      scrollLabel="Returns that wait for an answer"
      columns={[
        ...(mayChoose ? [{ label: 'Choose' }] : []),
        { label: 'Organisation' },
        { label: 'Cycle' },
        { label: 'Sent' },
        { label: 'Days', numeric: true },
        { label: 'Answer' },
        { label: 'Session' },
      ]}
      rows={page.items.map((entry) => ({
        key: entry.submissionId,
        cells: [
          ...(mayChoose ? [<Tick key="tick" entry={entry} ticked={ticked.includes(entry.submissionId)} />] : []),
          <Anchor key="name" className="govuk-link" href={`/moderation/${entry.submissionId}`}>
            {entry.organisation}
          </Anchor>,
          entry.cycle,
          dayInWords(entry.sentOn),
          String(entry.clock.days),
          <FeedbackMark key="clock" clock={entry.clock} />,
          entry.heard ? 'Yes' : 'None',
        ],
      }))}
    />
  );
}

function Tick({ entry, ticked }: { entry: AwaitingReturn; ticked: boolean }) {
  const id = `choose-${entry.submissionId}`;
  return (
    <div className="govuk-checkboxes govuk-checkboxes--small">
      <div className="govuk-checkboxes__item">
        <input
          className="govuk-checkboxes__input"
          type="checkbox"
          name="chosen"
          id={id}
          value={entry.submissionId}
          defaultChecked={ticked}
        />
        <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
          <span className="govuk-visually-hidden">
            {entry.organisation}, {entry.cycle}
          </span>
        </label>
      </div>
    </div>
  );
}
