import { describe, expect, it } from 'vitest';
import {
  composePlans,
  findChain,
  gravestFate,
  planOf,
  planWithin,
  retiredCodes,
} from '../../standards/carry-forward.ts';
import type { Succession } from '../../standards/contract.ts';
import { anEdition, aQuestion, aStandard, aSuccession, levelsScale, ragScale } from '../builders/an-edition.ts';

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
const fate = (parts: Partial<Succession['fates'][number]>) => ({
  from: ['x'],
  to: ['x'],
  fate: 'unchanged' as const,
  carry: 'keep' as const,
  ...parts,
});

describe('a carry plan', () => {
  const old = withQuestions('2026.1', 'x', 'y', 'gone');
  const middle = withQuestions('2027.1', 'x', 'one');
  const young = withQuestions('2028.1', 'one', 'fresh');
  const first = aSuccession({
    fates: [
      fate({ note: 'As before' }),
      fate({ from: ['y'], to: ['one'], fate: 'renumbered', carry: 'keep-and-confirm' }),
      fate({ from: ['gone'], to: [], fate: 'withdrawn', carry: 'retire', note: 'Nobody needs it' }),
    ],
  });
  const second = aSuccession({
    from: '2027.1',
    to: '2028.1',
    fates: [
      fate({ from: ['x', 'one'], to: ['one'], fate: 'merged', carry: 'prefill-text', note: 'One question now' }),
      fate({ from: [], to: ['fresh'], fate: 'added', carry: 'ask-again' }),
    ],
  });

  it('names for each question its old ones in order, the strictest rule on the way and every note', () => {
    const plan = composePlans(planOf(first, old, middle), planOf(second, middle, young));
    expect(plan.links.map(({ from, to, rule, fates, notes }) => ({ from, to, rule, fates, notes }))).toEqual([
      {
        from: 'x',
        to: 'one',
        rule: 'prefill-text',
        fates: ['unchanged', 'merged'],
        notes: ['As before', 'One question now'],
      },
      { from: 'y', to: 'one', rule: 'prefill-text', fates: ['renumbered', 'merged'], notes: ['One question now'] },
    ]);
    expect(plan.links.map(({ fates }) => gravestFate(fates))).toEqual(['merged', 'merged']);
    expect(plan.links[1]?.wording).toEqual({ from: 'What about y?', to: 'What about one?' });
    expect(retiredCodes(plan)).toEqual(['gone']);
    expect(plan.deadEnds).toEqual([{ from: 'gone', notes: ['Nobody needs it'] }]);
  });

  it('retires a question only when none of its parts is asked any more', () => {
    const split = withQuestions('2027.1', 'x', 'z');
    const parts = fate({ to: ['x', 'z'], fate: 'split', carry: 'prefill-text' });
    const toParts = planOf(aSuccession({ fates: [parts] }), withQuestions('2026.1', 'x'), split);
    const less = (...gone: string[]) =>
      planOf(
        aSuccession({
          from: '2027.1',
          to: '2028.1',
          fates: ['x', 'z'].map((code) =>
            gone.includes(code)
              ? fate({ from: [code], to: [], fate: 'withdrawn', carry: 'retire' })
              : fate({ from: [code], to: [code] }),
          ),
        }),
        split,
        withQuestions('2028.1', ...['x', 'z', 'w'].filter((code) => !gone.includes(code))),
      );
    expect(retiredCodes(composePlans(toParts, less('z')))).toEqual([]);
    expect(retiredCodes(composePlans(toParts, less('x', 'z')))).toEqual(['x']);
  });

  it('keeps nothing whole of a question that asks for more or was put together, whatever its file says', () => {
    const rules = (parts: Parameters<typeof fate>[0], from = old, to = middle) =>
      planOf(aSuccession({ fates: [fate(parts)] }), from, to).links.map(({ rule }) => rule);
    expect(rules({ fate: 'reworded', stricter: true })).toEqual(['keep-and-confirm']);
    expect(rules({ to: ['x', 'one'], fate: 'split' })).toEqual(['prefill-text', 'prefill-text']);
    expect(rules({ from: ['x', 'y'], fate: 'merged' })).toEqual(['prefill-text', 'prefill-text']);
  });

  it('turns no rating round: without a map it goes to a scale with the same points alone', () => {
    const turned = anEdition({
      edition: '2027.1',
      scales: [{ ...ragScale, best: 'lowest' }, levelsScale],
      standards: [aStandard('a1', [aQuestion('x')])],
    });
    const plan = planOf(aSuccession({ fates: [fate({ fate: 'reworded' })] }), withQuestions('2026.1', 'x'), turned);
    expect(plan.links[0]?.value).toEqual({
      kind: 'codes',
      codes: { red: null, amber: null, green: null, 'not-applicable': 'not-applicable' },
    });
    expect(planWithin(turned).links[0]?.value).toMatchObject({ codes: { red: 'red' } });
  });

  it('refuses editions that a succession is not about, and a gap between two plans', () => {
    expect(() => planOf(first, middle, old)).toThrow('is about test-set/2026.1');
    expect(() => composePlans(planOf(first, old, middle), planWithin(young))).toThrow('cannot go on');
  });
});

describe('a chain of successions', () => {
  const step = (from: string, to: string) => ({ from, to });
  const all = [step('2018.1', '2020.1'), step('2020.1', '2023.1'), step('2023.1', '2024.1'), step('2018.1', '2023.1')];

  it('is the shortest way, none within one edition, and undefined where no way leads', () => {
    expect(findChain(all, '2018.1', '2024.1')).toEqual([step('2018.1', '2023.1'), step('2023.1', '2024.1')]);
    expect(findChain(all, '2023.1', '2023.1')).toEqual([]);
    expect(findChain(all, '2024.1', '2018.1')).toBeUndefined();
    expect(findChain([...all, step('2024.1', '2018.1')], '2018.1', '2030.1')).toBeUndefined();
  });
});
