import { dayInWords } from '../../../../platform/words.ts';
import { Anchor } from '../../../../ui/anchor.tsx';
import { SingleCheckbox } from '../../../../ui/checkboxes.tsx';
import { FilterForm } from '../../../../ui/filter-form.tsx';
import { HiddenFields } from '../../../../ui/hidden-fields.tsx';
import { Select } from '../../../../ui/select.tsx';
import { Table } from '../../../../ui/table.tsx';
import { TextInput } from '../../../../ui/text-input.tsx';
import { RiskTag } from '../../../challenge-log/components/risk-tag.tsx';
import { riskBandCodes, riskBands } from '../../../challenge-log/rules.ts';
import type { RiskSummary } from '../queries.server.ts';
import {
  categoryInWords,
  riskCategories,
  riskCategoryCodes,
  riskLevelCodes,
  riskLevels,
  riskStatusCodes,
  riskStatuses,
} from '../rules.ts';
import type { RiskFilter } from '../schema.ts';

type FilterProps = { filter: RiskFilter; groups: readonly { readonly id: string; readonly name: string }[] };

/** Narrows the register; every state of it has an address. */
export function RiskFilterForm({ filter, groups }: FilterProps) {
  const any = { value: '', label: 'Any' };
  return (
    <FilterForm clearHref="/risks">
      <HiddenFields fields={{ sort: filter.sort === '-score' ? null : filter.sort }} />
      <TextInput name="q" label="Words or reference" width={20} defaultValue={filter.q} />
      <Select
        name="level"
        label="Level"
        defaultValue={filter.level ?? ''}
        items={[
          { value: '', label: 'Both' },
          ...riskLevelCodes.map((level) => ({ value: level, label: riskLevels[level].words })),
        ]}
      />
      <Select
        name="status"
        label="Status"
        defaultValue={filter.status}
        items={[
          { value: 'current', label: 'Not closed' },
          ...riskStatusCodes.map((status) => ({ value: status, label: riskStatuses[status].words })),
          { value: 'all', label: 'All' },
        ]}
      />
      <Select
        name="band"
        label="Risk now"
        defaultValue={filter.band ?? ''}
        items={[any, ...riskBandCodes.map((band) => ({ value: band, label: riskBands[band].words }))]}
      />
      <Select
        name="category"
        label="About"
        defaultValue={filter.category ?? ''}
        items={[any, ...riskCategoryCodes.map((code) => ({ value: code, label: riskCategories[code] }))]}
      />
      {groups.length > 0 ? (
        <Select
          name="group"
          label="Held by"
          defaultValue={filter.group ?? ''}
          items={[any, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      ) : null}
      <SingleCheckbox name="overdue" label="Review overdue only" small defaultChecked={filter.overdue === 'yes'} />
    </FilterForm>
  );
}

type TableProps = { risks: readonly RiskSummary[]; filter: RiskFilter; search: string };

/** Risks, greatest first unless sorted by the day of their review; an overdue review says so in words. */
export function RiskTable({ risks, filter, search }: TableProps) {
  const sorted = (by: 'score' | 'review') =>
    filter.sort === by
      ? ({ sorted: 'ascending' } as const)
      : filter.sort === `-${by}`
        ? ({ sorted: 'descending' } as const)
        : ({ sorted: 'none' } as const);
  return (
    <Table
      caption="Risks"
      captionHidden
      scrollLabel="Risks"
      columns={[
        { label: 'Reference' },
        { label: 'What may happen' },
        { label: 'Level' },
        { label: 'Owner' },
        { label: 'Risk now', ...sorted('score'), sortHref: sortedBy(search, filter.sort, 'score') },
        { label: 'Target' },
        { label: 'Next review', ...sorted('review'), sortHref: sortedBy(search, filter.sort, 'review') },
        { label: 'Status' },
      ]}
      rows={risks.map((risk) => ({
        key: risk.id,
        cells: [
          <Anchor key="reference" className="govuk-link app-nowrap" href={`/risks/${risk.id}`}>
            {risk.reference}
          </Anchor>,
          <span key="event">
            {risk.event}
            <br />
            <span className="govuk-body-s">{categoryInWords(risk.category)}</span>
          </span>,
          riskLevels[risk.level].words,
          <span key="owner">
            {risk.owner}
            {risk.group === null ? null : (
              <>
                <br />
                <span className="govuk-body-s">{risk.group}</span>
              </>
            )}
          </span>,
          <RiskTag key="now" score={risk.score} />,
          <RiskTag key="target" score={risk.target} />,
          <span key="review">
            {risk.overdue ? <strong>Overdue. </strong> : null}
            {risk.status === 'closed' ? 'None' : dayInWords(risk.reviewOn)}
          </span>,
          riskStatuses[risk.status].words,
        ],
      }))}
    />
  );
}

function sortedBy(search: string, sort: RiskFilter['sort'], by: 'score' | 'review'): string {
  const query = new URLSearchParams(search);
  query.delete('page');
  // The greatest risk and the nearest review come first.
  const first = by === 'score' ? '-score' : 'review';
  const other = by === 'score' ? 'score' : '-review';
  query.set('sort', sort === first ? other : first);
  return `?${query}`;
}
