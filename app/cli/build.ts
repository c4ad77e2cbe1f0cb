import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const rootDir = join(import.meta.dirname, '../..');
const stampFile = join(rootDir, 'build/.built-from');
const sources = [
  'app',
  'pdf',
  'standards',
  'db',
  'vite.config.ts',
  'react-router.config.ts',
  'package-lock.json',
  'tsconfig.json',
];

/** A fingerprint of everything the build is made from: names, sizes and times of change. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const walk = (path: string) => {
    const found = statSync(path);
    if (!found.isDirectory()) {
      hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
      return;
    }
    for (const name of readdirSync(path).sort()) walk(join(path, name));
  };
  for (const source of sources) walk(join(rootDir, source));
  return hash.digest('hex');
}

/**
 * Builds the pages and the document worker unless what stands in `build` was made from these very sources.
 * @returns true when it built
 */
export function ensureBuild(say: (line: string) => void): boolean {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return false;
  say('Building (about half a minute) ...');
  run('react-router', ['build']);
  run(process.execPath, [join(rootDir, 'pdf/build-worker.ts')]);
  writeFileSync(stampFile, wanted);
  return true;
}

function run(command: string, args: string[]): void {
  const path = command === process.execPath ? command : join(rootDir, 'node_modules/.bin', command);
  const done = spawnSync(path, args, {
    cwd: rootDir,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) throw new Error(`The build failed (${command}):\n${done.stdout}\n${done.stderr}`);
}
