import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Evidence } from '../schema.ts';
import { kindOfEvidence, periodOfEvidence } from '../words.ts';
import { FreshnessMark } from './freshness-mark.tsx';
import { ScanMark } from './scan-mark.tsx';

interface EvidenceTableProps {
  items: readonly (Evidence & { readonly uses: number })[];
  /** `YYYY-MM-DD` */
  today: string;
}

/** The library as a table: each piece leads to its own page. */
export function EvidenceTable({ items, today }: EvidenceTableProps) {
  return (
    <Table
      caption="Your evidence"
      captionHidden
      scrollLabel="Your evidence"
      rowHeaders
      columns={[
        { label: 'Title' },
        { label: 'What it is' },
        { label: 'Covers' },
        { label: 'State' },
        { label: 'Added' },
        { label: 'Used', numeric: true },
      ]}
      rows={items.map((item) => ({
        key: item.id,
        cells: [
          <Anchor className="govuk-link" key="title" href={`/evidence/${item.id}`}>
            {item.title}
          </Anchor>,
          [kindOfEvidence(item), ...(item.version > 1 ? [`version ${item.version}`] : [])].join(', '),
          periodOfEvidence(item) ?? 'Not said',
          <ScanMark key="state" scan={item.scan}>
            <FreshnessMark file={item} today={today} />
          </ScanMark>,
          `${dayInWords(item.addedAt.slice(0, 10))} by ${item.addedBy}`,
          { content: item.uses, numeric: true },
        ],
      }))}
    />
  );
}
