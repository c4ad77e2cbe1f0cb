import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import routes from '../../app/routes.ts';
import { drawDocument } from '../../pdf/draw.tsx';
import type { PdfModel } from '../../pdf/models.ts';
import { aPackModel } from '../builders/a-pack-model.ts';
import { squeezed, textOfHtml } from '../setup/drawing.ts';
import { aWrittenResponse, someMinutes } from './after-models.ts';
import { aCertificate } from './certificate-model.ts';
import { aChallengeReport } from './challenge-report-model.ts';
import { expectedTexts } from './expected-words.ts';
import { anOutcomeLetter, aReceipt, aReturnCopy } from './models.ts';
import { aBoardPlan, anActionPlan } from './plan-models.ts';
import { bodyOf, type ReadBookmark, readPdf, wordsOf } from './read-pdf.ts';
import { aRiskReport } from './risk-report-model.ts';
import { aComparison, aQuestionSet } from './standards-models.ts';
import { twinOf, twinsByAddress } from './twins.tsx';

const documents: [string, PdfModel][] = [
  ['a challenge pack', aPackModel({ agencies: 3 })],
  ['a challenge pack of every part', aPackModel({ agencies: 2, everyPart: true })],
  ['the copy of a return', aReturnCopy()],
  ['a receipt', aReceipt()],
  ['an outcome letter', anOutcomeLetter()],
  ['minutes', someMinutes()],
  ['a written response', aWrittenResponse()],
  ['an action plan', anActionPlan()],
  ['the page for the board', aBoardPlan()],
  ['a question set', aQuestionSet()],
  ['two editions compared', aComparison()],
  ['the report of a challenge log', aChallengeReport()],
  ['the report of a risk register', aRiskReport()],
  ['a certificate of disposal', aCertificate()],
];

describe.each(documents)('%s', async (_name, model) => {
  const { bytes, pages } = await drawDocument(model);
  const file = await readPdf(bytes);

  it('holds every word of its model, as often as the model says it', () => {
    const printed = wordsOf([bodyOf(file), file.pages[0]?.footer, file.pages.at(-1)?.header].join('\n'));
    const expected = wordsOf(expectedTexts(model).join('\n'));
    const missing = [...expected].filter(([word, count]) => (printed.get(word) ?? 0) < count);
    expect(missing).toEqual([]);
    expect(expected.size).toBeGreaterThan(40);
  });

  it('says with its twin the same words: those of the model, and those of its headings', () => {
    const twin = twinOf(model);
    if (twin === null) return;
    const page = spaced(renderToStaticMarkup(<MemoryRouter>{twin}</MemoryRouter>));
    const about = { ...model, ...saidByThePage };
    expect(
      expectedTexts(about, { shortened: false }).filter(
        (text) => !onlyPrinted.has(text) && !squeezed(page).includes(squeezed(text)),
      ),
    ).toEqual([]);
    const headings = titlesOf(file.bookmarks).filter((title) => title !== model.title && !onlyPrinted.has(title));
    expect(headings.filter((title) => !squeezed(page).includes(squeezed(title)))).toEqual([]);
  });

  it('says "Page n of m" once on every page', () => {
    expect(file.pages.map(({ footer }) => footer.match(/Page \d+ of \d+/g))).toEqual(
      file.pages.map((_page, index) => [`Page ${index + 1} of ${file.pages.length}`]),
    );
    expect(pages).toBe(file.pages.length);
  });

  it('embeds every font', () => {
    expect(file.fonts.length).toBeGreaterThan(1);
    expect(file.fonts.filter(({ embedded }) => !embedded)).toEqual([]);
    for (const { name } of file.fonts) expect(name).toMatch(/^[A-Z]{6}\+Inter-/);
  });

  it('names its title, author and language', () => {
    expect(file.info).toMatchObject({ Title: model.title, Author: model.partnership, Language: 'en-GB' });
  });

  it('says on its first page where the accessible version is, with a link', () => {
    expect(file.pages[0]?.body).toContain(model.accessibleAddress);
    expect(file.pages[0]?.links.map(({ to }) => to)).toContain(model.accessibleAddress);
  });

  it('has no link inside the document that leads nowhere', () => {
    const inside = file.pages.flatMap(({ links }) => links).filter(({ to }) => !to.startsWith('https://'));
    expect(inside.filter(({ page }) => page === null)).toEqual([]);
  });

  it('has bookmarks', () => {
    expect(file.bookmarks.length).toBeGreaterThan(0);
  });

  it('is the same file, byte for byte, when drawn again', async () => {
    const again = await drawDocument(structuredClone(model));
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
  });
});

/** A page stands at its address, is made as it is read, and has the name of the portal in its header. */
const saidByThePage = { accessibleAddress: '', madeOnText: '' };

/** Names of sheets of paper, each with the headings on it as bookmarks of their own; and the portal, in every header. */
const onlyPrinted = new Set([
  'Agenda and how to read this pack',
  'Contents and signatures',
  'Sign-off and sources',
  'What changed',
  'Receipt',
  'Letter',
  'Line of Sight',
]);

const titlesOf = (bookmarks: readonly ReadBookmark[]): string[] =>
  bookmarks.flatMap(({ title, children }) => [title, ...titlesOf(children)]);

/** The text of a page, with room between its blocks. */
const spaced = (html: string) => textOfHtml(html.replace(/<(?=[^>])/g, ' <'));

describe('an address that gives a PDF', () => {
  const modules = new Map(routes.map(({ path = '', file }) => [path, file]));

  it('has a twin that is listed', () => {
    expect([...modules.keys()].filter((path) => path.endsWith('.pdf')).toSorted()).toEqual(
      Object.keys(twinsByAddress).toSorted(),
    );
  });

  it.each(Object.entries(twinsByAddress))('%s is drawn on its page by the same twin', (_address, { page, drawnBy }) => {
    const source = readFileSync(join(import.meta.dirname, '../../app', modules.get(page) ?? ''), 'utf8');
    expect(source.replace(/\s+/g, ' ')).toContain(`<${drawnBy} model=`);
  });
});

describe('sections of a few lines, wherever the end of the page falls among them', () => {
  const short = (lines: number): PdfModel => ({
    ...anOutcomeLetter(),
    opening: Array.from({ length: lines }, (_, line) => `Line${line}.`).join('\n\n'),
    ratings: anOutcomeLetter().ratings.slice(0, 1),
    strengths: ['Good.'],
    challenges: [],
    actions: [],
  });

  it.each(Array.from({ length: 26 }, (_, place) => place + 5))(
    'loses no word and parts no heading from its section (%i lines)',
    async (lines) => {
      const model = short(lines);
      const { pages } = await readPdf((await drawDocument(model)).bytes);
      const printed = wordsOf(pages.map(({ body }) => body).join('\n'));
      const expected = wordsOf(expectedTexts(model).join('\n'));
      expect([...expected].filter(([word, count]) => (printed.get(word) ?? 0) < count)).toEqual([]);
      const last = pages.map(({ body }) => body.trim().split('\n').at(-1)?.trim() ?? '');
      const headings = ['Agreed ratings', 'What is working well', 'Actions'];
      expect(last.filter((line) => headings.includes(line))).toEqual([]);
    },
  );
});
