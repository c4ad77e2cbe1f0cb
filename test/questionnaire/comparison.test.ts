import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareQuestions } from '../../app/features/questionnaire/compared-questions.ts';
import { comparisonModel } from '../../app/features/questionnaire/comparison-model.ts';
import {
  composedFates,
  fatesWithin,
  guessedFates,
  writtenFates,
} from '../../app/features/questionnaire/fates-between.ts';
import type { Edition } from '../../standards/contract.ts';
import { aChainOfEditions } from '../builders/a-chain-of-editions.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard, aSuccession, ragScale } from '../builders/an-edition.ts';

const was = anEdition({
  profile: [aProfileQuestion('boarding')],
  standards: [
    aStandard('a1', [
      aQuestion('lead', { text: 'Who leads on safeguarding?', answer: { type: 'text' } }),
      aQuestion('training', { text: 'Staff are trained every three years.' }),
      aQuestion('plans', { text: 'Is safeguarding in your plans and budgets?' }),
      aQuestion('old', { text: 'Have you answered the board?' }),
    ]),
  ],
});
const is = anEdition({
  edition: '2027.1',
  documents: [...was.documents, { code: 'law', title: 'The Act', publisher: 'Parliament', published: '2027-01' }],
  scales: [
    { ...ragScale, points: ragScale.points.map((point) => ({ ...point, definition: `${point.word}, all of it` })) },
  ],
  profile: [aProfileQuestion('boarding', { text: 'Do children stay overnight?' })],
  standards: [
    aStandard('a1', [
      aQuestion('lead', { text: 'Who leads on safeguarding?', answer: { type: 'text' }, hint: 'A name and a role.' }),
      aQuestion('training', { text: 'Staff and volunteers are trained every year.' }),
    ]),
    aStandard('a2', [
      aQuestion('plans', { text: 'Is safeguarding in your plans?' }),
      aQuestion('budgets', { text: 'Is safeguarding in your budgets?', appliesTo: { flag: 'boarding' } }),
      aQuestion('online'),
    ]),
  ],
});
const succession = aSuccession({
  summary: 'The guidance was rewritten.',
  fates: [
    { from: ['lead'], to: ['lead'], fate: 'unchanged', carry: 'keep' },
    {
      from: ['training'],
      to: ['training'],
      fate: 'reworded',
      stricter: true,
      carry: 'keep-and-confirm',
      note: 'Volunteers too.',
    },
    { from: ['plans'], to: ['plans', 'budgets'], fate: 'split', carry: 'keep-and-confirm' },
    { to: ['online'], fate: 'added', carry: 'ask-again' },
    { from: ['old'], fate: 'withdrawn', carry: 'retire' },
  ],
});

const modelWith = (filter: Parameters<typeof comparisonModel>[0]['filter'], to: Edition = is) =>
  comparisonModel({
    from: was,
    to,
    fates: writtenFates(succession, was, to),
    filter,
    madeOn: '2026-11-02T09:00:00.000Z',
    publicOrigin: 'https://assurance.example.org',
  });

const questionsIn = (model: ReturnType<typeof modelWith>) => model.groups.flatMap(({ questions }) => questions);

describe('two editions compared', () => {
  it('give every question its fate, what happens to the last answer, and the note of the people who decided', () => {
    expect(questionsIn(modelWith('all')).map(({ id, fate, carry, note }) => [id, fate, carry, note])).toEqual([
      [
        'lead',
        'Same wording; its help, sources, answers or who is asked differ',
        expect.stringContaining('as it was'),
        null,
      ],
      [
        'training',
        'Reworded, and asks for more than before',
        expect.stringContaining('new wording'),
        'Volunteers too.',
      ],
      ['old', 'Withdrawn', expect.stringContaining('the question is gone'), null],
      ['plans', 'Split into several questions', expect.stringContaining('your words are brought over'), null],
      ['online', 'Added', 'there is none, because the question is new.', null],
    ]);
  });

  it('mark the words that left and came, and show help only where it differs', () => {
    const [lead, training] = questionsIn(modelWith('all'));
    expect(training?.before[0]?.texts[0]?.parts).toContainEqual({ text: 'three years', change: 'removed' });
    expect(training?.after[0]?.texts[0]?.parts).toContainEqual({ text: 'and volunteers ', change: 'added' });
    expect(training?.after[0]?.texts).toHaveLength(1);
    expect(lead?.after[0]?.texts[1]).toEqual({
      label: 'Hint',
      parts: [{ text: 'A name and a role.', change: 'added' }],
    });
    expect(lead?.before[0]?.texts[1]).toEqual({ label: 'Hint', parts: [{ text: 'none', change: 'same' }] });
  });

  it('count the questions by kind of change, and show one kind alone', () => {
    const counts = Object.fromEntries(modelWith('changed').counts.map(({ words, count }) => [words, count]));
    expect(counts).toMatchObject({ 'Asks for more than before': 1, Added: 1, Withdrawn: 1, Reworded: 0, Unchanged: 0 });
    expect(questionsIn(modelWith('added')).map(({ id }) => id)).toEqual(['online']);
    expect(modelWith('added').shown).toBe('1 entry below: added.');
    expect(modelWith('added').counts).toEqual(modelWith('all').counts);
  });

  it('say what else changed: standards, scales, the profile page and sources', () => {
    const further = modelWith('changed').further.map(({ title, changes }) => [
      title,
      changes.map(({ subject }) => subject),
    ]);
    expect(further).toEqual([
      ['Standards', ['Added: A2 Standard a2']],
      ['Rating scales', ['Changed: Red, amber, green']],
      ['Profile questions', ['Changed: Do children stay overnight?']],
      ['Sources', ['Added: The Act']],
    ]);
  });

  it('say so where nobody has decided what became of a question', () => {
    const guessed = guessedFates(was, is);
    expect(guessed.basisWords).toContain('Nobody has reviewed this comparison');
    expect(guessed.fates.flatMap(({ note }) => note ?? [])).toEqual([]);
  });
});

describe('what a partnership added to an edition', () => {
  const added = (edition: Edition, ...codes: string[]): Edition => ({
    ...edition,
    standards: [
      ...edition.standards,
      aStandard(
        'local',
        codes.map((code) => aQuestion(code)),
      ),
    ],
  });
  const fateOf = (fates: readonly { fate: string; from: string[]; to: string[] }[], code: string) =>
    fates.filter(({ from, to }) => [...from, ...to].includes(code)).map(({ fate }) => fate);

  it('goes by its code, over one succession and over several', () => {
    const [old, young] = [added(was, 'both', 'only-then'), added(is, 'both', 'only-now')];
    const { fates } = writtenFates(succession, old, young);
    expect(['both', 'only-then', 'only-now', 'online'].map((code) => fateOf(fates, code))).toEqual([
      ['unchanged'],
      ['withdrawn'],
      ['added'],
      ['added'],
    ]);
    const last = anEdition({ ...is, edition: '2028.1' });
    const codes = is.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
    const onward = aSuccession({
      from: '2027.1',
      to: '2028.1',
      fates: codes.map((code) => ({ from: [code], to: [code], fate: 'unchanged', carry: 'keep' })),
    });
    const far = composedFates([succession, onward], [old, is, added(last, 'both', 'only-now')]).fates;
    expect(['both', 'only-then', 'only-now', 'online', 'old'].map((code) => fateOf(far, code))).toEqual([
      ['unchanged'],
      ['withdrawn'],
      ['added'],
      ['added'],
      ['withdrawn'],
    ]);
  });

  it('is all that changes between two forms of one edition', () => {
    const { fates } = fatesWithin(added(was, 'only-then'), added(was, 'only-now'));
    expect(Object.fromEntries(fates.map(({ fate, from, to }) => [[...from, ...to][0], fate]))).toEqual({
      lead: 'unchanged',
      training: 'unchanged',
      plans: 'unchanged',
      old: 'unchanged',
      'only-now': 'added',
      'only-then': 'withdrawn',
    });
  });
});

describe('a chain of successions put together', () => {
  it('gives every question of the last edition one fate, and loses none of the first', () => {
    fc.assert(
      fc.property(aChainOfEditions(4), ({ editions, successions }) => {
        const [first, last] = [editions[0], editions.at(-1)];
        if (!first || !last) throw new Error('A chain has two ends');
        const { fates, choices } = composedFates(successions, editions);
        const codes = (edition: Edition) =>
          edition.standards.flatMap(({ questions }) => questions.map(({ code }) => code)).toSorted();
        expect(fates.flatMap(({ to }) => to).toSorted()).toEqual(codes(last));
        expect([...new Set(fates.flatMap(({ from }) => from))].toSorted()).toEqual(codes(first));
        for (const { fate, from, to } of fates) {
          if (fate === 'added') expect([from.length, to.length]).toEqual([0, 1]);
          if (fate === 'withdrawn') expect([from.length, to.length]).toEqual([1, 0]);
        }
        expect(compareQuestions(first, last, { fates, choices })).toHaveLength(fates.length);
      }),
    );
  });

  it('remembers that a question came to ask for more on the way, with the notes of every step', () => {
    const editions = ['2026.1', '2027.1', '2028.1'].map((edition) =>
      anEdition({ edition, standards: [aStandard('a1', [aQuestion('q', { text: `Asked in ${edition}` })])] }),
    );
    const step = (from: string, to: string, stricter: boolean) =>
      aSuccession({
        from,
        to,
        fates: [
          { from: ['q'], to: ['q'], fate: 'reworded', stricter, carry: 'keep-and-confirm', note: `Note on ${to}` },
        ],
      });
    const { fates, basisWords } = composedFates(
      [step('2026.1', '2027.1', true), step('2027.1', '2028.1', false)],
      editions,
    );
    expect(fates).toEqual([
      {
        from: ['q'],
        to: ['q'],
        fate: 'reworded',
        stricter: true,
        carry: 'keep-and-confirm',
        note: 'Note on 2027.1\n\nNote on 2028.1',
      },
    ]);
    expect(basisWords).toContain('2 steps that people wrote: 2026.1 to 2027.1 and 2027.1 to 2028.1');
  });
});
