import { Font } from '@react-pdf/renderer';
import type { RatingCount, RatingMark } from '../models.ts';
import { shapeDrawings, shapeLineWidth } from './rating-shapes.ts';
import { colours, tones } from './theme.ts';

/**
 * Figures drawn straight onto the page. A rating grid has thousands of small figures; one canvas for a row keeps them out of
 * the layout, which works through every box again for each page and each round.
 */

/** What a canvas offers, as far as it is used here. */
export type Painter = {
  save(): Painter;
  restore(): Painter;
  translate(x: number, y: number): Painter;
  scale(factor: number): Painter;
  path(d: string): Painter;
  rect(x: number, y: number, width: number, height: number): Painter;
  fill(colour: string): Painter;
  stroke(): Painter;
  lineWidth(width: number): Painter;
  strokeColor(colour: string): Painter;
  fillColor(colour: string): Painter;
  fillOpacity(opacity: number): Painter;
  font(face: unknown, size: number): Painter;
  text(text: string, x: number, y: number, options: { lineBreak: false }): Painter;
};

/** The bare figure of a rating. Never alone: a word or a letter stands beside it. */
export function paintShape(painter: Painter, { shape, tone }: RatingMark, x: number, y: number, size: number): void {
  const { viewBox, parts } = shapeDrawings[shape];
  const ink = tones[tone].solid;
  painter
    .save()
    .translate(x, y)
    .scale(size / viewBox[0]);
  for (const { role, d } of parts) {
    if (role === 'fill') painter.path(d).fill(ink);
    else painter.lineWidth(shapeLineWidth).strokeColor(ink).path(d).stroke();
  }
  painter.restore();
}

/** Figure and letter on the tone's ground, in the middle of a box. */
export function paintDense(
  painter: Painter,
  mark: RatingMark,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const figure = 9;
  const letter = mark.letter.length * 6;
  const start = x + (width - figure - 3 - letter) / 2;
  painter.rect(x, y, width, height).fill(tones[mark.tone].ground);
  paintShape(painter, mark, start, y + (height - figure) / 2, figure);
  paintLabel(painter, mark.letter, start + figure + 3, y + (height - 10) / 2, 8.5, tones[mark.tone].ink);
}

/** Parts as wide as their count, with letter and number inside; a dark edge parts them in any print. */
export function paintCounts(
  painter: Painter,
  counts: readonly RatingCount[],
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  const shown = counts.filter(({ count }) => count > 0);
  const sum = shown.reduce((total, { count }) => total + count, 0);
  const [least, gap] = [22, 1.5];
  const spare = width - shown.length * (least + gap);
  let left = x;
  for (const { mark, count } of shown) {
    const part = least + (spare * count) / sum;
    painter.rect(left, y, part, height).fill(tones[mark.tone].ground);
    painter.rect(left, y, 2, height).fill(tones[mark.tone].solid);
    paintLabel(painter, `${mark.letter} ${count}`, left + 5, y + (height - 9) / 2, 7.5, tones[mark.tone].ink);
    left += part + gap;
  }
}

/** The same for a reader who hears it: "2 Met, 1 Partly met". */
export const countsInWords = (counts: readonly RatingCount[]): string =>
  counts
    .filter(({ count }) => count > 0)
    .map(({ mark, count }) => `${count} ${mark.word}`)
    .join(', ');

/** An empty box for the pen. */
export function paintBox(painter: Painter, x: number, y: number, width: number, height: number): void {
  painter.lineWidth(0.75).strokeColor(colours.line).rect(x, y, width, height).stroke();
}

function paintLabel(painter: Painter, text: string, x: number, y: number, size: number, colour: string): void {
  const { data } = Font.getFont({ fontFamily: 'Inter', fontWeight: 600, fontStyle: 'normal' });
  painter.fillOpacity(1).fillColor(colour).font(data, size).text(text, x, y, { lineBreak: false });
}
