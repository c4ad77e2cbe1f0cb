import { dayInWords } from '../../../platform/words.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Table } from '../../../ui/table.tsx';
import type { DryRunRecord } from '../overview.server.ts';
import { dueInWords } from './schedule-table.tsx';

interface Props {
  counts: readonly { words: string; due: number; held: number; waiting: number }[];
  items: readonly DryRunRecord[];
}

/** What would go today and why not: counts by kind, and the list. */
export function DryRunTable({ counts, items }: Props) {
  if (counts.length === 0) return <EmptyState>Nothing has passed its time.</EmptyState>;
  return (
    <>
      <ul className="govuk-list govuk-list--bullet">
        {counts.map((one) => (
          <li key={one.words}>{`${one.words}: ${dueInWords(one)}`}</li>
        ))}
      </ul>
      <Table
        caption="Records that have passed their time"
        captionHidden
        rowHeaders
        scrollLabel="Table of records that have passed their time"
        columns={[{ label: 'Record' }, { label: 'Kind' }, { label: 'Counts from' }, { label: 'In a run now' }]}
        rows={items.map((one) => ({
          key: `${one.words} ${one.id}`,
          cells: [
            <span key="label" className="app-typed-text">
              {one.label}
            </span>,
            one.words,
            dayInWords(one.since),
            one.outcome,
          ],
        }))}
      />
    </>
  );
}
