import { describe, expect, it } from 'vitest';
import { emptyPart, localQuestions, slugOf } from '../../../app/features/cycles/local/local-part.ts';
import { questionColumns, questionRows, readQuestionRows } from '../../../app/features/cycles/local/question-rows.ts';
import { writeQuestionWorkbook } from '../../../app/features/cycles/local/question-workbook.server.ts';
import { largestWorkbook, readWorkbook, writeWorkbook } from '../../../app/platform/workbook.server.ts';
import { aLocalPart, aLocalQuestion } from '../../builders/a-local-part.ts';
import { anEdition, aProfileQuestion, aStandard, levelsScale, ragScale } from '../../builders/an-edition.ts';

const base = anEdition({ profile: [aProfileQuestion('has-pool')] });
const owner = { name: 'Brook Safeguarding Children Partnership', day: '2026-11-28' };
const header = questionColumns.map(({ code }) => code);

/** A row of the sheet, by column. */
const row = (cells: Partial<Record<(typeof header)[number], string>>) => header.map((column) => cells[column] ?? '');
const check = (rows: string[][], part = emptyPart) => readQuestionRows([[...header], ...rows], { base, part, owner });

const every = {
  ...aLocalPart(),
  standards: [
    aStandard('local-all', [
      aLocalQuestion('local-rating', { appliesTo: { kind: ['police', 'probation'] } }),
      aLocalQuestion('local-yes', { answer: { type: 'yes-no', detail: 'never' }, required: false }),
      aLocalQuestion('local-one', {
        answer: {
          type: 'single-choice',
          choices: [
            { code: 'weekly', text: 'Weekly' },
            { code: 'less-often', text: 'Less often' },
          ],
        },
      }),
      aLocalQuestion('local-number', {
        answer: { type: 'number', unit: 'hours', whole: true, min: 0, max: 9_999_999 },
      }),
      aLocalQuestion('local-table', {
        answer: {
          type: 'table',
          columns: [
            { code: 'session', heading: 'Session', type: 'text', required: true },
            { code: 'children', heading: 'Children', type: 'number', required: false },
          ],
          maxRows: 20,
          rowName: 'row',
        },
      }),
      aLocalQuestion('local-flagged', { appliesTo: { all: [{ kind: ['sport'] }, { flag: 'has-pool' }] } }),
    ]),
  ],
};

describe('local questions in a workbook', () => {
  it.each(['xlsx', 'ods'] as const)('come back from %s as they went out', async (format) => {
    const bytes = await writeQuestionWorkbook({ base, part: every }, format);
    const read = await readWorkbook(bytes);
    if ('problem' in read) throw new Error(read.problem);
    const sheet = read.sheets.find(({ name }) => name === 'Questions');
    const dryRun = readQuestionRows(sheet?.rows ?? [], { base, part: every, owner });
    expect(dryRun.problems).toEqual([]);
    expect(dryRun.rows.map(({ outcome, reasons }) => [outcome, ...reasons])).toEqual(
      localQuestions(every).map(() => ['unchanged']),
    );
    expect(dryRun.part?.standards).toEqual(every.standards);
    const codes = read.sheets.find(({ name }) => name === 'Codes')?.rows.flat() ?? [];
    for (const code of ['has-pool', 'police', 'rag', 'local-water', 'multiple-choice']) expect(codes).toContain(code);
  });

  it('name each refused row by its number with all its reasons, and then nothing may be imported', () => {
    const { rows, part } = check([
      row({ heading: 'Water', question: 'Every pool has a lifeguard.', answer: 'rating' }),
      row({ heading: '', question: '', answer: 'guess' }),
      row({ heading: 'Water', question: 'How often?', answer: 'single-choice', choices: 'Weekly' }),
      row({ heading: 'Water', question: 'Where?', answer: 'text', fact: 'no-such-fact', priorities: 'none' }),
      row({ code: 'local-unknown', heading: 'Water', question: 'Who?', answer: 'text' }),
    ]);
    expect(part).toBeUndefined();
    expect(rows.map(({ row: number, outcome }) => [number, outcome])).toEqual([
      [2, 'new'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'refused'],
      [6, 'refused'],
    ]);
    expect(rows[1]?.reasons).toEqual(
      expect.arrayContaining(['Enter the question', 'Choose how the question is answered']),
    );
    expect(rows[2]?.reasons).toEqual(['Enter at least two choices, each on a line of its own']);
    expect(rows[3]?.reasons).toHaveLength(2);
    expect(rows[4]?.reasons[0]).toContain('local-unknown');
  });

  it('say which questions would go because the workbook leaves them out', () => {
    const part = aLocalPart();
    const dryRun = check([row({ heading: 'Water', question: 'A new one.', answer: 'text' })], part);
    expect(dryRun.removed).toEqual([{ code: 'local-pools', text: 'What about local-pools?' }]);
    expect(dryRun.part && localQuestions(dryRun.part).map(({ question }) => question.code)).toEqual([
      'local-a-new-one',
    ]);
  });

  it('ask for the columns by name when the first row is another', () => {
    const { problems } = readQuestionRows([['Name', 'Kind']], { base, part: emptyPart, owner });
    expect(problems[0]).toContain('heading, question, answer');
  });

  it('pass the same lint as an edition: a kind of another sector is refused for the file', () => {
    const { problems, part } = check([
      row({ heading: 'Water', question: 'Schools?', answer: 'text', kinds: 'academy' }),
    ]);
    expect(part).toBeUndefined();
    expect(problems[0]).toContain('academy');
  });

  it('name what an older edition had and this one has not: a workbook of another cycle changes nothing', async () => {
    const older = anEdition({
      edition: '2025.1',
      scales: [ragScale, levelsScale],
      profile: [aProfileQuestion('has-pool'), aProfileQuestion('has-boats')],
    });
    const part = {
      ...aLocalPart(),
      standards: [
        aStandard('local-water', [
          aLocalQuestion('local-pools', { answer: { type: 'rating', scale: 'levels' } }),
          aLocalQuestion('local-boats', { appliesTo: { flag: 'has-boats' } }),
        ]),
      ],
    };
    const read = await readWorkbook(await writeQuestionWorkbook({ base: older, part }, 'xlsx'));
    const sheet = 'sheets' in read ? (read.sheets[0]?.rows ?? []) : [];
    const dryRun = readQuestionRows(sheet, { base, part: aLocalPart(), owner });
    expect(dryRun.part).toBeUndefined();
    expect(dryRun.rows.map(({ row: number, reasons }) => [number, ...reasons])).toEqual([
      [2, 'There is no scale with the code “levels”'],
      [
        3,
        'There is no question with the code “local-boats”: leave it empty for a new one',
        'There is no fact with the code “has-boats”',
      ],
    ]);
  });

  it('take their codes from their words, each only once', () => {
    const { rows } = check([
      row({ heading: 'Water', question: 'Été at the pool?', answer: 'text' }),
      row({ heading: 'Water', question: 'Ete at the pool!', answer: 'text' }),
    ]);
    expect(rows.map(({ code }) => code)).toEqual(['local-ete-at-the-pool', 'local-ete-at-the-pool-2']);
    expect(slugOf('a'.repeat(80), 48)).toHaveLength(48);
  });

  it('write a text that looks like a formula as a text', async () => {
    const question = aLocalQuestion('local-pools', { text: '=HYPERLINK("http://example.org")' });
    const part = { ...aLocalPart(), standards: [aStandard('local-water', [question])] };
    const read = await readWorkbook(await writeQuestionWorkbook({ base, part }, 'xlsx'));
    expect('sheets' in read && read.sheets[0]?.rows[1]?.[2]).toBe('=HYPERLINK("http://example.org")');
    expect(questionRows(part)[1]?.[2]).toBe('=HYPERLINK("http://example.org")');
  });
});

describe('a workbook that is none', () => {
  it.each([
    ['a text', new TextEncoder().encode('code,heading')],
    ['a zip of something else', new Uint8Array([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)])],
    ['half a workbook', undefined],
    ['one far too large', new Uint8Array(largestWorkbook + 1)],
  ])('is refused in words: %s', async (_, given) => {
    const whole = await writeWorkbook([{ name: 'Questions', rows: [['code']] }], 'xlsx');
    const read = await readWorkbook(given ?? whole.slice(0, whole.length / 2));
    expect(read).toMatchObject({ problem: expect.stringMatching(/workbook/) });
  });
});
