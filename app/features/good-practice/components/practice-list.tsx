import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { TypedText } from '../../../ui/columns.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { SummaryCard } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { OwnPractice, PracticeSummary } from '../queries.server.ts';
import type { PracticeFilter } from '../schema.ts';

type FilterProps = {
  filter: PracticeFilter;
  standards: readonly { readonly standard: string; readonly title: string }[];
};

/** Searches the directory; every state of it has an address. */
export function PracticeFilterForm({ filter, standards }: FilterProps) {
  return (
    <FilterForm heading="Search" submitText="Search" clearHref="/good-practice">
      <TextInput name="q" label="Words" width={20} defaultValue={filter.q} />
      {standards.length === 0 ? null : (
        <Select
          name="standard"
          label="Standard"
          defaultValue={filter.standard ?? ''}
          items={[
            { value: '', label: 'Any' },
            ...standards.map(({ standard, title }) => ({ value: standard, label: title })),
          ]}
        />
      )}
    </FilterForm>
  );
}

const shown = 280;
const inShort = (text: string) => (text.length <= shown ? text : `${text.slice(0, text.lastIndexOf(' ', shown))} ...`);

/** What is shared, by title. */
export function PracticeCards({ items }: { items: readonly PracticeSummary[] }) {
  return items.map((item) => (
    <SummaryCard
      key={item.id}
      headingLevel={2}
      title={
        <Anchor className="govuk-link" href={`/good-practice/${item.id}`}>
          {item.title}
        </Anchor>
      }
      rows={[
        { label: 'Organisation', value: item.organisation },
        { label: 'What they do', value: <TypedText>{inShort(item.what)}</TypedText> },
        ...(item.standards.length === 0 ? [] : [{ label: 'About', value: item.standards.join('; ') }]),
        { label: 'Shared until', value: dayInWords(item.until) },
      ]}
    />
  ));
}

/** What one's own organisation shared, was asked to share, or shares no more. */
export function OwnPracticeTable({ items }: { items: readonly OwnPractice[] }) {
  return (
    <Table
      caption="Your good practice"
      captionHidden
      scrollLabel="Your good practice"
      rowHeaders
      columns={[
        { label: 'Title' },
        { label: 'Organisation' },
        { label: 'State' },
        { label: 'Until' },
        { label: 'Last changed' },
      ]}
      rows={items.map((item) => ({
        key: item.id,
        cells: [
          <Anchor key="title" className="govuk-link" href={`/good-practice/${item.id}`}>
            {item.title}
          </Anchor>,
          item.organisation,
          item.statusWords,
          item.until === null ? '' : dayInWords(item.until),
          instantInWords(item.changedAt),
        ],
      }))}
    />
  );
}
