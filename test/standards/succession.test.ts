import { describe, expect, it } from 'vitest';
import type { Edition, Succession } from '../../standards/contract.ts';
import { lintSuccession } from '../../standards/lint.ts';
import { anEdition, aQuestion, aStandard, aSuccession, levelsScale, ragScale } from '../builders/an-edition.ts';

type Fate = Succession['fates'][number];
const fate = (parts: Partial<Fate>): Fate => ({
  from: ['x'],
  to: ['x'],
  fate: 'unchanged',
  stricter: false,
  carry: 'keep',
  ...parts,
});
const withQuestions = (edition: string, ...codes: string[]) =>
  anEdition({
    edition,
    standards: [
      aStandard(
        'a1',
        codes.map((code) => aQuestion(code)),
      ),
    ],
  });
const found = (from: Edition, to: Edition, fates: Fate[], scales: Succession['scales'] = []) =>
  lintSuccession(from, to, aSuccession({ fates, scales })).map(({ code, reason }) => `${code}: ${reason}`);

const old = withQuestions('2026.1', 'x');
const same = withQuestions('2027.1', 'x');

describe('a succession', () => {
  it('is sound when every question of both editions has one fate', () => {
    expect(found(old, same, [fate({})])).toEqual([]);
    const from = withQuestions('2026.1', 'x', 'gone', 'whole', 'half-1', 'half-2');
    const to = withQuestions('2027.1', 'x', 'fresh', 'part-1', 'part-2', 'one');
    const fates = [
      fate({}),
      fate({ from: ['gone'], to: [], fate: 'withdrawn', carry: 'retire' }),
      fate({ from: [], to: ['fresh'], fate: 'added', carry: 'ask-again' }),
      fate({ from: ['whole'], to: ['part-1', 'part-2'], fate: 'split', carry: 'prefill-text' }),
      fate({ from: ['half-1', 'half-2'], to: ['one'], fate: 'merged', carry: 'prefill-text' }),
    ];
    expect(found(from, to, fates)).toEqual([]);
  });

  it('leaves no question out, names none twice and names none that does not exist', () => {
    const to = withQuestions('2027.1', 'x', 'y');
    expect(found(old, to, [])).toEqual([
      'x: This question of 2026.1 has no fate',
      'x: This question of 2027.1 has no fate',
      'y: This question of 2027.1 has no fate',
    ]);
    expect(found(old, to, [fate({}), fate({ to: ['y'], fate: 'reworded' })])).toEqual([
      'x: This question of 2026.1 has two fates',
    ]);
    expect(found(old, same, [fate({}), fate({ from: ['z'], to: [], fate: 'withdrawn', carry: 'retire' })])).toEqual([
      'z: Edition 2026.1 has no such question',
    ]);
  });

  it('never keeps an answer as it is where the new wording asks for more', () => {
    const stricter = (carry: Fate['carry']) => found(old, same, [fate({ fate: 'reworded', stricter: true, carry })]);
    expect(stricter('keep')).toEqual(['x: The new wording asks for more, so the answer cannot be kept as it is']);
    expect(stricter('keep-and-confirm')).toEqual([]);
    expect(stricter('ask-again')).toEqual([]);
  });

  it.each<[string, Partial<Fate>, string]>([
    ['split into one', { fate: 'split', carry: 'ask-again' }, '"split" needs two or more questions under "to"'],
    ['merged from one', { fate: 'merged', carry: 'ask-again' }, '"merged" needs two or more questions under "from"'],
    [
      'withdrawn, and yet in the new edition',
      { fate: 'withdrawn', carry: 'retire' },
      '"withdrawn" needs no question under "to"',
    ],
    ['kept and retired', { carry: 'retire' }, '"retire" goes with "withdrawn"'],
    ['unchanged and stricter', { stricter: true, carry: 'ask-again' }, 'unchanged cannot ask for more'],
  ])('refuses a question that is %s', (_, parts, expected) => {
    expect(found(old, same, [fate(parts)])).toEqual([expect.stringContaining(expected)]);
  });

  it('refuses an added question with an answer to keep, and a merged one too', () => {
    const two = withQuestions('2026.1', 'x', 'y');
    expect(found(two, same, [fate({ from: ['x', 'y'], fate: 'merged', carry: 'keep-and-confirm' })])).toEqual([
      expect.stringContaining('none can be kept'),
    ]);
    const grown = withQuestions('2027.1', 'x', 'y');
    expect(found(old, grown, [fate({}), fate({ from: [], to: ['y'], fate: 'added', carry: 'keep' })])).toEqual([
      expect.stringContaining('no answer to carry'),
    ]);
  });

  it('does not believe that a question is unchanged when its wording or its answer differs', () => {
    const reworded = anEdition({
      edition: '2027.1',
      standards: [aStandard('a1', [aQuestion('x', { text: 'Otherwise?' })])],
    });
    expect(found(old, reworded, [fate({})])).toEqual([expect.stringContaining('said to be unchanged')]);
    const retyped = anEdition({
      edition: '2027.1',
      standards: [aStandard('a1', [aQuestion('x', { answer: { type: 'text' } })])],
    });
    expect(found(old, retyped, [fate({ fate: 'reworded' })])).toEqual([
      'x: A rating answer cannot be kept where the answer is now text',
    ]);
  });

  it('is about the editions that it names', () => {
    const other = withQuestions('2028.1', 'x');
    expect(found(old, other, [fate({})])).toEqual([
      expect.stringContaining('is about test-set/2027.1, not test-set/2028.1'),
    ]);
  });

  describe('between scales', () => {
    const onLevels = anEdition({
      edition: '2027.1',
      scales: [levelsScale],
      standards: [aStandard('a1', [aQuestion('x', { answer: { type: 'rating', scale: 'levels' } })])],
    });
    const carried = [fate({ fate: 'reworded', carry: 'keep-and-confirm' })];
    const points = { red: 'level-4', amber: 'level-3', green: null };

    it('needs a map for ratings that are carried, and for no others', () => {
      expect(found(old, onLevels, carried)).toEqual([
        'rag: Ratings are carried, but no map of points leads from rag to levels',
      ]);
      expect(found(old, onLevels, [fate({ fate: 'reworded', carry: 'ask-again' })])).toEqual([]);
      expect(found(old, onLevels, carried, [{ from: 'rag', to: 'levels', points }])).toEqual([]);
    });

    it('needs a map when the points of one scale change, or change direction', () => {
      const turned = { ...ragScale, best: 'lowest' as const };
      const to = anEdition({ edition: '2027.1', scales: [turned], standards: [aStandard('a1', [aQuestion('x')])] });
      expect(found(old, to, [fate({})])).toEqual([expect.stringContaining('no map of points')]);
    });

    it('maps every point to a point that exists, or to nothing', () => {
      const map = (changed: Record<string, string | null>) =>
        found(old, onLevels, carried, [{ from: 'rag', to: 'levels', points: changed }]);
      expect(map({ red: 'level-4', amber: 'level-3' })).toEqual(['rag: The map leaves out the point "green"']);
      expect(map({ ...points, blue: null })).toEqual(['rag: The old scale has no point "blue"']);
      expect(map({ ...points, green: 'level-9' })).toEqual(['rag: The new scale has no point "level-9"']);
    });
  });
});
