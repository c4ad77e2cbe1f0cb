import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Sabotage } from './sabotages.ts';

const root = join(import.meta.dirname, '../..');
const resultsSchema = z.object({ numFailedTests: z.number() });

/** Why a sabotage can no longer be done, or undefined when its text still stands exactly once. */
export function staleness({ file, from }: Sabotage): string | undefined {
  const found = readFileSync(join(root, file), 'utf8').split(from).length - 1;
  return found === 1 ? undefined : `${file} holds ${found} times: ${from.trim()}`;
}

/** A copy of the tracked and new files, with the installed packages linked in. */
export function copyOfTheHouse(): string {
  const copy = mkdtempSync(join(tmpdir(), 'los-sabotage-'));
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const file of stdout.split('\n').filter(Boolean)) {
    cpSync(join(root, file), join(copy, file), { recursive: true, force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Does the sabotage in a copy of the house and runs the tests that must notice. True when one of them failed. */
export function isCaught(sabotage: Sabotage, copy: string): boolean {
  const path = join(copy, sabotage.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(sabotage.from, () => sabotage.to),
  );
  try {
    const results = join(copy, 'sabotage-results.json');
    rmSync(results, { force: true });
    spawnSync(
      join(root, 'node_modules/.bin/vitest'),
      ['run', '--reporter=json', `--outputFile.json=${results}`, ...sabotage.tests],
      { cwd: copy, stdio: 'ignore', env: { ...process.env, CI: 'true' } },
    );
    return resultsSchema.parse(JSON.parse(readFileSync(results, 'utf8'))).numFailedTests > 0;
  } finally {
    writeFileSync(path, text);
  }
}

/** The long run of the test that kills workers while a launch's mail goes out. */
export const sendsMailThroughKills = (): boolean =>
  passesTheLongWay('test/features/notifications/killed-workers.test.ts');

/** The long run of the test that kills the portal while people save, upload, sign and send. */
export const losesNothingThroughKills = (): boolean => passesTheLongWay('test/journeys/kill-nine.test.ts');

function passesTheLongWay(test: string): boolean {
  const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', test], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, CI: 'true', LOS_LONG_FAULTS: '1' },
  });
  return status === 0;
}

export const removeCopy = (copy: string): void => {
  if (dirname(copy) === tmpdir()) rmSync(copy, { recursive: true, force: true });
};
