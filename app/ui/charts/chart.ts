import type { Shape, Tone } from '../rating-shapes.ts';

/**
 * What a chart consists of, for any printer: the page's SVG here, the PDF's elsewhere. Lengths are in the chart's own
 * units, y grows downwards, texts stand on their y.
 */
export type ChartShape =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; tone: Tone }
  | { kind: 'line'; x1: number; y1: number; x2: number; y2: number; faint: boolean }
  | { kind: 'path'; d: string; tone: Tone; dashed: boolean }
  | { kind: 'mark'; shape: Shape; x: number; y: number; size: number; on: Tone }
  | {
      kind: 'text';
      x: number;
      y: number;
      words: string;
      size: number;
      anchor: 'start' | 'middle' | 'end';
      bold: boolean;
      /** Stands on a part of this tone; left out: on the page. */
      on?: Tone;
    };

/** A drawn chart: its box and its shapes from the back to the front. */
export type Chart = { width: number; height: number; shapes: readonly ChartShape[] };

/** About how wide some words are in the page's fonts; used to decide what fits. */
export function textWidth(words: string, size: number): number {
  return words.length * size * 0.56;
}
