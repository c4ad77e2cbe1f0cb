/**
 * Who may read and change what: every address x everybody x own and foreign organisation and partnership x every stage of
 * a return. The body of the suite, for one database. `npm run test:security` runs it; `npm test` keeps the short form of
 * it in test/routes.
 */
import { describe, expect, it } from 'vitest';
import { atLeast, figure, isFullRun, none } from './figures.ts';
import { findUnlisted, runMatrix } from './matrix.ts';

const fewestChecks = 20_000;
const fewestFiles = 20;
/** Of one kind of fault, in what a failed run says. */
const mostTold = 20;

export function describeMatrix(dialect: 'sqlite' | 'postgres'): void {
  // What each list opens is looked at in test/routes, without the stages.
  if (!isFullRun) {
    it('the lists of who may what hold every address, and what can be done there', async () => {
      expect(await findUnlisted()).toEqual([]);
    });
    return;
  }
  describe(`the matrix of who may what (${dialect})`, () => {
    it('has no leak, no wrong denial and no address that is not listed', async () => {
      const { checks, searched, files, leaks, wrongDenials, hidden, faults, unlisted } = await runMatrix(dialect);
      const words = leaks.filter((leak) => leak.includes(': words of '));
      figure(`matrix of who may what (${dialect})`, {
        checks: atLeast(fewestChecks, checks),
        leaks: none(leaks.length),
        'wrong denials': none(wrongDenials.length),
        'open reads cut short by the wall': none(hidden.length),
        'addresses not listed': none(unlisted.length),
      });
      figure(`words of other tenants (${dialect})`, {
        'answers searched': atLeast(fewestChecks, searched),
        'files opened': atLeast(fewestFiles, files),
        found: none(words.length),
      });
      for (const found of [unlisted, faults, leaks, wrongDenials, hidden])
        expect(found, found.slice(0, mostTold).join('\n')).toEqual([]);
    });
  });
}
