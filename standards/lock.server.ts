import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Problem } from './yaml-file.server.ts';

/** Edition name to SHA-256 of its canonical JSON. */
const lockSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));
type Lock = z.infer<typeof lockSchema>;

/** An edition as the lock sees it. */
export type LockedEdition = { name: string; published: boolean; sha256: string; path: string };

/** The lock file of a library: `editions.lock.json` in the folder that holds the library. */
export function lockFileBeside(library: string): string {
  return resolve(library, '..', 'editions.lock.json');
}

/**
 * Compares editions with the lock: an edition that changed after publication, one that is published but not locked, and
 * one that is locked but gone. `isBroken` says that an edition of this name could not be read, which is told elsewhere.
 */
export async function checkLock(
  file: string,
  editions: readonly LockedEdition[],
  isBroken: (name: string) => boolean,
): Promise<Problem[]> {
  const lock = await readLock(file);
  if ('problems' in lock) return lock.problems;
  const { entries } = lock;
  const problems: Problem[] = [];
  for (const { name, published, sha256, path } of editions) {
    const locked = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (locked !== undefined && locked !== sha256)
      problems.push({
        file: path,
        code: name,
        reason: 'This edition was changed after publication. Put it back as it was, and write a new edition instead',
      });
    else if (locked === undefined && published)
      problems.push({
        file: path,
        code: name,
        reason: 'This edition is published but not locked. Lock it with: npm run los -- standards lint --lock',
      });
  }
  for (const name of Object.keys(entries))
    if (!editions.some((edition) => edition.name === name) && !isBroken(name))
      problems.push({ file, code: name, reason: 'This published edition is locked, but the library no longer has it' });
  return problems;
}

/**
 * Adds published editions that the lock does not know yet; never changes or removes an entry. Gives the names added.
 * The file is replaced in one step, so that a crash leaves the old lock or the new one.
 */
export async function lockEditions(
  file: string,
  editions: readonly LockedEdition[],
): Promise<{ added: string[] } | { problems: Problem[] }> {
  const lock = await readLock(file);
  if ('problems' in lock) return lock;
  const fresh = editions.filter(({ name, published }) => published && !Object.hasOwn(lock.entries, name));
  if (fresh.length === 0) return { added: [] };
  const entries = [...Object.entries(lock.entries), ...fresh.map(({ name, sha256 }) => [name, sha256] as const)];
  const sorted = Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(sorted, null, 2)}\n`, { flush: true });
  await rename(temporary, file);
  return { added: fresh.map(({ name }) => name) };
}

async function readLock(file: string): Promise<{ entries: Lock } | { problems: Problem[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { entries: {} };
    return { problems: [{ file, code: 'lock', reason: 'The lock file cannot be read' }] };
  }
  const read = lockSchema.safeParse(jsonOf(text));
  if (read.success) return { entries: read.data };
  return {
    problems: [
      { file, code: 'lock', reason: 'The lock file is not a JSON object of edition names and SHA-256 hashes' },
    ],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
