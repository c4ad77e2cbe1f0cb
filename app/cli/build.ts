import { spawn } from 'node:child_process';
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

interface Build {
  /** Documents can be drawn. */
  readonly documents: Promise<void>;
  /** Everything is there; true when something was built for it. */
  readonly whole: Promise<boolean>;
}

/** Builds the pages and the document worker unless what stands in `build` was made from these very sources. */
export const ensureBuild = (say: (line: string) => void): Promise<boolean> => startBuild(say).whole;

/** The same, for who has something else to do meanwhile; who waits for `whole` alone is told of every fault. */
export function startBuild(say: (line: string) => void): Build {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted)
    return { documents: Promise.resolve(), whole: Promise.resolve(false) };
  say('Building (about half a minute) ...');
  const documents = run(process.execPath, [join(rootDir, 'pdf/build-worker.ts')]);
  const whole = Promise.all([documents, run('react-router', ['build'])]).then(() => {
    writeFileSync(stampFile, wanted);
    return true;
  });
  // A fault waits until somebody asks for it: by then other work is in order.
  for (const part of [documents, whole]) part.catch(() => undefined);
  return { documents, whole };
}

function run(command: string, args: string[]): Promise<void> {
  const path = command === process.execPath ? command : join(rootDir, 'node_modules/.bin', command);
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      cwd: rootDir,
      env: { ...process.env, NODE_ENV: 'production' },
      shell: process.platform === 'win32',
    });
    let output = '';
    const hear = (chunk: unknown) => {
      output += String(chunk);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The build failed (${command}):\n${output}`));
    });
  });
}
