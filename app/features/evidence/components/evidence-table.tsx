import { dayInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Table } from '../../../ui/table.tsx';
import type { Evidence } from '../schema.ts';
import { kindOfEvidence, periodOfEvidence } from '../words.ts';

/** The library as a table: each piece leads to its own page. */
export function EvidenceTable({ items }: { items: readonly (Evidence & { readonly uses: number })[] }) {
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
        { label: 'Added' },
        { label: 'Used', numeric: true },
      ]}
      rows={items.map((item) => ({
        key: item.id,
        cells: [
          <Anchor className="govuk-link" key="title" href={`/evidence/${item.id}`}>
            {item.title}
          </Anchor>,
          kindOfEvidence(item),
          periodOfEvidence(item) ?? 'Not said',
          `${dayInWords(item.addedAt.slice(0, 10))} by ${item.addedBy}`,
          { content: item.uses, numeric: true },
        ],
      }))}
    />
  );
}
