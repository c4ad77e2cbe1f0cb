import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type CoreItem, type Counts, coreSchema } from './beside-contract.ts';
import { type Edition, editionSchema, type Succession, successionSchema } from './contract.ts';
import { compareEditionNumbers } from './edition-order.ts';
import { sha256OfValue } from './hash.server.ts';
import { lintEdition, lintSuccession } from './lint.ts';
import { lintChain } from './lint-chain.ts';
import type { Finding } from './lint-finding.ts';
import { lintCore, lintReturnedCodes, lintVariant } from './lint-library.ts';
import { isCountsFile, readCountsFile } from './load-counts.server.ts';
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
  /** Ordered by set, then by year and number. */
  editions: LoadedEdition[];
  successions: LoadedSuccession[];
  /** The common core; empty where the library has none. */
  core: CoreItem[];
  /** The checks of the figures, for each set that has some. */
  counts: Counts[];
  problems: Problem[];
};

/** The name that people and the lock file use: `section-11/2023.1`. */
export function editionName(edition: Pick<Edition, 'set' | 'edition'>): string {
  return `${edition.set}/${edition.edition}`;
}

/** Reads one edition file; gives either a sound edition or everything that is wrong with it. Does not look at the lock. */
export async function loadEditionFile(path: string): Promise<LoadedEdition | { problems: Problem[] }> {
  const { loaded, problems } = await readEditionFile(path);
  return loaded ?? { problems };
}

/** What came of reading a file: `at` where it could be parsed, `loaded` where nothing is wrong with it. */
type Read<T> = { at?: LocatedFile<unknown>['problemAt']; loaded?: T; problems: Problem[] };

async function readEditionFile(path: string): Promise<Read<LoadedEdition>> {
  const file = await readYamlFile(path, editionSchema);
  if ('problems' in file) return file;
  const edition = file.content;
  const problems = problemsOf(file.problemAt, lintEdition(edition));
  if (problems.length > 0) return { at: file.problemAt, problems };
  return { at: file.problemAt, loaded: { edition, sha256: sha256OfValue(edition), path }, problems };
}

/**
 * Reads a whole library: a folder for each set, in it `EDITION.yaml` for each edition and `FROM--TO.yaml` for each
 * succession, perhaps `counts.yaml`, and beside the folders `core.yaml` for the common core. Checks each file by itself, the editions of each
 * set as a chain, and the published ones against the lock file beside the library (`editions.lock.json`). A library
 * with any problem is not to be used.
 *
 * @param lock `ignore` leaves the lock file unread, which is right only just before locking
 */
export async function loadLibrary(directory: string, lock: 'check' | 'ignore' = 'check'): Promise<Library> {
  const problems: Problem[] = [];
  const coreFile = join(directory, 'core.yaml');
  const all = await yamlFilesIn(directory, problems);
  const files = all.filter((file) => file !== coreFile && !isCountsFile(file));
  const located = new Map<string, LocatedFile<unknown>['problemAt']>();
  const taken = <T>(file: string, read: Read<T>): T[] => {
    problems.push(...read.problems);
    if (read.at) located.set(file, read.at);
    return read.loaded === undefined ? [] : [read.loaded];
  };
  const editions: LoadedEdition[] = [];
  for (const file of files.filter((each) => !isSuccession(each)))
    for (const loaded of taken(file, await readEditionFile(file))) {
      editions.push(loaded);
      problems.push(...misnamed(file, editionName(loaded.edition)));
    }
  editions.sort((a, b) => compareText(a.edition.set, b.edition.set) || compareNumbers(a.edition, b.edition));
  const successions: LoadedSuccession[] = [];
  for (const file of files.filter(isSuccession))
    successions.push(...taken(file, await readSuccessionFile(file, editions)));
  problems.push(...chainProblems(files, located), ...togetherProblems(editions, located));
  const core = all.includes(coreFile)
    ? taken(coreFile, await readCoreFile(coreFile, editions, unreadSets(files, editions))).flat()
    : [];
  const unread = unreadSets(files, editions);
  const counts: Counts[] = [];
  for (const file of all.filter((one) => isCountsFile(one) && !unread.has(basename(dirname(one)))))
    counts.push(
      ...taken(
        file,
        await readCountsFile(
          file,
          editions.map(({ edition }) => edition),
        ),
      ),
    );
  if (lock === 'check') {
    const broken = new Set(problems.map(({ file }) => file));
    const isBroken = (name: string) => broken.has(join(directory, `${name}.yaml`));
    problems.push(...(await checkLock(lockFileBeside(directory), editions.map(asLocked), isBroken)));
  }
  return { editions, successions, core, counts, problems };
}

const compareText = (a: string, b: string) => Number(a > b) - Number(a < b);
const compareNumbers = (a: Edition, b: Edition) => compareEditionNumbers(a.edition, b.edition);
const isSuccession = (file: string) => basename(file).includes('--');

type Located = ReadonlyMap<string, LocatedFile<unknown>['problemAt']>;

/** Gaps, overlaps, forks and loops, judged by the names of the files, so that one broken file does not hide another. */
function chainProblems(files: readonly string[], located: Located): Problem[] {
  const bySet = Map.groupBy(files, (file) => basename(dirname(file)));
  return [...bySet].flatMap(([set, members]) => {
    const named = members.map((file) => ({ key: file, ends: basename(file, '.yaml').split('--') }));
    const editions = named.flatMap(({ key, ends: [edition = '', end] }) =>
      end === undefined && /^\d{4}\.\d+$/.test(edition) ? [{ key, edition }] : [],
    );
    const links = named.flatMap(({ key, ends: [from = '', to] }) => (to === undefined ? [] : [{ key, from, to }]));
    return lintChain(set, editions, links).map(({ key, at, reason }) => {
      const code = `${set}/${basename(key, '.yaml')}`;
      return located.get(key)?.([at], code, reason) ?? { file: key, code, reason };
    });
  });
}

/** What is wrong between sound editions: codes that came back, and variants that ask otherwise than their base. */
function togetherProblems(loaded: readonly LoadedEdition[], located: Located): Problem[] {
  const editions = loaded.map(({ edition }) => edition);
  const paths = new Map(loaded.map(({ edition, path }) => [edition, path]));
  const tell = (edition: Edition, findings: readonly Finding[]) => {
    const at = located.get(paths.get(edition) ?? '');
    return at ? problemsOf(at, findings) : [];
  };
  return [
    ...[...Map.groupBy(editions, ({ set }) => set).values()]
      .flatMap(lintReturnedCodes)
      .flatMap(({ edition, finding }) => tell(edition, [finding])),
    ...editions.flatMap((edition) => tell(edition, lintVariant(edition, editions))),
  ];
}

/** Sets with an edition file that gave no sound edition. */
function unreadSets(files: readonly string[], editions: readonly LoadedEdition[]): ReadonlySet<string> {
  const sound = new Set(editions.map(({ path }) => path));
  return new Set(
    files.filter((file) => !isSuccession(file) && !sound.has(file)).map((file) => basename(dirname(file))),
  );
}

async function readCoreFile(
  path: string,
  loaded: readonly LoadedEdition[],
  unread: ReadonlySet<string>,
): Promise<Read<CoreItem[]>> {
  const file = await readYamlFile(path, coreSchema);
  if ('problems' in file) return file;
  const { items } = file.content;
  const editions = loaded.map(({ edition }) => edition);
  const problems = problemsOf(file.problemAt, lintCore(items, editions, unread));
  return problems.length > 0 ? { problems } : { loaded: items, problems };
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

async function readSuccessionFile(path: string, editions: readonly LoadedEdition[]): Promise<Read<LoadedSuccession>> {
  const file = await readYamlFile(path, successionSchema);
  if ('problems' in file) return file;
  const { content: succession, problemAt: at } = file;
  const problems = misnamed(path, `${succession.set}/${succession.from}--${succession.to}`);
  const [from, to] = [succession.from, succession.to].map(
    (name) => editions.find(({ edition }) => edition.set === succession.set && edition.edition === name)?.edition,
  );
  if (from && to) problems.push(...problemsOf(at, lintSuccession(from, to, succession)));
  for (const [key, edition] of [['from', from] as const, ['to', to] as const])
    if (!edition) {
      const name = editionName({ set: succession.set, edition: succession[key] });
      problems.push(at([key], name, 'The library holds no sound edition of this name'));
    }
  if (problems.length > 0) return { at, problems };
  return { at, loaded: { succession, sha256: sha256OfValue(succession), path }, problems };
}

function problemsOf(at: LocatedFile<unknown>['problemAt'], findings: readonly Finding[]): Problem[] {
  return findings.map(({ path, code, reason }) => at(path, code, reason));
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
