import { describe, expect, it } from 'vitest';
import { compareEditionNumbers, editionNumberAfter } from '../../standards/edition-order.ts';
import { lintChain } from '../../standards/lint-chain.ts';

const faults = (editions: string[], ...links: [string, string][]) =>
  lintChain(
    'set',
    editions.map((edition) => ({ edition, key: edition })),
    links.map(([from, to]) => ({ from, to, key: `${from}--${to}` })),
  ).map(({ key, at, reason }) => `${key} ${at}: ${reason}`);

describe('the order of editions', () => {
  it('goes by year and then by number, not by letter', () => {
    const mixed = ['2023.10', '2023.2', '2024.1', '2019.3'];
    expect(mixed.toSorted(compareEditionNumbers)).toEqual(['2019.3', '2023.2', '2023.10', '2024.1']);
  });

  it('goes on with the next number, or begins anew with another year', () => {
    expect(editionNumberAfter('2023.9')).toBe('2023.10');
    expect(editionNumberAfter('2023.9', 2023)).toBe('2023.10');
    expect(editionNumberAfter('2023.9', 2026)).toBe('2026.1');
  });
});

describe('the successions of a set', () => {
  it('lead from each edition to the next, counted as numbers', () => {
    expect(faults(['2023.10', '2023.2', '2024.1'], ['2023.2', '2023.10'], ['2023.10', '2024.1'])).toEqual([]);
    expect(faults(['2023.1'])).toEqual([]);
  });

  it('leave no gap', () => {
    expect(faults(['2023.1', '2024.1', '2025.1'], ['2023.1', '2024.1'])).toEqual([
      '2025.1 edition: There is a gap: no succession leads from 2024.1 to 2025.1. Propose one with: npm run los -- standards diff set/2024.1 set/2025.1',
    ]);
  });

  it('overlap nowhere', () => {
    const all: [string, string][] = [
      ['2023.1', '2024.1'],
      ['2024.1', '2025.1'],
      ['2023.1', '2025.1'],
    ];
    expect(faults(['2023.1', '2024.1', '2025.1'], ...all)).toEqual([
      '2023.1--2025.1 to: There is an overlap: this succession leaps over 2024.1, to which a succession of its own leads. Write one from each edition to the next',
    ]);
  });

  it('never fork', () => {
    expect(faults(['2023.1', '2024.1'], ['2023.1', '2024.1'], ['2023.1', '2024.1'])).toEqual([
      '2023.1--2024.1 from: There is a fork: two successions lead from 2023.1 to 2024.1. Keep one',
    ]);
  });

  it('never lead back, in a loop or at all', () => {
    expect(faults(['2023.1', '2024.1'], ['2023.1', '2024.1'], ['2024.1', '2023.1'])).toEqual([
      '2024.1--2023.1 to: There is a loop: 2023.1 leads to 2024.1 leads to 2023.1',
    ]);
    expect(faults(['2023.1'], ['2023.1', '2023.1'])).toEqual([
      '2023.1--2023.1 to: There is a loop: this succession leads from 2023.1 to itself',
    ]);
    expect(faults(['2023.1', '2024.1'], ['2024.1', '2023.1'])).toEqual([
      '2024.1--2023.1 to: This succession leads backwards, from 2024.1 to 2023.1, which is older',
      '2024.1 edition: There is a gap: no succession leads from 2023.1 to 2024.1. Propose one with: npm run los -- standards diff set/2023.1 set/2024.1',
    ]);
  });
});
