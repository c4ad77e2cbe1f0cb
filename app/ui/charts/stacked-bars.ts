import type { Shape, Tone } from '../rating-shapes.ts';
import { type Chart, type ChartShape, textWidth } from './chart.ts';

/** One kind of part, in the order of the scale: the same in each bar. */
export type BarPart = { code: string; word: string; letter: string; shape: Shape; tone: Tone };

/** One bar: counts by the code of the part; a part without a count is not drawn. */
export type Bar = { label: string; counts: Readonly<Record<string, number | undefined>> };

type StackedBarsInput = {
  bars: readonly Bar[];
  parts: readonly BarPart[];
  width?: number;
  /** `share` makes all bars of one length; `count` lets the longest fill the width. */
  compare?: 'share' | 'count';
};

const labelSize = 16;
const countSize = 16;
const markSize = 14;
const barHeight = 28;
const labelHeight = 24;
const gapBelow = 26;

/** Horizontal stacked bars, each count printed in its part, or with its letter below where the part is too narrow. */
export function stackedBars({ bars, parts, width = 640, compare = 'share' }: StackedBarsInput): Chart {
  const totals = bars.map((bar) => parts.reduce((sum, { code }) => sum + (bar.counts[code] ?? 0), 0));
  const longest = Math.max(1, ...totals);
  const shapes = bars.flatMap((bar, place) => {
    const total = totals[place] ?? 0;
    const top = place * (labelHeight + barHeight + gapBelow);
    const length = compare === 'share' ? width : (width * total) / longest;
    return [...barLabel(bar.label, total, top, width), ...barParts(bar, parts, total, top + labelHeight, length)];
  });
  return { width, height: bars.length * (labelHeight + barHeight + gapBelow), shapes };
}

function barLabel(label: string, total: number, top: number, width: number): ChartShape[] {
  const y = top + 17;
  return [
    { kind: 'text', x: 0, y, words: label, size: labelSize, anchor: 'start', bold: true },
    { kind: 'text', x: width, y, words: `${total} in all`, size: labelSize, anchor: 'end', bold: false },
  ];
}

function barParts(bar: Bar, parts: readonly BarPart[], total: number, top: number, length: number): ChartShape[] {
  let x = 0;
  return parts.flatMap((part) => {
    const count = bar.counts[part.code] ?? 0;
    if (count <= 0) return [];
    const width = (length * count) / total;
    const left = x;
    x += width;
    return [
      { kind: 'rect' as const, x: left, y: top, width, height: barHeight, tone: part.tone },
      ...countShapes(part, count, left, top, width),
    ];
  });
}

function countShapes(part: BarPart, count: number, left: number, top: number, width: number): ChartShape[] {
  const words = String(count);
  const needed = textWidth(words, countSize);
  const middle = left + width / 2;
  const text = { kind: 'text', words, size: countSize, bold: true } as const;
  const baseline = top + 20;
  if (width >= needed + markSize + 14) {
    const start = middle - (markSize + 5 + needed) / 2;
    return [
      { kind: 'mark', shape: part.shape, x: start, y: top + 7, size: markSize, on: part.tone },
      { ...text, x: start + markSize + 5, y: baseline, anchor: 'start', on: part.tone },
    ];
  }
  if (width >= needed + 6) return [{ ...text, x: middle, y: baseline, anchor: 'middle', on: part.tone }];
  const below = top + barHeight + 15;
  return [{ ...text, words: `${part.letter} ${words}`, size: 14, x: middle, y: below, anchor: 'middle' }];
}
