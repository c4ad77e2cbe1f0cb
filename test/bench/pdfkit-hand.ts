import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { RatingCount, RatingMark } from '../../pdf/models.ts';
import { shapeDrawings, shapeLineWidth } from '../../pdf/parts/rating-shapes.ts';
import { tones } from '../../pdf/parts/theme.ts';

const { resolve } = createRequire(import.meta.url);
const faces = {
  regular: resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  italic: resolve('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf'),
  strong: resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  bold: resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
};
type Face = keyof typeof faces;
export type Ink = { face: Face; size: number; ratio: number; colour?: string };

export const body: Ink = { face: 'regular', size: 9.5, ratio: 1.45 };
export const strong: Ink = { face: 'strong', size: 9.5, ratio: 1.4 };
export const cell: Ink = { face: 'regular', size: 8.5, ratio: 1.35 };
export const cellStrong: Ink = { face: 'strong', size: 8.5, ratio: 1.35 };
export const label: Ink = { face: 'strong', size: 8, ratio: 1.35, colour: '#484f54' };
export const small: Ink = { face: 'regular', size: 8, ratio: 1.4, colour: '#484f54' };
export const running: Ink = { face: 'regular', size: 7.5, ratio: 1.3, colour: '#484f54' };
export const heading = (level: 1 | 2 | 3): Ink => ({
  face: 'bold',
  size: [20, 13.5, 10.5][level - 1] ?? 10.5,
  ratio: 1.25,
});

export const left = 56;
const right = 44;
const top = 66;
const bottom = 58;

export type Cell = string | RatingMark | readonly RatingCount[] | null;
export type Columns = { heading: string; width: number }[];

/** A sheet of paper and what a hand does on it: measure, set, break pages, rule tables. */
export function aHand(info: { Title: string; Author: string; CreationDate: Date }) {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { left, right, top, bottom },
    bufferPages: true,
    autoFirstPage: false,
    info,
    lang: 'en-GB',
    tagged: true,
    pdfVersion: '1.7',
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  let within = root;
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const [name, file] of Object.entries(faces)) doc.registerFont(name, file);
  const startsOn = new Map<string, number>();
  const pageNames: string[] = [];
  let section = '';
  let y = top;

  const width = () => doc.page.width - left - right;
  const floor = () => doc.page.height - bottom;
  const newPage = (layout: 'portrait' | 'landscape' = 'portrait') => {
    doc.addPage({ size: 'A4', layout, margins: { left, right, top, bottom: 0 } });
    pageNames.push(section);
    y = top;
  };
  const use = ({ face, size, colour = '#0b0c0c' }: Ink) => doc.font(face).fontSize(size).fillColor(colour);
  const gapOf = ({ size, ratio }: Ink) => size * ratio - doc.currentLineHeight(true);
  const heightOf = (text: string, ink: Ink, wide: number) => {
    use(ink);
    return doc.heightOfString(text, { width: wide, lineGap: gapOf(ink) });
  };
  let role = 'P';
  const put = (text: string, x: number, at: number, ink: Ink, wide: number, align: 'left' | 'right' = 'left') => {
    use(ink);
    if (role === 'Artifact') doc.markContent('Artifact');
    else within.add(doc.struct(role).add(doc.markStructureContent(role)));
    doc.text(text, x, at, { width: wide, lineGap: gapOf(ink), align });
    doc.endMarkedContent();
  };
  /** What is put in `draw` has that role in the structure, and stands in an element of its own where one is named. */
  const as = (given: string, draw: () => void, element?: string) => {
    const [roleBefore, withinBefore] = [role, within];
    role = given;
    if (element !== undefined) {
      const inner = doc.struct(element);
      within.add(inner);
      within = inner;
    }
    draw();
    [role, within] = [roleBefore, withinBefore];
  };
  const room = (height: number) => {
    if (y + height > floor()) newPage(doc.page.width > doc.page.height ? 'landscape' : 'portrait');
  };
  const line = (at: number, colour = '#b1b4b6') =>
    doc
      .moveTo(left, at)
      .lineTo(left + width(), at)
      .lineWidth(0.5)
      .strokeColor(colour)
      .stroke();

  /** A paragraph over as many pages as it needs, cut where the page ends. */
  const paragraph = (text: string, ink: Ink, indent = 0) => {
    const wide = width() - indent;
    let rest = text;
    while (rest !== '') {
      const height = heightOf(rest, ink, wide);
      if (y + height <= floor()) {
        put(rest, left + indent, y, ink, wide);
        y += height;
        return;
      }
      const words = rest.split(' ');
      let [fits, over] = [0, words.length];
      while (over - fits > 1) {
        const middle = (fits + over) >> 1;
        if (y + heightOf(words.slice(0, middle).join(' '), ink, wide) <= floor()) fits = middle;
        else over = middle;
      }
      if (fits > 0) put(words.slice(0, fits).join(' '), left + indent, y, ink, wide);
      rest = words.slice(fits).join(' ');
      newPage();
    }
  };
  const prose = (text: string, ink: Ink = body, indent = 0) => {
    for (const one of text.split(/\n\s*\n/)) {
      paragraph(one, ink, indent);
      y += 6;
    }
  };
  const title = (id: string, text: string, level: 1 | 2 | 3) => {
    const ink = heading(level);
    const height = heightOf(text, ink, width());
    y += level === 1 ? 0 : 14;
    room(height + 56);
    startsOn.set(id, doc.bufferedPageRange().count);
    doc.addNamedDestination(id, 'XYZ', 0, y, null);
    as(`H${level}`, () => put(text, left, y, ink, width()));
    y += height + 7;
  };

  const shape = (mark: RatingMark, x: number, at: number, size: number) => {
    const { viewBox, parts } = shapeDrawings[mark.shape];
    doc
      .save()
      .translate(x, at)
      .scale(size / viewBox[0]);
    for (const { role, d } of parts) {
      if (role === 'fill') doc.path(d).fill(tones[mark.tone].solid);
      else doc.lineWidth(shapeLineWidth).strokeColor(tones[mark.tone].solid).path(d).stroke();
    }
    doc.restore();
  };
  const markAt = (mark: RatingMark, x: number, at: number, wide: number) => {
    shape(mark, x, at, 10);
    put(mark.word, x + 14, at, { ...cellStrong, colour: tones[mark.tone].ink }, wide - 14);
  };
  const denseAt = (mark: RatingMark, x: number, at: number, wide: number) => {
    doc.rect(x, at, wide, 15).fill(tones[mark.tone].ground);
    shape(mark, x + wide / 2 - 10, at + 3, 9);
    put(mark.letter, x + wide / 2 + 2, at + 2, { ...cellStrong, colour: tones[mark.tone].ink }, 14);
  };
  const barAt = (counts: readonly RatingCount[], x: number, at: number, wide: number) => {
    const shown = counts.filter(({ count }) => count > 0);
    const sum = shown.reduce((total, { count }) => total + count, 0);
    const spare = wide - 22 * shown.length;
    for (let [place, from] = [0, x]; place < shown.length; place += 1) {
      const { mark, count } = shown[place] ?? { mark: null, count: 0 };
      if (mark === null) continue;
      const part = 20 + (spare * count) / sum;
      doc.rect(from, at, part, 13).fill(tones[mark.tone].ground);
      doc.rect(from, at, 2, 13).fill(tones[mark.tone].solid);
      put(`${mark.letter} ${count}`, from + 5, at + 2, { ...running, colour: tones[mark.tone].ink }, part);
      from += part + 2;
    }
  };

  const isMark = (value: Cell): value is RatingMark => value !== null && typeof value === 'object' && 'word' in value;
  const cellHeight = (value: Cell, wide: number, ink: Ink) => {
    if (value === null) return 12;
    if (typeof value === 'string') return heightOf(value, ink, wide);
    return isMark(value) ? heightOf(value.word, cellStrong, wide - 14) : 13;
  };
  const table = (columns: Columns, rows: Cell[][]) => as('TD', () => ruled(columns, rows), 'Table');
  const ruled = (columns: Columns, rows: Cell[][]) => {
    const headings = () => {
      doc.rect(left, y, width(), 20).fill('#f3f4f5');
      let x = left + 4;
      for (const { heading: text, width: wide } of columns) {
        put(text, x, y + 4, label, wide - 8);
        x += wide;
      }
      y += 22;
    };
    const head = () => as('TH', headings, 'TR');
    room(60);
    head();
    for (const row of rows) {
      const height = Math.max(...row.map((value, at) => cellHeight(value, (columns[at]?.width ?? 0) - 8, cell))) + 8;
      if (y + height > floor()) {
        newPage();
        head();
      }
      let x = left + 4;
      const cells = () =>
        row.forEach((value, at) => {
          const wide = (columns[at]?.width ?? 0) - 8;
          if (typeof value === 'string') put(value, x, y + 4, at === 0 ? cellStrong : cell, wide);
          else if (value === null) put('–', x, y + 4, cell, wide);
          else if (isMark(value)) markAt(value, x, y + 4, wide);
          else barAt(value, x, y + 4, wide);
          x += wide + 8;
        });
      as('TD', cells, 'TR');
      y += height;
      line(y);
    }
  };
  return {
    doc,
    as,
    newPage,
    put,
    room,
    line,
    paragraph,
    prose,
    title,
    markAt,
    denseAt,
    barAt,
    table,
    width,
    heightOf,
    startsOn,
    pageNames,
    get y() {
      return y;
    },
    set y(value) {
      y = value;
    },
    /** What the running header of the pages to come says. */
    begin(name: string) {
      section = name;
    },
    async finish() {
      const ended = new Promise<void>((done) => doc.on('end', () => done()));
      doc.end();
      await ended;
      return Uint8Array.from(Buffer.concat(chunks));
    },
  };
}
