/**
 * `npm test`: format and lint, types, standards lint, build, a browser to be had, then every test. Needs nothing running
 * beforehand. Ends with the line "N passed, N failed", in which each of the first steps counts as one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

interface Step {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const node = process.execPath;
/** Side by side; the steps of one of them need what the step before has written. */
const sequences: readonly (readonly Step[])[] = [
  // Where libraries of the system are missing it waits for a download, and does little else.
  [{ name: 'browser', command: [node, 'test/setup/chromium-command.ts'] }],
  [
    { name: 'route types', command: [bin('react-router'), 'typegen'] },
    { name: 'types', command: [bin('tsc'), '-p', '.'] },
    { name: 'format and lint', command: [bin('biome'), 'ci', '.'] },
  ],
  [
    { name: 'build', command: [node, 'app/cli/build-command.ts'] },
    { name: 'standards lint', command: [node, 'app/cli/main.ts', 'standards', 'lint'] },
  ],
];

let passed = 0;
let failed = 0;

await Promise.all(
  sequences.map(async (steps) => {
    for (const step of steps) await take(step);
  }),
);

async function take({ name, command: [program, ...args] }: Step): Promise<void> {
  const started = performance.now();
  const { status, output } = await run(program, args);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status === 0) {
    passed += 1;
    console.log(`ok      ${name} (${seconds} s)`);
  } else {
    failed += 1;
    console.log(`FAILED  ${name} (${seconds} s)\n${output}`);
  }
}

function run(program: string, args: readonly string[]): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root });
    let output = '';
    const hear = (chunk: unknown) => {
      output += String(chunk);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) => resolve({ status: null, output: error.message }));
    child.once('close', (status) => resolve({ status, output }));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'los-results-'));
const results = join(folder, 'results.json');
const tests = spawnSync(
  bin('vitest'),
  ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${results}`, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);

const resultsSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numTotalTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
try {
  const counts = resultsSchema.parse(JSON.parse(readFileSync(results, 'utf8')));
  passed += counts.numPassedTests;
  failed += Math.max(counts.numFailedTests, tests.status === 0 ? 0 : 1);
  if (counts.numTotalTests === 0) failed += 1;
  const all = counts.testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { fullName, status } of all)
    if (status !== 'passed' && status !== 'failed') console.log(`NOT RUN ${fullName}`);
  const slowest = counts.testResults
    .map(({ name, startTime, endTime }) => ({ file: relative(root, name), seconds: (endTime - startTime) / 1000 }))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 25);
  for (const { file, seconds } of slowest) console.log(`${seconds.toFixed(0).padStart(4)} s  ${file}`);
} catch (error) {
  failed += 1;
  console.log(`The tests left no result: ${error instanceof Error ? error.message : String(error)}`);
}
rmSync(folder, { recursive: true, force: true });

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
