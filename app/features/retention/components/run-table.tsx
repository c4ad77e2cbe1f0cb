import { instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Table } from '../../../ui/table.tsx';
import type { RunInList } from '../runs.server.ts';
import { runStatuses } from '../words.ts';

/** Runs, newest first. */
export function RunTable({ runs }: { runs: readonly RunInList[] }) {
  if (runs.length === 0) return <EmptyState>No run has been prepared.</EmptyState>;
  return (
    <Table
      caption="Runs"
      captionHidden
      rowHeaders
      scrollLabel="Table of runs"
      columns={[
        { label: 'Run' },
        { label: 'What' },
        { label: 'Records', numeric: true },
        { label: 'Prepared' },
        { label: 'Status' },
      ]}
      rows={runs.map((run) => ({
        key: run.id,
        cells: [
          <Anchor key="run" className="govuk-link app-nowrap" href={`/retention/runs/${run.id}`}>
            {run.reference}
          </Anchor>,
          run.kind === 'schedule' ? 'By the schedule' : 'An account, on request',
          run.records,
          `${run.by}, ${instantInWords(run.preparedAt)}`,
          runStatuses[run.status],
        ],
      }))}
    />
  );
}
