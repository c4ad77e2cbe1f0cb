import type { Shape } from '../rating-shapes.ts';
import type { Chart, ChartShape } from './chart.ts';

/** One line: what it is called, from when to when it goes, and days on it that are told apart by the shape of their mark. */
export type SpanRow = {
  label: string;
  /** `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** The part of the line up to this day is drawn strong; left out: all of it. */
  strongTo?: string | undefined;
  marks: readonly { at: string; shape: Shape }[];
};

type SpansInput = {
  rows: readonly SpanRow[];
  /** First and last day shown; what lies outside stands at the edge. */
  from: string;
  to: string;
  /** Days with their words over the picture, each with a line down through it. */
  ticks: readonly { at: string; words: string }[];
  /** A day with a dashed line of its own: today. */
  now?: { at: string; words: string } | undefined;
  width?: number;
};

const axisHeight = 44;
const labelHeight = 22;
const lineHeight = 26;
const markSize = 16;
const side = markSize / 2 + 1;

/** Lines over time, one a row under its name, with marks on them. Nothing is told by colour. */
export function spans({ rows, from, to, ticks, now, width = 640 }: SpansInput): Chart {
  const length = Math.max(1, dayNumber(to) - dayNumber(from));
  const x = (at: string) => {
    const share = (dayNumber(at) - dayNumber(from)) / length;
    return round(side + (width - 2 * side) * Math.min(1, Math.max(0, share)));
  };
  const rowHeight = labelHeight + lineHeight;
  const height = axisHeight + rows.length * rowHeight + 4;
  return {
    width,
    height,
    shapes: [
      ...ticks.flatMap(({ at, words }): ChartShape[] => [
        { kind: 'line', x1: x(at), y1: axisHeight - 6, x2: x(at), y2: height, faint: true },
        { kind: 'text', x: x(at), y: axisHeight - 12, words, size: 13, anchor: anchorOf(x(at), width), bold: false },
      ]),
      ...(now ? nowShapes(x(now.at), now.words, height, width) : []),
      ...rows.flatMap((row, place) => rowShapes(row, x, axisHeight + place * rowHeight)),
    ],
  };
}

const anchorOf = (at: number, width: number) => (at < 40 ? 'start' : at > width - 40 ? 'end' : 'middle');

const nowShapes = (at: number, words: string, height: number, width: number): ChartShape[] => [
  { kind: 'path', d: `M${at} 16V${height}`, tone: 'black', dashed: true },
  { kind: 'text', x: at, y: 12, words, size: 13, anchor: anchorOf(at, width), bold: true },
];

function rowShapes(
  { label, from, to, strongTo, marks }: SpanRow,
  x: (at: string) => number,
  top: number,
): ChartShape[] {
  const middle = top + labelHeight + markSize / 2;
  const strongEnd = x(strongTo ?? to);
  const placed: { shape: Shape; x: number; y: number }[] = [];
  for (const { at, shape } of marks) {
    const here = x(at);
    const taken = placed.filter((other) => Math.abs(other.x - here) < markSize * 0.8).length;
    placed.push({ shape, x: here, y: middle + taken * markSize * 0.4 });
  }
  return [
    { kind: 'text', x: 0, y: top + 16, words: label, size: 14, anchor: 'start', bold: true },
    { kind: 'path', d: `M${x(from)} ${middle}H${strongEnd}`, tone: 'black', dashed: false },
    ...(strongEnd < x(to)
      ? [{ kind: 'path' as const, d: `M${strongEnd} ${middle}H${x(to)}`, tone: 'black' as const, dashed: true }]
      : []),
    ...placed.map(
      ({ shape, x: left, y }): ChartShape => ({
        kind: 'mark',
        shape,
        x: round(left - markSize / 2),
        y: round(y - markSize / 2),
        size: markSize,
        on: 'grey',
      }),
    ),
  ];
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const round = (length: number): number => Math.round(length * 10) / 10;
