import { instantInWords } from '../../../platform/words.ts';
import { TypedText } from '../../../ui/columns.tsx';
import { Table } from '../../../ui/table.tsx';
import { centralStateWords } from '../../returns/central/central.ts';
import type { SettledAt } from '../central-counts.server.ts';

interface SettledTableProps {
  caption: string;
  /** What the first column names: the question, or the site. */
  heading: string;
  rows: readonly { readonly name: string; readonly settled: SettledAt }[];
}

/** What became of the group's answers: who settled each, and what they wrote. */
export function SettledTable({ caption, heading, rows }: SettledTableProps) {
  return (
    <Table
      caption={caption}
      captionSize="m"
      rowHeaders
      scrollLabel={`${caption}, scrolls sideways`}
      columns={[
        { label: heading },
        { label: 'What they made of it' },
        { label: 'Who and when' },
        { label: 'Their words' },
      ]}
      rows={rows.map(({ name, settled }) => ({
        key: `${settled.returnId} ${settled.questionCode}`,
        cells: [
          name,
          `${centralStateWords[settled.state]}${settled.changed ? ' (you changed yours since)' : ''}`,
          settled.by !== null && settled.at !== null ? `${settled.by}, ${instantInWords(settled.at)}` : '',
          <Words key="words" added={settled.added} reason={settled.reason} />,
        ],
      }))}
    />
  );
}

/** What a site added, or why its answer differs. */
export function Words({ added, reason }: { added: string; reason: string }) {
  const words = added === '' ? reason : added;
  return words === '' ? null : <TypedText>{words}</TypedText>;
}
