/**
 * `npm run test:security`: every suite in `test/security` with all its cases, which `npm test` runs with a core of them.
 * Prints a table of what they found and "N passed, N failed". Names of suites may follow, to run these alone.
 */
import { join } from 'node:path';
import { runSuites } from './run-suites.ts';

const started = performance.now();
const { figures, passed, failed, problems } = runSuites(
  join(import.meta.dirname, 'vitest.config.ts'),
  process.argv.slice(2),
);
for (const problem of problems) console.log(`${problem}\n`);
for (const figure of figures) console.log(figure);
console.log(`\n${Math.round((performance.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
