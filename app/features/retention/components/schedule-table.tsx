import { countOf } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import type { LineOnPage } from '../overview.server.ts';

/** The schedule with what is due today. */
export function ScheduleTable({ lines, of }: { lines: readonly LineOnPage[]; of: string }) {
  return (
    <Table
      caption="Schedule"
      captionSize="m"
      rowHeaders
      scrollLabel="Table of the schedule"
      columns={[
        { label: 'Kind of record' },
        { label: 'Counts from' },
        { label: 'Kept for' },
        { label: 'Then' },
        { label: 'Due today' },
      ]}
      rows={lines.map((line) => ({
        key: line.code,
        cells: [
          <span key="title">
            <Anchor className="govuk-link" href={`/retention/lines/${line.code}?of=${of}`}>
              {line.title}
            </Anchor>
            <br />
            <span className="govuk-body-s">{line.holds}</span>
          </span>,
          line.trigger,
          `${line.length}${line.changed ? ' (set here)' : ''}`,
          { deleted: 'Deleted', anonymised: 'Made to name nobody', kept: 'Kept' }[line.fate] ?? line.fate,
          line.fate === 'kept' ? 'Nothing' : dueInWords(line),
        ],
      }))}
    />
  );
}

/** "12, of these 3 held, 2 wait". */
export function dueInWords({
  due,
  held,
  waiting,
}: {
  readonly due: number;
  readonly held: number;
  readonly waiting: number;
}): string {
  if (due === 0) return 'Nothing';
  const kept = [...(held > 0 ? [`${held} held`] : []), ...(waiting > 0 ? [countOf(waiting, 'waits', 'wait')] : [])];
  return kept.length === 0 ? String(due) : `${due}, of these ${kept.join(', ')}`;
}
