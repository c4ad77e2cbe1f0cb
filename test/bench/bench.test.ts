import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rows } from './figures.ts';
import { groups } from './groups.ts';

/** Those that need no build, no browser and no document. */
const cheap = [
  'validate-answers',
  'evaluate-form-150',
  'library-lint',
  'standards-lint',
  'autosave-transaction',
  'dashboard-queries',
  'dashboard-history',
  'carry-forward-650',
];

describe('the benchmarks', () => {
  it('measure every row that the page about them names, and no other', () => {
    const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
    const named = [...page.matchAll(/^\| `([a-z0-9-]+?)(?:-\.\.\.-pages)?`/gm)].map((match) => match[1]);
    expect(named.toSorted()).toEqual(Object.keys(rows).toSorted());
    expect(groups.flatMap((group) => group.rows).toSorted()).toEqual(Object.keys(rows).toSorted());
  });

  it.each(groups.filter(({ rows: [first] }) => cheap.includes(first ?? '')))(
    'measure $rows.0 with numbers that mean something',
    async (group) => {
      const figures = await group.run({ quick: true });
      expect(figures.map(({ name }) => name)).toEqual(group.rows);
      for (const { value, baseline, ratio } of figures)
        for (const number of [value, baseline ?? 1, ratio ?? 1])
          expect(Number.isFinite(number) && number > 0, `${number}`).toBe(true);
    },
  );
});
