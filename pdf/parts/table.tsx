import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import { inPieces } from './break-words.ts';
import { numbered } from './numbered.ts';
import { colours, type } from './theme.ts';

export type Column<Row> = {
  heading: string;
  /** Width in points, or a share of what is left after the fixed ones. */
  width: number | { share: number };
  /** A string is set as text; anything else stands as it is. */
  cell: (row: Row) => ReactNode;
  strong?: boolean;
  align?: 'left' | 'right' | 'center';
  /** Longest word that may stay whole; for narrow columns. */
  longestWord?: number;
};

type TableProps<Row> = {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /**
   * Characters in the row's longest cell. A short row is kept on one page; a long one must be free to run over, because
   * the engine drops what does not fit in a row that may not.
   */
  charactersOf: (row: Row) => number;
  /** Rows with more characters than this may run over pages; what fits on one depends on how narrow the columns are. */
  longestUnbroken?: number;
  /** Drawn under a row's cells, across the whole width. */
  under?: (row: Row) => ReactNode;
};

/** Rows under headings that repeat on every page the table reaches. */
export function Table<Row>({ columns, rows, charactersOf, longestUnbroken = 300, under }: TableProps<Row>) {
  return (
    <View style={styles.table}>
      <View fixed minPresenceAhead={1} style={[styles.row, styles.head]}>
        {columns.map((column) => (
          <View key={column.heading} style={[styles.cell, widthOf(column)]}>
            <Text style={[type.label, { textAlign: column.align ?? 'left' }]} hyphenationCallback={breakOf(column)}>
              {column.heading}
            </Text>
          </View>
        ))}
      </View>
      {numbered(rows).map(({ number, item: row }) => (
        <View key={number} wrap={charactersOf(row) > longestUnbroken} style={styles.rule}>
          <View style={styles.row}>
            {columns.map((column) => (
              <View key={column.heading} style={[styles.cell, widthOf(column)]}>
                <Cell column={column} content={column.cell(row)} />
              </View>
            ))}
          </View>
          {under?.(row)}
        </View>
      ))}
    </View>
  );
}

function Cell<Row>({ column, content }: { column: Column<Row>; content: ReactNode }) {
  if (typeof content !== 'string') return content;
  const style = [column.strong ? type.cellStrong : type.cell, { textAlign: column.align ?? 'left' } as const];
  return (
    <Text style={style} hyphenationCallback={breakOf(column)} hyphenationPenalty={9000}>
      {content}
    </Text>
  );
}

const widthOf = <Row,>({ width }: Column<Row>) =>
  typeof width === 'number'
    ? { width, flexGrow: 0, flexShrink: 0 }
    : { flexGrow: width.share, flexShrink: 1, flexBasis: 0 };

const breakOf = <Row,>({ longestWord = 40 }: Column<Row>) => inPieces(longestWord);

const styles = StyleSheet.create({
  table: { borderTopWidth: 1, borderTopColor: colours.ink },
  head: { backgroundColor: colours.ground, borderBottomWidth: 0.75, borderBottomColor: colours.line },
  row: { flexDirection: 'row' },
  rule: { borderBottomWidth: 0.5, borderBottomColor: colours.line },
  cell: { paddingVertical: 4, paddingHorizontal: 4 },
});
