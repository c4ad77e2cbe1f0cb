import { useEffect } from 'react';
import { useRevalidator } from 'react-router';
import { instantInWords, sizeInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { StatusLine } from '../../../ui/status-line.tsx';
import { Table } from '../../../ui/table.tsx';
import type { ExportEntry } from '../export/exports.server.ts';
import { exportStatuses } from '../export/rules.ts';

const everyMilliseconds = 2000;

/** The copies of one organisation, newest first, and how far the one is that is being made. */
export function ExportList({ exports, organisation }: { exports: readonly ExportEntry[]; organisation: string }) {
  const making = exports.find(({ status }) => exportStatuses[status].underWay);
  useAskAgain(making !== undefined);
  if (exports.length === 0) return <p className="govuk-body">No copy has been made yet.</p>;
  return (
    <>
      {making ? (
        <>
          <StatusLine>
            {exportStatuses[making.status].words}
            {making.progressNote ? `: ${making.progressNote.toLowerCase()}` : null}
          </StatusLine>
          <ProgressBar label={`${making.progress}%`} value={making.progress} max={100} />
          <p className="govuk-body">
            You can leave this page.{' '}
            <Anchor className="govuk-link" href="/exports" reloadDocument>
              Check again
            </Anchor>
          </p>
        </>
      ) : null}
      <Table
        caption={`Copies of ${organisation}`}
        captionHidden
        scrollLabel={`Copies of ${organisation}, scrolls sideways`}
        columns={[{ label: 'Asked for' }, { label: 'State' }, { label: 'File' }]}
        rows={exports.map((one) => ({
          key: one.id,
          cells: [
            `${instantInWords(one.requestedAt)}${one.requestedBy === null ? '' : ` by ${one.requestedBy}`}`,
            one.status === 'failed'
              ? 'Not made. Make another; if it fails again, tell the partnership'
              : exportStatuses[one.status].words,
            one.status === 'ready' ? <FileCell key="file" one={one} /> : '',
          ],
        }))}
      />
    </>
  );
}

function FileCell({ one }: { one: ExportEntry }) {
  return (
    <>
      <Anchor className="govuk-link" href={`/exports/${one.id}.zip`} reloadDocument>
        Download ({sizeInWords(one.size ?? 0)}, {one.files} files)
        <span className="govuk-visually-hidden"> asked for on {instantInWords(one.requestedAt)}</span>
      </Anchor>
      {one.endsAt === null ? null : `, until ${instantInWords(one.endsAt)}`}
      <br />
      <code className="app-hash">SHA-256 {one.sha256}</code>
    </>
  );
}

/** Loads the page's data again while something is under way. Without script there is the link. */
function useAskAgain(underWay: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!underWay || state !== 'idle') return;
    const timer = setTimeout(() => void revalidate(), everyMilliseconds);
    return () => clearTimeout(timer);
  }, [underWay, state, revalidate]);
}
