import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Edition, editionSchema, type Succession, successionSchema } from './contract.ts';
import { sha256OfValue } from './hash.server.ts';
import { lintEdition, lintSuccession } from './lint.ts';
import { checkLock, type LockedEdition, lockEditions, lockFileBeside } from './lock.server.ts';
import { type LocatedFile, type Problem, readYamlFile } from './yaml-file.server.ts';

export type { Problem } from './yaml-file.server.ts';

/**
 * An edition that passed the contract and lint. `sha256` is that of the canonical JSON of `edition`, so comments,
 * order and layout of the file do not count. A field added to the contract must therefore be optional without a
 * default, or it would change the hash of every published edition.
 */
export type LoadedEdition = { edition: Edition; sha256: string; path: string };
export type LoadedSuccession = { succession: Succession; sha256: string; path: string };

export type Library = {
  /** Ordered by set and edition. */
  editions: LoadedEdition[];
  successions: LoadedSuccession[];
  problems: Problem[];
};

/** The name that people and the lock file use: `section-11/2023.1`. */
export function editionName(edition: Pick<Edition, 'set' | 'edition'>): string {
  return `${edition.set}/${edition.edition}`;
}

/** Reads one edition file; gives either a sound edition or everything that is wrong with it. Does not look at the lock. */
export async function loadEditionFile(path: string): Promise<LoadedEdition | { problems: Problem[] }> {
  const file = await readYamlFile(path, editionSchema);
  if ('problems' in file) return file;
  const edition = file.content;
  const problems = lintEdition(edition).map((finding) => file.problemAt(finding.path, finding.code, finding.reason));
  return problems.length > 0 ? { problems } : { edition, sha256: sha256OfValue(edition), path };
}

/**
 * Reads a whole library: a folder for each set, in it `EDITION.yaml` for each edition and `FROM--TO.yaml` for each
 * succession. Checks the published editions against the lock file beside the library (`editions.lock.json`). A library
 * with any problem is not to be used.
 *
 * @param lock `ignore` leaves the lock file unread, which is right only just before locking
 */
export async function loadLibrary(directory: string, lock: 'check' | 'ignore' = 'check'): Promise<Library> {
  const problems: Problem[] = [];
  const editions: LoadedEdition[] = [];
  const successionFiles: string[] = [];
  for (const file of await yamlFilesIn(directory, problems)) {
    if (basename(file).includes('--')) {
      successionFiles.push(file);
      continue;
    }
    const loaded = await loadEditionFile(file);
    if ('problems' in loaded) problems.push(...loaded.problems);
    else {
      editions.push(loaded);
      problems.push(...misnamed(file, editionName(loaded.edition)));
    }
  }
  const successions: LoadedSuccession[] = [];
  for (const file of successionFiles) {
    const loaded = await loadSuccessionFile(file, editions);
    if ('problems' in loaded) problems.push(...loaded.problems);
    else successions.push(loaded);
  }
  if (lock === 'check') {
    const broken = new Set(problems.map(({ file }) => file));
    const isBroken = (name: string) => broken.has(join(directory, `${name}.yaml`));
    problems.push(...(await checkLock(lockFileBeside(directory), editions.map(asLocked), isBroken)));
  }
  return { editions, successions, problems };
}

/** Adds the published editions of a library that nothing is wrong with to its lock file; gives the names added. */
export async function lockLibrary(directory: string): Promise<{ added: string[] } | { problems: Problem[] }> {
  const { editions, problems } = await loadLibrary(directory, 'ignore');
  const sound = editions.filter(({ path }) => !problems.some(({ file }) => file === path));
  return lockEditions(lockFileBeside(directory), sound.map(asLocked));
}

function asLocked({ edition, sha256, path }: LoadedEdition): LockedEdition {
  return { name: editionName(edition), published: edition.status === 'published', sha256, path };
}

async function loadSuccessionFile(
  path: string,
  editions: readonly LoadedEdition[],
): Promise<LoadedSuccession | { problems: Problem[] }> {
  const file = await readYamlFile(path, successionSchema);
  if ('problems' in file) return file;
  const succession = file.content;
  const problems = misnamed(path, `${succession.set}/${succession.from}--${succession.to}`);
  const [from, to] = [succession.from, succession.to].map(
    (name) => editions.find(({ edition }) => edition.set === succession.set && edition.edition === name)?.edition,
  );
  if (from && to) problems.push(...findingsOf(file, from, to));
  for (const [key, edition] of [['from', from] as const, ['to', to] as const])
    if (!edition) {
      const name = editionName({ set: succession.set, edition: succession[key] });
      problems.push(file.problemAt([key], name, 'The library holds no sound edition of this name'));
    }
  return problems.length > 0 ? { problems } : { succession, sha256: sha256OfValue(succession), path };
}

function findingsOf(file: LocatedFile<Succession>, from: Edition, to: Edition): Problem[] {
  return lintSuccession(from, to, file.content).map(({ path, code, reason }) => file.problemAt(path, code, reason));
}

function misnamed(file: string, name: string): Problem[] {
  const found = `${basename(dirname(file))}/${basename(file, '.yaml')}`;
  if (found === name) return [];
  return [{ file, code: name, reason: `The file is found as "${found}", but it says that it is "${name}"` }];
}

async function yamlFilesIn(directory: string, problems: Problem[]): Promise<string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted();
  } catch {
    problems.push({ file: directory, code: 'library', reason: 'There is no such folder' });
    return [];
  }
}
