import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import type { RunPage, RunRecord } from '../runs.server.ts';
import { lengthInWords, lineOf } from '../schedule.ts';
import { recordsInWords, runStatuses } from '../words.ts';

/** What a run is, who decided what, and how far it is. */
export function RunSummary({ run }: { run: RunPage }) {
  return (
    <>
      <SummaryList
        rows={[
          { label: 'Status', value: runStatuses[run.status] },
          {
            label: 'Records',
            value: run.status === 'running' ? `${run.settled} of ${recordsInWords(run.records)}` : run.records,
          },
          { label: 'Reason', value: <span className="app-typed-text">{run.reason}</span> },
          ...(run.kind === 'erasure'
            ? [{ label: 'Rule', value: 'On request' }]
            : run.rules.map(({ line, length }) => ({
                label: lineOf(line).title,
                value: `${lengthInWords(length)}. Counts from: ${lineOf(line).trigger}`,
              }))),
          ...run.steps.map(({ words, by, at }) => ({
            label: words,
            value: by === '' ? instantInWords(at) : `${by}, ${instantInWords(at)}`,
          })),
        ]}
      />
      <Table
        caption="By kind"
        captionSize="m"
        rowHeaders
        scrollLabel="Table by kind"
        columns={[
          { label: 'Kind of record' },
          { label: 'Listed', numeric: true },
          { label: 'Gone', numeric: true },
          { label: 'Kept', numeric: true },
        ]}
        rows={run.counts.map((one) => ({ key: one.words, cells: [one.words, one.listed, one.gone, one.kept] }))}
      />
    </>
  );
}

/** A page of the list of a run: what it is while it is here, and its identifier ever after. */
export function RunRecords({ records }: { records: readonly RunRecord[] }) {
  return (
    <Table
      caption="Records of the run"
      captionHidden
      rowHeaders
      scrollLabel="Table of records of the run"
      columns={[{ label: 'Record' }, { label: 'Kind' }, { label: 'Counts from' }, { label: 'State' }]}
      rows={records.map((record) => ({
        key: String(record.position),
        cells: [
          <span key="record" className="app-typed-text">
            {record.label === null ? null : (
              <>
                {record.label}
                <br />
              </>
            )}
            <code className="govuk-body-s">{record.id}</code>
          </span>,
          record.words,
          dayInWords(record.since),
          record.state,
        ],
      }))}
    />
  );
}
