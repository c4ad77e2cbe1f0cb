import type { Shape } from '../rating-shapes.ts';
import type { Chart, ChartShape } from './chart.ts';

/** One kind of mark, told from the others by its shape alone. */
export type DumbbellSeries = { code: string; word: string; shape: Shape };

/** One line: its name and where each mark stands, by the code of the series; a mark without a value is not drawn. */
export type DumbbellRow = { label: string; values: Readonly<Record<string, number | null | undefined>> };

type DumbbellInput = {
  rows: readonly DumbbellRow[];
  series: readonly DumbbellSeries[];
  /** The ends of the axis, with their words; `from` is on the left. */
  from: { value: number; words: string };
  to: { value: number; words: string };
  width?: number;
};

const labelHeight = 24;
const lineHeight = 34;
const axisHeight = 26;
const markSize = 18;
const textSize = 16;
/** Marks at an end of the axis stay inside the picture. */
const side = markSize / 2 + 1;

/**
 * Marks on one line a row, joined by a bar from the first to the last of them: how far apart two or more figures are.
 * Where marks fall together the later series stands lower, so that each is seen.
 */
export function dumbbell({ rows, series, from, to, width = 640 }: DumbbellInput): Chart {
  const span = to.value - from.value || 1;
  const x = (value: number) => round(side + ((width - 2 * side) * (value - from.value)) / span);
  const rowHeight = labelHeight + lineHeight;
  const axis: ChartShape[] = [
    { kind: 'text', x: 0, y: 16, words: from.words, size: 14, anchor: 'start', bold: false },
    { kind: 'text', x: width, y: 16, words: to.words, size: 14, anchor: 'end', bold: false },
  ];
  const shapes = rows.flatMap((row, place) =>
    rowShapes(row, series, { x, left: x(from.value), right: x(to.value), top: axisHeight + place * rowHeight }),
  );
  return { width, height: axisHeight + rows.length * rowHeight + markSize, shapes: [...axis, ...shapes] };
}

function rowShapes(
  { label, values }: DumbbellRow,
  series: readonly DumbbellSeries[],
  at: { x: (value: number) => number; left: number; right: number; top: number },
): ChartShape[] {
  const middle = at.top + labelHeight + markSize / 2;
  const marks = series.flatMap(({ code, shape }) => {
    const value = values[code];
    return value === null || value === undefined ? [] : [{ shape, x: at.x(value) }];
  });
  const places = marks.map((mark) => mark.x);
  const placed: { shape: Shape; x: number; y: number }[] = [];
  for (const mark of marks) {
    const below = placed.filter((other) => Math.abs(other.x - mark.x) < markSize).length;
    placed.push({ ...mark, y: middle + below * (markSize * 0.55) });
  }
  return [
    { kind: 'text', x: 0, y: at.top + 17, words: label, size: textSize, anchor: 'start', bold: true },
    { kind: 'line', x1: at.left, y1: middle, x2: at.right, y2: middle, faint: true },
    ...(marks.length > 1
      ? [
          {
            kind: 'line' as const,
            x1: Math.min(...places),
            y1: middle,
            x2: Math.max(...places),
            y2: middle,
            faint: false,
          },
        ]
      : []),
    ...placed.map(({ shape, x, y }) => ({
      kind: 'mark' as const,
      shape,
      x: round(x - markSize / 2),
      y: round(y - markSize / 2),
      size: markSize,
      on: 'grey' as const,
    })),
  ];
}

const round = (length: number): number => Math.round(length * 10) / 10;
