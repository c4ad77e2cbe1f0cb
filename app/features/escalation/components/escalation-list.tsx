import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { Select } from '../../../ui/select.tsx';
import { Table } from '../../../ui/table.tsx';
import { subjectCodes, subjects } from '../ladder.ts';
import type { EscalationSummary } from '../queries.server.ts';
import { type EscalationFilter, standings } from '../schema.ts';
import { standingWords } from './standing-words.ts';

type FilterProps = {
  filter: EscalationFilter;
  organisations: readonly { readonly id: string; readonly name: string }[];
};

/** Narrows what has been raised; every state of the list has an address. */
export function EscalationFilterForm({ filter, organisations }: FilterProps) {
  return (
    <FilterForm clearHref="/escalations">
      <Select
        name="standing"
        label="Standing"
        defaultValue={filter.standing}
        items={Object.entries(standings).map(([value, label]) => ({ value, label }))}
      />
      <Select
        name="subject"
        label="What is late"
        defaultValue={filter.subject ?? ''}
        items={[
          { value: '', label: 'Anything' },
          ...subjectCodes.map((code) => ({ value: code, label: subjects[code].words })),
        ]}
      />
      {organisations.length > 1 ? (
        <Select
          name="organisation"
          label="Organisation"
          defaultValue={filter.organisation ?? ''}
          items={[
            { value: '', label: 'All organisations' },
            ...organisations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
    </FilterForm>
  );
}

/** What has been raised, those that wait for a press first. */
export function EscalationTable({ escalations }: { escalations: readonly EscalationSummary[] }) {
  return (
    <Table
      caption="What has been raised"
      captionHidden
      scrollLabel="What has been raised"
      columns={[
        { label: 'What is late' },
        { label: 'Organisation' },
        { label: 'Was due' },
        { label: 'Level' },
        { label: 'Since' },
        { label: 'Standing' },
      ]}
      rows={escalations.map((one) => ({
        key: one.id,
        cells: [
          <Anchor key="name" className="govuk-link" href={`/escalations/${one.id}`}>
            {one.name}
          </Anchor>,
          one.organisation ?? 'The partnership’s own',
          dayInWords(one.dueOn),
          one.level === 0 ? one.levelName : `${one.level}. ${one.levelName}`,
          one.level === 0 ? '' : dayInWords(one.levelOn),
          standingWords(one),
        ],
      }))}
    />
  );
}
