/**
 * Who may read and change what: every address x everybody x own and foreign organisation and partnership x every stage of
 * a return, on both databases. `npm run test:security` runs it; `npm test` keeps the short form of it in test/routes.
 */
import { describe, expect, it } from 'vitest';
import { figure, isFullRun } from './figures.ts';
import { findUnlisted, runMatrix } from './matrix.ts';

const fewestChecks = 20_000;

if (isFullRun)
  describe.each(['sqlite', 'postgres'] as const)('the matrix of who may what (%s)', (dialect) => {
    it('has no leak, no wrong denial and no address that is not listed, and the wall hides nothing that is open', {
      timeout: 900_000,
    }, async () => {
      const { checks, leaks, wrongDenials, hidden, faults, unlisted, seconds } = await runMatrix(dialect);
      figure(
        `matrix (${dialect}): ${checks} checks, ${leaks.length} leaks, ${wrongDenials.length} wrong denials, ${hidden.length} reads that the wall cuts short, ${unlisted.length} unlisted, ${seconds} s`,
      );
      expect(unlisted).toEqual([]);
      expect(faults).toEqual([]);
      expect(leaks).toEqual([]);
      expect(wrongDenials).toEqual([]);
      expect(hidden).toEqual([]);
      expect(checks).toBeGreaterThanOrEqual(fewestChecks);
    });
  });
// What each list opens is looked at in test/routes, without the stages.
else
  it('the lists of who may what hold every address, and what can be done there', async () => {
    expect(await findUnlisted()).toEqual([]);
  });
