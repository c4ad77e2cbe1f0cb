import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import {
  type ChallengePackModel,
  type PackAgency,
  type PackConcern,
  packWords,
  type RatingCount,
  type RatingMark,
} from '../../pdf/models.ts';
import { ratingShapes } from '../../pdf/parts/rating-shapes.ts';
import { tones } from '../../pdf/parts/theme.ts';

/**
 * The same pack drawn by hand with pdfkit: every text measured, every page break decided here. It is the floor the
 * document engine is held against; nothing but the benchmark uses it.
 */

const { resolve } = createRequire(import.meta.url);
const faces = {
  regular: resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  italic: resolve('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf'),
  strong: resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  bold: resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
};
type Face = keyof typeof faces;
type Ink = { face: Face; size: number; ratio: number; colour?: string };

const body: Ink = { face: 'regular', size: 9.5, ratio: 1.45 };
const strong: Ink = { face: 'strong', size: 9.5, ratio: 1.4 };
const cell: Ink = { face: 'regular', size: 8.5, ratio: 1.35 };
const cellStrong: Ink = { face: 'strong', size: 8.5, ratio: 1.35 };
const label: Ink = { face: 'strong', size: 8, ratio: 1.35, colour: '#484f54' };
const small: Ink = { face: 'regular', size: 8, ratio: 1.4, colour: '#484f54' };
const running: Ink = { face: 'regular', size: 7.5, ratio: 1.3, colour: '#484f54' };
const heading = (level: 1 | 2 | 3): Ink => ({ face: 'bold', size: [20, 13.5, 10.5][level - 1] ?? 10.5, ratio: 1.25 });

const left = 56;
const right = 44;
const top = 66;
const bottom = 58;

type Cell = string | RatingMark | readonly RatingCount[] | null;
type Columns = { heading: string; width: number }[];

/** Draws the pack and gives the file. */
export async function drawByHand(model: ChallengePackModel): Promise<{ bytes: Uint8Array; pages: number }> {
  const hand = aHand(model);
  hand.cover();
  hand.contents();
  hand.guide();
  for (const agency of model.agencies) hand.agency(agency);
  hand.heatmap();
  return hand.finish();
}

function aHand(model: ChallengePackModel) {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { left, right, top, bottom },
    bufferPages: true,
    autoFirstPage: false,
    info: { Title: model.title, Author: model.partnership, CreationDate: new Date(model.madeOn) },
    lang: 'en-GB',
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const [name, file] of Object.entries(faces)) doc.registerFont(name, file);
  const startsOn = new Map<string, number>();
  const slots: { page: number; x: number; y: number; id: string }[] = [];
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
  const put = (text: string, x: number, at: number, ink: Ink, wide: number, align: 'left' | 'right' = 'left') => {
    use(ink);
    doc.text(text, x, at, { width: wide, lineGap: gapOf(ink), align });
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
    put(text, left, y, ink, width());
    y += height + 7;
  };

  const shape = (mark: RatingMark, x: number, at: number, size: number) => {
    doc
      .save()
      .translate(x, at)
      .scale(size / 16);
    for (const { part, d } of ratingShapes[mark.shape])
      doc.path(d).fill(part === 'body' ? tones[mark.tone].solid : '#fff');
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
  const table = (columns: Columns, rows: Cell[][]) => {
    const head = () => {
      doc.rect(left, y, width(), 20).fill('#f3f4f5');
      let x = left + 4;
      for (const { heading: text, width: wide } of columns) {
        put(text, x, y + 4, label, wide - 8);
        x += wide;
      }
      y += 22;
    };
    room(60);
    head();
    for (const row of rows) {
      const height = Math.max(...row.map((value, at) => cellHeight(value, (columns[at]?.width ?? 0) - 8, cell))) + 8;
      if (y + height > floor()) {
        newPage();
        head();
      }
      let x = left + 4;
      row.forEach((value, at) => {
        const wide = (columns[at]?.width ?? 0) - 8;
        if (typeof value === 'string') put(value, x, y + 4, at === 0 ? cellStrong : cell, wide);
        else if (value === null) put('–', x, y + 4, cell, wide);
        else if (isMark(value)) markAt(value, x, y + 4, wide);
        else barAt(value, x, y + 4, wide);
        x += wide + 8;
      });
      y += height;
      line(y);
    }
  };
  const facts = (pairs: { label: string; value: string }[]) =>
    table(
      [
        { heading: '', width: 150 },
        { heading: '', width: width() - 150 },
      ],
      pairs.map((pair) => [pair.label, pair.value]),
    );

  const concern = (given: PackConcern) => {
    const ask = `${given.questionNumber}  ${given.question}`;
    room(heightOf(ask, strong, width() - 9) + 60);
    paragraph(ask, strong, 9);
    y += 5;
    let x = left + 9;
    const chips = [
      [packWords.self, given.self],
      [packWords.previous, given.previous],
      [packWords.moderated, given.moderated],
    ] as const;
    for (const [name, mark] of chips) {
      if (mark === null) continue;
      doc.rect(x, y, 100, 27).fill(tones[mark.tone].ground);
      put(name, x + 6, y + 3, running, 90);
      markAt(mark, x + 6, y + 13, 90);
      x += 104;
    }
    put(
      given.evidenceNumbers.length === 0 ? 'No evidence attached' : `Evidence ${given.evidenceNumbers.join(', ')}`,
      x,
      y + 8,
      small,
      90,
    );
    y += 34;
    if (given.moderatedReason !== null) {
      paragraph(packWords.reason, label, 9);
      prose(given.moderatedReason, body, 9);
    }
    paragraph(packWords.words, label, 9);
    prose(given.narrative ?? packWords.noWords, body, 9);
    y += 8;
  };

  return {
    cover() {
      section = '';
      newPage();
      put(model.partnership, left, y, strong, width());
      y += 140;
      put(model.session.name, left, y, { face: 'bold', size: 30, ratio: 1.15 }, width());
      y += 60;
      facts([
        { label: 'Place', value: model.session.place },
        { label: 'Chair', value: model.session.chair },
        { label: 'Cycle', value: model.cycleTitle },
        { label: 'Standards', value: model.editionTitle },
        { label: 'Reference', value: `${model.reference}, version ${model.version}` },
        { label: 'Compiled', value: model.madeOnText },
        { label: 'Snapshot, SHA-256', value: model.snapshotHash },
      ]);
      y += 18;
      paragraph(model.handling, strong);
      paragraph(`Accessible version: ${model.accessibleAddress}`, body);
    },
    contents() {
      section = packWords.contents;
      newPage();
      doc.outline.addItem(packWords.contents);
      title('contents', packWords.contents, 1);
      for (const agency of model.agencies) {
        room(22);
        put(agency.name, left, y, strong, 160);
        ['', '-grid', '-concerns', '-questions', '-evidence', '-actions', '-notes'].forEach((part, at) => {
          slots.push({
            page: doc.bufferedPageRange().count - 1,
            x: left + 166 + at * 47,
            y,
            id: `${agency.id}${part}`,
          });
        });
        y += 22;
        line(y - 4);
      }
    },
    guide() {
      section = packWords.agenda;
      newPage();
      doc.outline.addItem(packWords.agenda);
      title('agenda', packWords.agenda, 1);
      table(
        [
          { heading: 'Time', width: 104 },
          { heading: 'Item', width: 169 },
          { heading: 'Presenting', width: 116 },
          { heading: 'Leads the questions', width: 106 },
        ],
        model.agenda.map(({ time, subject, presenter, lead }) => [time, subject, presenter, lead]),
      );
      title('how', packWords.howToRead, 2);
      prose(model.howToRead.introduction);
      table(
        [
          { heading: 'Rating', width: 216 },
          { heading: 'What it means', width: 279 },
        ],
        model.howToRead.scale.map(({ mark, definition }) => [mark, definition]),
      );
      prose(model.howToRead.notes);
    },
    agency(agency: PackAgency) {
      section = agency.name;
      newPage();
      const outline = doc.outline.addItem(agency.name);
      const part = (id: string, text: string, level: 2 | 3 = 2) => {
        title(`${agency.id}-${id}`, text, level);
        outline.addItem(text);
      };
      title(agency.id, agency.name, 1);
      paragraph(`${agency.kind}. ${agency.duty}.`, small);
      paragraph(agency.returnStatus, strong);
      part('profile', packWords.profile);
      facts(agency.profile);
      part('grid', packWords.grid);
      table(
        [
          { heading: 'Standard', width: 123 },
          { heading: packWords.self, width: 68 },
          { heading: packWords.previous, width: 68 },
          { heading: packWords.moderated, width: 68 },
          { heading: packWords.agreed, width: 68 },
          { heading: packWords.counts, width: 100 },
        ],
        agency.grid.map((row) => [
          `${row.standardNumber}  ${row.standardTitle}`,
          row.self,
          row.previous ?? row.change,
          row.moderated,
          row.agreed,
          row.counts,
        ]),
      );
      part('concerns', packWords.concerns);
      let standard = '';
      for (const one of agency.concerns) {
        if (one.standardNumber !== standard) {
          standard = one.standardNumber;
          part(`concerns-${standard}`, `${standard}  ${one.standardTitle}`, 3);
        }
        concern(one);
      }
      part('gaps', packWords.gaps);
      table(
        [
          { heading: 'Problem', width: 62 },
          { heading: 'Question', width: 273 },
          { heading: 'What was found', width: 160 },
        ],
        agency.evidenceGaps.map((gap) => [gap.problem, `${gap.questionNumber}  ${gap.question}`, gap.detail]),
      );
      part('questions', packWords.keyLines);
      agency.keyLines.forEach((ask, at) => {
        room(50);
        paragraph(`${at + 1}  ${ask.question}`, strong);
        if (ask.reason !== null) prose(ask.reason, body, 24);
        paragraph(`${ask.about ?? ''}   |   Asked by ${ask.owner ?? ''}`, small, 24);
        y += 6;
      });
      part('evidence', packWords.evidence);
      table(
        [
          { heading: 'No.', width: 28 },
          { heading: 'Title', width: 213 },
          { heading: 'Dates covered', width: 104 },
          { heading: 'How fresh', width: 74 },
          { heading: 'Supports', width: 76 },
        ],
        agency.evidence.map((entry) => [
          String(entry.number),
          `${entry.title} (${entry.form})`,
          entry.datesCovered,
          entry.freshness,
          entry.supports.join(', '),
        ]),
      );
      part('actions', packWords.actions);
      table(
        [
          { heading: 'Reference', width: 66 },
          { heading: 'Action and latest update', width: 215 },
          { heading: 'Owner', width: 80 },
          { heading: 'Due', width: 68 },
          { heading: 'State', width: 66 },
        ],
        agency.openActions.map((action) => [
          action.reference,
          [action.action, action.progress].filter((text) => text !== null).join('\n'),
          action.owner,
          action.due,
          `${action.overdue ? 'Overdue\n' : ''}${action.status}`,
        ]),
      );
      newPage();
      part('notes', packWords.notes);
      for (let at = 1; at <= 24; at += 1) line(y + at * 26);
    },
    heatmap() {
      section = packWords.heatmap;
      const { agencies, standards, cells, totals, caption } = model.heatmap;
      const blocks = Math.max(1, Math.ceil(agencies.length / 12));
      for (let block = 0; block < blocks; block += 1) {
        const [from, to] = [
          Math.round((block * agencies.length) / blocks),
          Math.round(((block + 1) * agencies.length) / blocks),
        ];
        newPage('landscape');
        if (block === 0) doc.outline.addItem(packWords.heatmap);
        title(`heatmap-${block}`, packWords.heatmap, block === 0 ? 1 : 2);
        paragraph(caption, body);
        const wide = (width() - 288) / (to - from);
        agencies.slice(from, to).forEach(({ shortName }, at) => {
          put(shortName, left + 170 + at * wide, y, label, wide - 2);
        });
        y += 26;
        standards.forEach(({ number, title: text }, row) => {
          put(`${number}  ${text}`, left, y + 3, cellStrong, 166);
          for (let at = from; at < to; at += 1) {
            const mark = cells[row]?.[at] ?? null;
            if (mark !== null) denseAt(mark, left + 170 + (at - from) * wide, y, wide - 2);
          }
          barAt(totals[row] ?? [], left + width() - 114, y + 1, 114);
          y += 17.5;
          line(y - 1);
        });
      }
    },
    async finish() {
      const { count } = doc.bufferedPageRange();
      for (const { page, x, y: at, id } of slots) {
        doc.switchToPage(page);
        put(String(startsOn.get(id) ?? ''), x, at, body, 45, 'right');
        doc.goTo(x, at, 45, 14, id);
      }
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(page);
        const name = pageNames[page] ?? '';
        if (name !== '') {
          put(`${model.partnership}   |   ${model.title}`, left, 34, running, width());
          put(name, left, 34, { ...running, face: 'strong' }, width(), 'right');
          line(50);
        }
        const foot = doc.page.height - 42;
        line(foot - 6);
        put(`${model.reference}   |   Version ${model.version}`, left, foot, running, width());
        put(`Page ${page + 1} of ${count}`, left, foot, running, width(), 'right');
      }
      const ended = new Promise<void>((done) => doc.on('end', () => done()));
      doc.end();
      await ended;
      return { bytes: Uint8Array.from(Buffer.concat(chunks)), pages: count };
    },
  };
}
