import { describe, expect, it } from 'vitest';
import { drawDocument } from '../../pdf/draw.tsx';
import type { PdfModel } from '../../pdf/models.ts';
import { aPackModel } from '../builders/a-pack-model.ts';
import { aWrittenResponse, someMinutes } from './after-models.ts';
import { aCertificate } from './certificate-model.ts';
import { aChallengeReport } from './challenge-report-model.ts';
import { expectedTexts } from './expected-words.ts';
import { anOutcomeLetter, aReceipt, aReturnCopy } from './models.ts';
import { aBoardPlan, anActionPlan } from './plan-models.ts';
import { wordsOf } from './read-pdf.ts';
import { everyElement, readStructure, wordsIn } from './read-structure.ts';
import { aRiskReport } from './risk-report-model.ts';
import { aComparison, aQuestionSet } from './standards-models.ts';

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

const cellRoles = ['TH', 'TD'];

describe.each(documents)('the structure of %s', async (_name, model) => {
  const structure = await readStructure((await drawDocument(model)).bytes);
  const elements = structure.pages.flatMap(everyElement);
  const withRole = (...roles: string[]) => elements.filter(({ role }) => roles.includes(role));

  it('is announced by the file, and nothing is drawn outside it', () => {
    expect(structure.marked).toBe(true);
    expect(structure.lost).toEqual([]);
  });

  it('holds every word of the model, as often as the model says it', () => {
    // Title, author and subject are properties of the file, which are read out too.
    const properties = [model.title, model.partnership, model.reference];
    const read = wordsOf(structure.pages.map(wordsIn).concat(structure.actualTexts, properties).join('\n'));
    const expected = wordsOf(expectedTexts(model).join('\n'));
    expect([...expected].filter(([word, count]) => (read.get(word) ?? 0) < count)).toEqual([]);
  });

  it('passes over nothing that is not said elsewhere', () => {
    const said = wordsOf([...structure.pages.map(wordsIn), ...structure.actualTexts].join('\n'));
    const silent = structure.artifacts
      .flatMap((text) => [...wordsOf(text).keys()])
      .filter((word) => word.length > 2 && !said.has(word));
    expect(silent).toEqual([]);
  });

  it('has headings whose levels never jump', () => {
    const levels = elements.flatMap(({ role }) => (/^H\d$/.test(role) ? [Number(role.slice(1))] : []));
    expect(levels.length).toBeGreaterThan(0);
    const jumps = levels.filter((level, at) => level > (levels[at - 1] ?? level) + 1);
    expect(jumps).toEqual([]);
  });

  it('has tables of rows of cells, and heading cells that say what they head', () => {
    for (const table of withRole('Table')) {
      expect(table.children.every(({ role }) => role === 'TR')).toBe(true);
      const widths = new Set(table.children.map(({ children }) => children.length));
      // What stands under a row's cells is one cell over all columns.
      expect([...widths].filter((width) => width > 1).length).toBeLessThanOrEqual(1);
      const cells = table.children.flatMap(({ children }) => children);
      expect(cells.filter(({ role }) => !cellRoles.includes(role))).toEqual([]);
    }
    expect(withRole('TH').filter(({ scope }) => scope === null)).toEqual([]);
  });

  it('has no empty link', () => {
    expect(withRole('Link').filter((link) => wordsIn(link).trim() === '')).toEqual([]);
    expect(withRole('Link').length).toBeGreaterThan(0);
  });
});

describe('a table that runs over pages', async () => {
  const structure = await readStructure((await drawDocument(aPackModel({ agencies: 2, evidence: 60 }))).bytes);

  it('is one table whose head is announced once', () => {
    const heads = structure.pages
      .flatMap(everyElement)
      .filter(({ role, words }) => role === 'TH' && words.trim() === 'How fresh');
    const drawn = structure.artifacts.filter((text) => text === 'How fresh');
    expect(heads).toHaveLength(2);
    expect(drawn.length).toBeGreaterThan(0);
  });
});

describe('figures that stand for words', async () => {
  const model = aPackModel({ agencies: 3 });
  const structure = await readStructure((await drawDocument(model)).bytes);

  it('say the words: each rating of the grid of all agencies, and what each row comes to', () => {
    const rated = model.heatmap.cells.flat().map((mark) => mark?.word ?? 'No rating');
    const counts = model.heatmap.totals.map((row) =>
      row
        .filter(({ count }) => count > 0)
        .map(({ mark, count }) => `${count} ${mark.word}`)
        .join(', '),
    );
    const said = [...structure.actualTexts];
    for (const words of [...rated, ...counts]) {
      const place = said.indexOf(words);
      expect([words, place >= 0]).toEqual([words, true]);
      said.splice(place, 1);
    }
  });
});
