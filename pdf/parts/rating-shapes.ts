import type { RatingShape } from '../models.ts';

/**
 * SVG path data in the units of `viewBox`, drawn in one ink. `fill` is filled (holes run against the outline, so both
 * fill rules give the same picture); `line` is stroked, `shapeLineWidth` wide, and not filled.
 */
export type ShapePart = { d: string; role: 'fill' | 'line' };

/** One mark: width and height of its box and what to draw, for the page and for the PDF alike. */
export type ShapeDrawing = { viewBox: readonly [width: number, height: number]; parts: readonly ShapePart[] };

/** Width of `line` parts, in the units of `viewBox`. */
export const shapeLineWidth = 3;

const box = [24, 24] as const;

/** What each mark looks like. The pages draw the same: a test holds this file and theirs together, as neither imports the other. */
export const shapeDrawings: Readonly<Record<RatingShape, ShapeDrawing>> = {
  'disc-tick': {
    viewBox: box,
    parts: [
      {
        role: 'fill',
        d: 'M12 1A11 11 0 0 1 12 23A11 11 0 0 1 12 1ZM10.2 17.9L18.9 8.3L16.7 6.3L10.1 13.6L7.2 10.8L5.1 13Z',
      },
    ],
  },
  triangle: { viewBox: box, parts: [{ role: 'fill', d: 'M12 2L23.5 22H0.5Z' }] },
  'diamond-bar': {
    viewBox: box,
    parts: [{ role: 'fill', d: 'M12 0L24 12L12 24L0 12ZM6 10.2V13.8H18V10.2Z' }],
  },
  star: {
    viewBox: box,
    parts: [
      {
        role: 'fill',
        d: 'M12 0.6L14.9 8.6L23.4 8.9L16.7 14.1L19.1 22.3L12 17.5L4.9 22.3L7.3 14.1L0.6 8.9L9.1 8.6Z',
      },
    ],
  },
  square: { viewBox: box, parts: [{ role: 'fill', d: 'M3 3H21V21H3Z' }] },
  ring: { viewBox: box, parts: [{ role: 'line', d: 'M12 3A9 9 0 0 1 12 21A9 9 0 0 1 12 3Z' }] },
  dash: { viewBox: box, parts: [{ role: 'fill', d: 'M3 10H21V14H3Z' }] },
};
