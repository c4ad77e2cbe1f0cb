import type { Tone } from '../rating-shapes.ts';
import type { Chart, ChartShape } from './chart.ts';

/** What was so from a day on: `at` is `YYYY-MM-DD`. */
export type StepPoint = { at: string; value: number };

export type StepSeries = {
  /** Printed at the end of the line. */
  label: string;
  tone: Tone;
  dashed?: boolean;
  /** In order of time. */
  points: readonly StepPoint[];
};

/** A bar that stands on the axis between two days, of parts from below; its parts are told apart by a line and their order. */
export type StepBar = { from: string; to: string; parts: readonly { value: number; tone: Tone }[] };

type StepLineInput = {
  series: readonly StepSeries[];
  /** First and last day shown, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** Days with their words under the axis. */
  ticks: readonly { at: string; words: string }[];
  /** Drawn behind the lines, on the same axis. */
  bars?: readonly StepBar[];
  /** Highest value of the axis; left out: the highest there is. */
  max?: number;
  width?: number;
  height?: number;
};

const left = 44;
const right = 132;
const top = 14;
const bottom = 30;
const size = 14;

/** Lines that stay level until something changes: open actions, returns sent. */
export function stepLine(input: StepLineInput): Chart {
  const { series, from, to, ticks, bars = [], width = 640, height = 280 } = input;
  const values = [
    ...series.flatMap(({ points }) => points.map(({ value }) => value)),
    ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)),
  ];
  const max = niceMax(input.max ?? Math.max(1, ...values));
  const span = Math.max(1, dayNumber(to) - dayNumber(from));
  const x = (at: string) => round(left + ((width - left - right) * (dayNumber(at) - dayNumber(from))) / span);
  const y = (value: number) => round(top + (height - top - bottom) * (1 - value / max));
  return {
    width,
    height,
    shapes: [
      ...valueAxis(max, y, width - right),
      ...bars.flatMap((bar) => barShapes(bar, x, y)),
      ...ticks.map(({ at, words }): ChartShape => axisText(words, x(at), height - 8, 'middle')),
      ...series.flatMap((one) => seriesShapes(one, x, y, to)),
      ...endLabels(series, y, x(to) + 8),
    ],
  };
}

function valueAxis(max: number, y: (value: number) => number, end: number): ChartShape[] {
  return [0, 0.25, 0.5, 0.75, 1]
    .map((share) => share * max)
    .filter(Number.isInteger)
    .flatMap((value): ChartShape[] => [
      { kind: 'line', x1: left, y1: y(value), x2: end, y2: y(value), faint: value > 0 },
      axisText(String(value), left - 8, y(value) + 5, 'end'),
    ]);
}

const axisText = (words: string, x: number, y: number, anchor: 'start' | 'middle' | 'end'): ChartShape => ({
  kind: 'text',
  x,
  y,
  words,
  size,
  anchor,
  bold: false,
});

/** The bar with its whole count above it. */
function barShapes(
  { from, to, parts }: StepBar,
  x: (at: string) => number,
  y: (value: number) => number,
): ChartShape[] {
  const start = x(from) + 3;
  const width = Math.max(4, round(x(to) - x(from) - 4));
  let below = 0;
  const rects = parts.flatMap(({ value, tone }): ChartShape[] => {
    if (value <= 0) return [];
    const foot = y(below);
    below += value;
    return [{ kind: 'rect', x: start, y: y(below), width, height: round(foot - y(below)), tone }];
  });
  return below === 0
    ? []
    : [
        ...rects,
        {
          kind: 'text',
          x: start + width / 2,
          y: y(below) - 4,
          words: String(below),
          size: 12,
          anchor: 'middle',
          bold: false,
        },
      ];
}

function seriesShapes(series: StepSeries, x: (at: string) => number, y: (value: number) => number, to: string) {
  const [first, ...later] = series.points;
  if (!first) return [];
  const steps = later.map(({ at, value }) => `H${x(at)}V${y(value)}`).join('');
  const d = `M${x(first.at)} ${y(first.value)}${steps}H${x(to)}`;
  return [{ kind: 'path' as const, d, tone: series.tone, dashed: series.dashed ?? false }];
}

/** Names at the ends of the lines, pushed apart where lines end close together. */
function endLabels(series: readonly StepSeries[], y: (value: number) => number, x: number): ChartShape[] {
  const wanted = series
    .flatMap((one) => {
      const last = one.points.at(-1);
      return last ? [{ words: `${last.value} ${one.label}`, at: y(last.value) + 5 }] : [];
    })
    .sort((one, other) => one.at - other.at);
  let free = 0;
  return wanted.map(({ words, at }) => {
    const placed = Math.max(at, free);
    free = placed + size + 4;
    return { kind: 'text', x, y: placed, words, size, anchor: 'start', bold: true };
  });
}

/** The next number that divides into four whole steps, so that the axis shows whole numbers. */
function niceMax(max: number): number {
  const step =
    [1, 2, 5, 10, 20, 25, 50, 100, 250, 500, 1000].find((one) => one * 4 >= max) ?? Math.ceil(max / 4000) * 1000;
  return step * 4;
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const round = (length: number): number => Math.round(length * 10) / 10;
