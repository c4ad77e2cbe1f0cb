import { Canvas, StyleSheet, Text, View } from '@react-pdf/renderer';
import type { ReactElement, ReactNode } from 'react';
import type { RatingCount, RatingMark } from '../models.ts';
import { drawnInParts, type Parts, type Tag, tagged } from '../tagging/tag.ts';
import { inPieces } from './break-words.ts';
import { Mark } from './mark.tsx';
import { numbered } from './numbered.ts';
import { countsInWords, type Painter, paintBox, paintCounts, paintDense, paintShape } from './paint.ts';
import { colours, measure, tones, type } from './theme.ts';

type Common = {
  heading: string;
  /** Width in points, or a share of what is left after the fixed ones. */
  width: number | { share: number };
  /** Longest word that may stay whole; for narrow columns. */
  longestWord?: number;
};

export type TextColumn<Row> = Common & {
  /** A string is set as text; an element stands as it is. */
  cell: (row: Row) => string | ReactElement;
  strong?: boolean;
  align?: 'left' | 'right';
};

export type MarkColumn<Row> = Common & {
  /** A rating with its word; where there is none, a dash or a box for the pen. */
  mark: (row: Row) => RatingMark | null;
  none?: 'dash' | 'pen';
  /** A small line under the word, or instead of it. */
  note?: (row: Row) => string | null;
};

/** Ratings by letter: one, or several with how often they were given. */
export type FigureColumn<Row> = Common & { figures: (row: Row) => RatingMark | readonly RatingCount[] };

export type Column<Row> = TextColumn<Row> | MarkColumn<Row> | FigureColumn<Row>;

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
  /** Of the whole table, in points. */
  width?: number;
  /** Smaller words and less air, for documents of one page. */
  dense?: boolean;
};

/** Rows under headings that repeat on every page the table reaches. */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, rows, charactersOf, longestUnbroken = 300, under, width = measure, dense = false } = props;
  const placed = place(columns, width, dense);
  const air = dense ? styles.dense : {};
  const painted = columns.some((column) => !('cell' in column));
  return (
    <View {...tagged('Table')}>
      <View fixed wrap={false} minPresenceAhead={1} style={{ ...styles.head, ...air }} {...tagged('TR')}>
        {placed.map(({ column, style, pieces }) => (
          <Text
            key={column.heading}
            {...tagged('TH', { scope: 'Column' })}
            style={{ ...style, ...type.label }}
            hyphenationCallback={pieces}
          >
            {column.heading}
          </Text>
        ))}
      </View>
      {numbered(rows).map(({ number, item: row }) => {
        const below = under?.(row) ?? null;
        const wrap = charactersOf(row) > longestUnbroken;
        const cells = placed.map((one) => ({ ...one, tag: cellTag(one.column) }));
        const shown = cells.map((one) => (
          <Cell key={one.column.heading} column={one.column} placed={one} row={row} apart={wrap} />
        ));
        const canvas =
          painted && !wrap ? (
            <RowFigures key="figures" cells={cells} row={row} style={{ ...styles.canvas, width }} />
          ) : null;
        return below === null ? (
          <View key={number} wrap={wrap} style={{ ...styles.row, ...air }} {...tagged('TR')}>
            {shown}
            {canvas}
          </View>
        ) : (
          <View key={number} wrap={wrap} style={styles.rule}>
            <View style={styles.cells} {...tagged('TR')}>
              {shown}
            </View>
            <View {...tagged('TR')}>
              <View {...tagged('TD', { columns: columns.length })}>{below}</View>
            </View>
          </View>
        );
      })}
    </View>
  );
}

type CellProps<Row, Kind> = {
  column: Kind;
  placed: PlacedCell<Row>;
  row: Row;
  /** The row may run over pages, so that its figures cannot be drawn in one go: they stand in their own cells. */
  apart: boolean;
};

function Cell<Row>({ column, placed, row, apart }: CellProps<Row, Column<Row>>) {
  const { style, pieces, wide, tag } = placed;
  if ('mark' in column) return <MarkCell column={column} placed={placed} row={row} apart={apart} />;
  if ('figures' in column) {
    const figures = apart ? (
      <RowFigures cells={[{ ...placed, left: 0 }]} row={row} style={{ width: wide, height: 18 }} />
    ) : null;
    return (
      <View {...{ tag }} style={style}>
        {figures}
      </View>
    );
  }
  const content = column.cell(row);
  if (typeof content !== 'string')
    return (
      <View {...{ tag }} style={style}>
        {content}
      </View>
    );
  return (
    <Text {...{ tag }} style={style} hyphenationCallback={pieces} hyphenationPenalty={9000}>
      {content}
    </Text>
  );
}

function MarkCell<Row>({ column, placed, row, apart }: CellProps<Row, MarkColumn<Row>>) {
  const { style, pieces, tag } = placed;
  const mark = column.mark(row);
  const note = column.note?.(row) ?? null;
  if (mark === null && column.none === 'pen') return <View {...{ tag }} style={style} />;
  if (mark === null)
    return (
      <Text {...{ tag }} style={style}>
        {note === null ? '–' : <Text style={styles.note}>{note}</Text>}
      </Text>
    );
  if (apart) {
    return (
      <View {...{ tag }} style={style}>
        <Mark mark={mark} />
        {note === null ? null : <Text style={type.running}>{note}</Text>}
      </View>
    );
  }
  return (
    <Text {...{ tag }} style={{ ...style, ...styles.mark, color: tones[mark.tone].ink }} hyphenationCallback={pieces}>
      {mark.word}
      {note === null ? null : <Text style={styles.note}>{`\n${note}`}</Text>}
    </Text>
  );
}

type RowFiguresProps<Row> = {
  cells: readonly PlacedCell<Row>[];
  row: Row;
  style: { width: number; height: number };
};

/** A row's figures in one go, those that are a cell's only words marked as such. */
function RowFigures<Row>({ cells, row, style }: RowFiguresProps<Row>) {
  const given = drawnInParts();
  return <Canvas {...given} style={style} paint={(painter: Painter) => paintRow(painter, given.parts, cells, row)} />;
}

/** Draws a row's figures at the places of its columns. */
function paintRow<Row>(painter: Painter, parts: Parts, cells: readonly PlacedCell<Row>[], row: Row): null {
  for (const { column, left, wide, tag } of cells) {
    if ('mark' in column) {
      const mark = column.mark(row);
      if (mark !== null) paintShape(painter, mark, left, 5, 10);
      else if (column.none === 'pen') paintBox(painter, left, 4, wide, 13);
    } else if ('figures' in column) {
      const figures = column.figures(row);
      parts.begin(tag, 'word' in figures ? figures.word : countsInWords(figures));
      if ('word' in figures) paintDense(painter, figures, left, 3, Math.min(wide, 46), 15);
      else paintCounts(painter, figures, { x: left, y: 4, width: wide, height: 13 });
      parts.begin(null, '');
    }
  }
  return null;
}

type Placed<Row> = ReturnType<typeof place<Row>>[number];
type PlacedCell<Row> = Placed<Row> & { tag: Tag };

/** The column that names its row is a heading of it. */
const cellTag = <Row,>(column: Column<Row>): Tag =>
  'strong' in column && column.strong ? { role: 'TH', scope: 'Row' } : { role: 'TD' };

/**
 * Where each column stands, and the style of its cells, made once for a table: fixed widths and few properties, because
 * each cell is laid out again for every page.
 */
function place<Row>(columns: readonly Column<Row>[], width: number, dense: boolean) {
  const shareOf = ({ width: given }: Column<Row>) => (typeof given === 'number' ? 0 : given.share);
  const fixed = columns.reduce((sum, { width: given }) => sum + (typeof given === 'number' ? given : 0), 0);
  const shares = columns.reduce((sum, column) => sum + shareOf(column), 0);
  let left = pad;
  return columns.map((column) => {
    const whole = typeof column.width === 'number' ? column.width : ((width - fixed) * shareOf(column)) / shares;
    const wide = whole - 2 * pad;
    const strong = 'strong' in column && column.strong;
    const face = dense
      ? { ...type.running, ...(strong ? type.runningStrong : { color: colours.ink }) }
      : strong
        ? type.cellStrong
        : type.cell;
    const align = 'align' in column && column.align === 'right' ? ({ textAlign: 'right' } as const) : {};
    const at = left;
    left += whole;
    return {
      column,
      left: at,
      wide,
      style: { ...face, ...align, width: wide },
      pieces: inPieces(column.longestWord ?? 40),
    };
  });
}

const pad = 4;

const styles = StyleSheet.create({
  // The line above is the head's own: a table whose first row does not fit would leave it behind on the page before.
  head: {
    flexDirection: 'row',
    borderTopWidth: 1,
    borderTopColor: colours.ink,
    paddingTop: pad,
    paddingBottom: pad,
    paddingLeft: pad,
    columnGap: 2 * pad,
    backgroundColor: colours.ground,
    borderBottomWidth: 0.75,
    borderBottomColor: colours.line,
  },
  dense: { paddingTop: 1.5, paddingBottom: 1.5 },
  // Not stretched: a text as high as its row, with no line left for the next page, could not be cut.
  row: {
    flexDirection: 'row',
    alignItems: 'flex-start',
    paddingTop: pad,
    paddingBottom: pad,
    paddingLeft: pad,
    columnGap: 2 * pad,
    borderBottomWidth: 0.5,
    borderBottomColor: colours.line,
  },
  rule: { borderBottomWidth: 0.5, borderBottomColor: colours.line },
  cells: {
    flexDirection: 'row',
    alignItems: 'flex-start',
    paddingTop: pad,
    paddingBottom: pad,
    paddingLeft: pad,
    columnGap: 2 * pad,
  },
  mark: { paddingLeft: 14, fontWeight: 600 },
  note: { fontSize: 7.5, fontWeight: 400, color: colours.soft },
  canvas: { position: 'absolute', left: 0, top: 0, height: 20 },
});
