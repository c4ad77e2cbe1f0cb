import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');

const resultsSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).optional() }),
      ),
    }),
  ),
});

const figureSchema = z.object({
  name: z.string(),
  testPath: z.string(),
  counts: z.array(
    z.object({ words: z.string(), count: z.number(), atLeast: z.number().optional(), atMost: z.number().optional() }),
  ),
});
type Figure = z.infer<typeof figureSchema>;

export interface SuiteResults {
  /** What the suites said, a row of the table each. */
  readonly figures: readonly string[];
  readonly passed: number;
  readonly failed: number;
  /** What failed, or did not run, in a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Runs every suite in full. A suite that cannot be loaded or says no figure, a number that is not what it must be, a test
 * that does not run, and a run that leaves no result, count as failed.
 *
 * @param config the vitest configuration that names the suites
 * @param only parts of names of suites, to run these alone
 */
export function runSuites(config: string, only: readonly string[] = []): SuiteResults {
  const folder = mkdtempSync(join(tmpdir(), 'los-security-'));
  const results = join(folder, 'results.json');
  const figures = join(folder, 'figures');
  writeFileSync(figures, '');
  try {
    const run = spawnSync(
      join(root, 'node_modules/.bin/vitest'),
      ['run', `--config=${config}`, '--reporter=dot', '--reporter=json', `--outputFile.json=${results}`, ...only],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, CI: 'true', LOS_SECURITY_FIGURES: figures },
      },
    );
    return summary(
      results,
      readFileSync(figures, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => figureSchema.parse(JSON.parse(line))),
      run.status === 0 ? undefined : run.stderr,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summary(results: string, figures: readonly Figure[], complaint: string | undefined): SuiteResults {
  const problems: string[] = [];
  let passed = 0;
  let failed = 0;
  try {
    const counts = resultsSchema.parse(JSON.parse(readFileSync(results, 'utf8')));
    passed = counts.numPassedTests;
    failed = counts.numFailedTests;
    for (const { name, status, assertionResults } of counts.testResults) {
      if (status === 'failed' && assertionResults.length === 0) problems.push(`${name} could not be loaded`);
      else if (!figures.some(({ testPath }) => testPath === name)) problems.push(`${name} said no figure`);
      for (const test of assertionResults)
        if (test.status !== 'passed')
          problems.push(`${test.status}: ${test.fullName}\n${test.failureMessages?.join('\n') ?? ''}`.trim());
    }
    if (counts.numTotalTests === 0) problems.push('There was no test to run');
  } catch (error) {
    problems.push(
      `The suites left no result: ${error instanceof Error ? error.message : String(error)}\n${complaint ?? ''}`,
    );
  }
  for (const { name, counts } of figures)
    for (const one of counts) if (isMissed(one)) problems.push(`${name}: ${inWords(one)}`);
  if (complaint !== undefined && problems.length === 0) problems.push(`The run ended with an error: ${complaint}`);
  return { figures: tableOf(figures), passed, failed: Math.max(failed, problems.length), problems };
}

type Counted = Figure['counts'][number];

const isMissed = ({ count, atLeast, atMost }: Counted): boolean =>
  (atLeast !== undefined && count < atLeast) || (atMost !== undefined && count > atMost);

function inWords({ words, count, atLeast, atMost }: Counted): string {
  const number = new Intl.NumberFormat('en-GB');
  const goal =
    atLeast !== undefined && atLeast === atMost
      ? ` of ${number.format(atLeast)}`
      : atLeast !== undefined
        ? ` (at least ${number.format(atLeast)})`
        : '';
  return `${number.format(count)}${goal} ${words}`;
}

/** A row for each figure, in the order of their names: kept or missed, the name, the numbers with what they must be. */
function tableOf(figures: readonly Figure[]): string[] {
  const width = Math.max(0, ...figures.map(({ name }) => name.length));
  return figures
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, counts }) =>
      [counts.some(isMissed) ? 'MISSED' : 'kept  ', name.padEnd(width), counts.map(inWords).join(', ')].join('  '),
    );
}
