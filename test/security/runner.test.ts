import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { casesToTry } from './figures.ts';
import { runSuites } from './run-suites.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'los-suites-'));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
writeFileSync(
  join(folder, 'vitest.config.mjs'),
  `export default { root: ${JSON.stringify(folder)}, test: { include: ['*.security.ts'] } };`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runOf(suites: Readonly<Record<string, string>>) {
  for (const [name, body] of Object.entries(suites)) {
    const uses = `import { expect, it } from 'vitest';\nimport { atLeast, figure, none } from '${root}/test/security/figures.ts';\n`;
    writeFileSync(join(folder, `${name}.security.ts`), `${uses}${body}`);
  }
  try {
    return runSuites(join(folder, 'vitest.config.mjs'));
  } finally {
    for (const name of Object.keys(suites)) rmSync(join(folder, `${name}.security.ts`));
  }
}

const honest = "it('holds', () => { figure('doors', { tried: atLeast(3, 3), open: none(0) }); expect(1).toBe(1); });";

describe('the run of all suites', () => {
  it('passes with the figures of suites that hold, and fails when one does not, or cannot even be loaded', () => {
    expect(runOf({ honest })).toEqual({
      figures: ['kept    doors  3 (at least 3) tried, 0 open'],
      passed: 1,
      failed: 0,
      problems: [],
    });
    const mixed = runOf({
      honest,
      broken: "it('holds too', () => { figure('walls', { tried: 2, open: 1 }); expect(1).toBe(0); });",
      unread: "throw new Error('no such door');",
    });
    expect(mixed).toMatchObject({ passed: 1, failed: 2 });
    expect(mixed.figures).toEqual(['kept    doors  3 (at least 3) tried, 0 open', 'kept    walls  2 tried, 1 open']);
    expect(mixed.problems.join('\n')).toMatch(/failed: holds too/);
    expect(mixed.problems.join('\n')).toMatch(/unread\.security\.ts could not be loaded/);
  });

  it('fails without a suite, without a figure, with one that is too low or too high, and with a test that is left out', () => {
    expect(runOf({})).toMatchObject({ passed: 0, failed: expect.toSatisfy((failed: number) => failed > 0) });
    const silent = runOf({ silent: "it('holds', () => { expect(1).toBe(1); });" });
    expect(silent).toMatchObject({ failed: 1, problems: [expect.stringMatching(/silent.* said no figure/)] });
    const few = runOf({
      honest,
      few: "it('holds', () => { figure('locks', { tried: atLeast(3, 2), open: none(1), 'of old': 9 }); });",
    });
    expect(few).toMatchObject({
      failed: 2,
      passed: 2,
      problems: ['locks: 2 (at least 3) tried', 'locks: 1 open'],
      figures: [expect.stringMatching(/^kept {4}doors/), 'MISSED  locks  2 (at least 3) tried, 1 open, 9 of old'],
    });
    const skipped = runOf({ skipped: `${honest}\nit.skip('is left out', () => { expect(1).toBe(0); });` });
    expect(skipped).toMatchObject({ failed: 1, problems: ['skipped: is left out'] });
  });
});

describe('the core of a suite', () => {
  const all = Array.from({ length: 500 }, (_, number) => ({ number, kind: `k${number % 40}` }));

  it('is the same at every run, has something of each kind, and never is empty', () => {
    const core = casesToTry(all, 20, ({ kind }) => kind, false);
    expect(casesToTry(all, 20, ({ kind }) => kind, false)).toEqual(core);
    expect(new Set(core.map(({ kind }) => kind)).size).toBe(40);
    expect(casesToTry(all, 100, undefined, false)).toHaveLength(100);
    expect(casesToTry(all, 100, undefined, true)).toHaveLength(500);
    expect(() => casesToTry(all, 0, undefined, false)).toThrow('no case');
    expect(() => casesToTry([], 10, undefined, true)).toThrow('no case');
  });
});
