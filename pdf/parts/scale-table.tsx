import type { ScaleEntry } from '../models.ts';
import { Table } from './table.tsx';

type ScaleTableProps = {
  scale: readonly ScaleEntry[];
  /** Over the words and over the letters, where they are no ratings. */
  headings?: { word: string; letter: string };
};

/** The scale with its words, letters and definitions. */
export function ScaleTable({ scale, headings = { word: 'Rating', letter: 'In small tables' } }: ScaleTableProps) {
  return (
    <Table
      rows={scale}
      charactersOf={({ definition }) => definition.length}
      columns={[
        { heading: headings.word, width: 150, mark: ({ mark }) => mark },
        { heading: headings.letter, width: 66, figures: ({ mark }) => mark },
        { heading: 'What it means', width: { share: 1 }, cell: ({ definition }) => definition },
      ]}
    />
  );
}
