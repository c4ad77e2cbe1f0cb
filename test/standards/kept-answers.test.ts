import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { answerTypeSchema, Fate, Succession, successionSchema } from '../../standards/contract.ts';
import { lintSuccession } from '../../standards/lint.ts';
import { anEdition, aQuestion, aStandard, aSuccession, ragScale } from '../builders/an-edition.ts';

type Answer = z.input<typeof answerTypeSchema>;
type Carry = Fate['carry'];

const asking = (edition: string, code: string, answer: Answer) =>
  anEdition({ edition, standards: [aStandard('a1', [aQuestion(code, { answer })])] });
/** What lint says where the answer to `x` is carried from one sort of answer to another. */
const carried = (old: Answer, young: Answer, carry: Carry, parts: Partial<z.input<typeof successionSchema>> = {}) =>
  lintSuccession(
    asking('2026.1', 'x', old),
    asking('2027.1', 'x', young),
    aSuccession({ fates: [{ from: ['x'], to: ['x'], fate: 'reworded', carry }], ...parts }),
  ).map(({ code, reason }) => `${code}: ${reason}`);

const choices = (...codes: string[]): Answer => ({
  type: 'single-choice',
  choices: codes.map((code) => ({ code, text: `The ${code} one` })),
});
const map = (entries: Record<string, string | null>): Pick<Succession, 'choices'> => ({
  choices: [{ from: 'x', to: 'x', choices: entries }],
});

describe('a choice that is carried', () => {
  const old = choices('weekly', 'monthly', 'rarely');
  const young = choices('weekly', 'monthly', 'yearly');

  it('needs a map where the choices differ by code, and not where only words or their order do', () => {
    const missing =
      'x: The choices differ (gone: rarely; new: yearly), and no map under "choices" says what became of each old one';
    expect(carried(old, young, 'keep')).toEqual([missing]);
    expect(carried(old, young, 'keep-and-confirm')).toEqual([missing]);
    expect(carried(old, young, 'ask-again')).toEqual([]);
    expect(carried(old, choices('rarely', 'monthly', 'weekly'), 'keep')).toEqual([]);
    expect(carried(old, choices('weekly', 'monthly', 'rarely', 'never'), 'keep')).toEqual([
      expect.stringContaining('(new: never)'),
    ]);
  });

  it('has every old choice in its map, and names no choice that does not exist', () => {
    expect(carried(old, young, 'keep', map({ weekly: 'weekly', monthly: 'monthly', rarely: null }))).toEqual([]);
    expect(carried(old, young, 'keep', map({ weekly: 'weekly', monthly: 'daily', never: 'weekly' }))).toEqual([
      'x: The map leaves out the old choice "rarely"',
      'x: The question "x" had no choice "never"',
      'x: The question "x" has no choice "daily"',
    ]);
  });

  it('has one map, about choice questions that a fate joins', () => {
    const whole = { weekly: 'weekly', monthly: 'monthly', rarely: null };
    const twice = { choices: [...map(whole).choices, ...map(whole).choices] };
    expect(carried(old, young, 'keep', twice)).toEqual(['x: Two maps of choices lead from "x" to "x"']);
    expect(carried({ type: 'text' }, young, 'ask-again', map(whole))).toEqual([
      'x: The map is about the choices of "x", but there is no such choice question',
    ]);
    const elsewhere = { choices: [{ from: 'x', to: 'y', choices: whole }] };
    expect(carried(old, young, 'ask-again', elsewhere)).toEqual([
      'y: The map is about the choices of "y", but there is no such choice question',
      'y: No fate leads from "x" to "y", so no choice is carried',
    ]);
  });
});

describe('rows that are carried', () => {
  type Column = Extract<Answer, { type: 'table' }>['columns'][number];
  const name: Column = { code: 'name', heading: 'Name', type: 'text' };
  const when: Column = { code: 'when', heading: 'When', type: 'date' };
  const result = (...codes: string[]): Column => ({
    code: 'result',
    heading: 'Result',
    type: 'choice',
    choices: codes.map((code) => ({ code, text: `Was ${code}` })),
  });
  const table = (...columns: Column[]): Answer => ({ type: 'table', columns });
  const old = table(name, when, result('good', 'bad'));

  it('fit a table with the same columns, more choices or new columns that may stay empty', () => {
    const note: Column = { code: 'note', heading: 'Note', type: 'text' };
    expect(
      carried(old, table(note, when, { ...name, heading: 'Whose' }, result('bad', 'good', 'mixed')), 'keep'),
    ).toEqual([]);
  });

  it.each<[string, Answer, string]>([
    ['went', table(name, when), 'the column "result" is gone'],
    [
      'is answered otherwise',
      table(name, { ...when, type: 'text' }, result('good', 'bad')),
      'the column "when" is now text, not date',
    ],
    ['lost a choice', table(name, when, result('good', 'fair')), 'the column "result" has no choice bad any more'],
    [
      'is new and required',
      table(name, when, result('good', 'bad'), { code: 'who', heading: 'Who', type: 'text', required: true }),
      'the new column "who" is required',
    ],
  ])('are not kept where a column %s', (_, young, reason) => {
    const expected = `x: The rows cannot be kept: ${reason}. Prefill the text or ask again`;
    expect(carried(old, young, 'keep')).toEqual([expected]);
    expect(carried(old, young, 'keep-and-confirm')).toEqual([expected]);
    expect(carried(old, young, 'prefill-text')).toEqual([]);
  });

  it('are looked at where fewer fit, or a column must be filled in now', () => {
    const young: Answer = {
      type: 'table',
      columns: [{ ...name, required: true }, when, result('good', 'bad')],
      maxRows: 5,
    };
    expect(carried(old, young, 'keep')).toEqual([
      'x: The table may now have 5 rows, not 20, so the answer cannot be kept as it is: have it confirmed',
      'x: The column "name" is required now, so the answer cannot be kept as it is: have it confirmed',
    ]);
    expect(carried(old, young, 'keep-and-confirm')).toEqual([]);
  });
});

describe('an answer whose limits became narrower', () => {
  it.each<[string, Answer, Answer, string]>([
    ['a higher least number', { type: 'number' }, { type: 'number', min: 1 }, 'The smallest number is now 1, not 0'],
    [
      'a lower greatest one',
      { type: 'number', max: 50 },
      { type: 'number', max: 10 },
      'The largest number is now 10, not 50',
    ],
    ['whole numbers', { type: 'number', whole: false }, { type: 'number' }, 'The number must be whole now'],
    [
      'another unit',
      { type: 'number', unit: 'hours' },
      { type: 'number', unit: 'days' },
      'The number is now in days, not hours',
    ],
    [
      'a shorter text',
      { type: 'text' },
      { type: 'text', maxLength: 500 },
      'The text may now have 500 characters, not 4000',
    ],
    ['past dates', { type: 'date' }, { type: 'date', past: true }, 'The date must be in the past now'],
  ])('to %s is confirmed, not kept', (_, old, young, reason) => {
    expect(carried(old, young, 'keep')).toEqual([
      `x: ${reason}, so the answer cannot be kept as it is: have it confirmed`,
    ]);
    expect(carried(old, young, 'keep-and-confirm')).toEqual([]);
  });

  it('is kept as it is where they became wider', () => {
    expect(carried({ type: 'number', min: 1, max: 10 }, { type: 'number', whole: false }, 'keep')).toEqual([]);
    expect(carried({ type: 'text', maxLength: 500 }, { type: 'text' }, 'keep')).toEqual([]);
  });
});

describe('a rating that is carried', () => {
  const rated: Answer = { type: 'rating', scale: 'rag' };
  const split = (carry: Carry, young: Answer = rated, old: Answer = rated) => {
    const to = anEdition({
      edition: '2027.1',
      standards: [aStandard('a1', [aQuestion('y', { answer: young }), aQuestion('z', { answer: young })])],
    });
    const fates = [{ from: ['x'], to: ['y', 'z'], fate: 'split' as const, carry }];
    return lintSuccession(asking('2026.1', 'x', old), to, aSuccession({ fates })).map(({ reason }) => reason);
  };

  it('is confirmed for each part where its question was split', () => {
    expect(split('keep')).toEqual([
      'The rating of a question that was split cannot be kept as it is: have each part confirmed',
    ]);
    expect(split('keep-and-confirm')).toEqual([]);
    expect(split('keep', { type: 'text' }, { type: 'text' })).toEqual([]);
    expect(split('keep-and-confirm', { type: 'text' })).toEqual([
      'A rating answer cannot be kept where the answer is now text',
      'A rating answer cannot be kept where the answer is now text',
    ]);
  });

  it('is confirmed where a point of the scale means something else than before, unless a map says that it does not', () => {
    const redefined = {
      ...ragScale,
      points: ragScale.points.map((point) =>
        point.code === 'green' ? { ...point, definition: 'All of this is in place and tested.' } : point,
      ),
    };
    const found = (carry: Carry, scales: Succession['scales'] = []) =>
      lintSuccession(
        asking('2026.1', 'x', rated),
        anEdition({ edition: '2027.1', scales: [redefined], standards: [aStandard('a1', [aQuestion('x')])] }),
        aSuccession({ fates: [{ from: ['x'], to: ['x'], fate: 'unchanged', carry }], scales }),
      );
    expect(found('keep')).toEqual([
      {
        code: 'x',
        reason:
          'On the scale "rag" these points mean something else than before: green. So the rating cannot be kept as it is: have it confirmed, or map the points under "scales"',
        path: ['fates', 0, 'carry'],
      },
    ]);
    expect(found('keep-and-confirm')).toEqual([]);
    expect(found('keep', [{ from: 'rag', to: 'rag', points: { red: 'red', amber: 'amber', green: 'green' } }])).toEqual(
      [],
    );
  });

  it('is never kept without a word under a new wording that is said to be only moved or renumbered', () => {
    const reworded = anEdition({
      edition: '2027.1',
      standards: [aStandard('a1', [aQuestion('x', { text: 'Is x so for all staff?' })])],
    });
    for (const fate of ['unchanged', 'renumbered', 'moved'] as const) {
      const succession = aSuccession({ fates: [{ from: ['x'], to: ['x'], fate, carry: 'keep' }] });
      expect(lintSuccession(asking('2026.1', 'x', rated), reworded, succession).map(({ reason }) => reason)).toEqual([
        `The question is said to be ${fate}, but its wording or its answer differs`,
      ]);
    }
  });
});

describe('a code of both editions', () => {
  it('leads to itself, or it would mean two things', () => {
    const from = anEdition({ standards: [aStandard('a1', [aQuestion('x'), aQuestion('y')])] });
    const to = { ...from, edition: '2027.1' };
    const fates = [
      { from: ['x'], to: ['y'], fate: 'reworded' as const, carry: 'ask-again' as const },
      { from: ['y'], to: [], fate: 'withdrawn' as const, carry: 'retire' as const },
      { from: [], to: ['x'], fate: 'added' as const, carry: 'ask-again' as const },
    ];
    const reason =
      'Both editions have this code, but the old question does not lead to the new one: a code is never used again for another meaning';
    expect(lintSuccession(from, to, aSuccession({ fates }))).toEqual([
      { code: 'x', reason, path: ['fates', 0, 'from', 0] },
      { code: 'y', reason, path: ['fates', 1, 'from', 0] },
    ]);
  });
});

describe('a minor revision', () => {
  const question = aQuestion('x');
  const from = anEdition({ standards: [aStandard('a1', [question])] });
  const minor = (parts: Parameters<typeof anEdition>[0] = {}) =>
    anEdition({ edition: '2027.1', minorRevision: true, standards: [aStandard('a1', [question])], ...parts });
  const found = (to: ReturnType<typeof minor>, fate: Partial<Fate> = {}) =>
    lintSuccession(
      from,
      to,
      aSuccession({ fates: [{ from: ['x'], to: ['x'], fate: 'unchanged', carry: 'keep', ...fate }] }),
    ).map(({ code, reason }) => `${code}: ${reason}`);
  const asked = (parts: Parameters<typeof aQuestion>[1]) =>
    minor({ standards: [aStandard('a1', [aQuestion('x', parts)])] });

  it('corrects sources and guidance, and asks nobody anything', () => {
    const sources = [{ document: 'guidance', reference: 'paragraph 2', checked: true }];
    expect(found(asked({ sources, guidance: 'Look here.', evidence: ['Minutes'] }))).toEqual([]);
    expect(found(minor({ standards: [aStandard('a2', [question])] }), { fate: 'moved' })).toEqual([]);
  });

  it('keeps every answer as it is', () => {
    expect(found(minor(), { carry: 'keep-and-confirm' })).toEqual([
      'x: 2027.1 is a minor revision, so each question must be unchanged, renumbered or moved with "keep", not "unchanged" with "keep-and-confirm"',
    ]);
    expect(found(asked({ text: 'What else?' }), { fate: 'reworded' })).toEqual([
      expect.stringContaining('not "reworded" with "keep"'),
    ]);
  });

  it('changes neither how a question is asked nor who is asked', () => {
    expect(found(asked({ hint: 'Count everybody.', required: false, appliesTo: { kind: ['police'] } }))).toEqual([
      'x: 2027.1 is a minor revision, which changes sources and guidance alone, but this question has another hint, "required", condition',
    ]);
    expect(found(minor({ kinds: ['police'], aggregation: { rule: 'banded-mean' } }))).toEqual([
      'test-set/2027.1: 2027.1 is a minor revision, but it has other kinds of organisation than 2026.1',
      'test-set/2027.1: 2027.1 is a minor revision, but it has another way of rating a standard than 2026.1',
    ]);
  });
});
