import type { ScaleEntry } from '../models.ts';
import { Table } from './table.tsx';

/** The scale with its words, letters and definitions. */
export function ScaleTable({ scale }: { scale: readonly ScaleEntry[] }) {
  return (
    <Table
      rows={scale}
      charactersOf={({ definition }) => definition.length}
      columns={[
        { heading: 'Rating', width: 150, mark: ({ mark }) => mark },
        { heading: 'In small tables', width: 66, figures: ({ mark }) => mark },
        { heading: 'What it means', width: { share: 1 }, cell: ({ definition }) => definition },
      ]}
    />
  );
}
