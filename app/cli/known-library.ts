import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Portal } from '../platform/portal.ts';
import { rootDir } from './build.ts';
import { installLibrary, libraryDir } from './prepare-database.ts';

const knownSchema = z.object({
  fingerprint: z.string(),
  editions: z.record(z.string(), z.string()),
  core: z.string().nullable(),
  counts: z.string().nullable(),
});

/**
 * Makes sure at a start that the library is sound and installed. Reading and checking it takes most of a start, so what
 * passed is remembered by a fingerprint of every byte that the outcome rests on: editions, lock file, the checks
 * themselves and the packages they use. One byte more or less, or an edition, a common core or checks of figures that the database lacks or
 * holds with another hash, and everything is read and checked again.
 * @returns the library's faults, one a line; empty when all is well
 */
export async function ensureLibrary(portal: Portal, folder: string = libraryDir): Promise<readonly string[]> {
  const file = join(portal.config.dataDir, 'standards-known.json');
  const fingerprint = await fingerprintOf(folder);
  const known = await readKnown(file);
  if (known?.fingerprint === fingerprint && (await isInstalled(portal, known))) return [];
  const { problems } = await installLibrary(portal, folder);
  if (problems.length > 0) return problems;
  const rows = await listInstalled(portal);
  const editions = Object.fromEntries(rows.map(({ id, sha256 }) => [id, sha256]));
  const core = rows[0]?.core ?? null;
  const counts = rows[0]?.counts ?? null;
  await mkdir(portal.config.dataDir, { recursive: true });
  await writeFile(file, JSON.stringify({ fingerprint, editions, core, counts } satisfies z.infer<typeof knownSchema>));
  return [];
}

async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const add = async (path: string) => {
    const bytes = await readFile(path);
    hash.update(`${path}\0${bytes.byteLength}\0`).update(bytes);
  };
  const places = [...new Set([join(rootDir, 'standards'), resolve(folder, '..')])];
  for (const place of places) {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.toSorted()) await add(path);
  }
  for (const name of [
    'package-lock.json',
    'app/features/questionnaire/core.server.ts',
    'app/features/questionnaire/counts.server.ts',
    'app/features/questionnaire/editions.server.ts',
    'app/features/questionnaire/successions.server.ts',
  ])
    await add(join(rootDir, name));
  return hash.digest('hex');
}

async function readKnown(file: string): Promise<z.infer<typeof knownSchema> | undefined> {
  try {
    return knownSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

async function isInstalled(portal: Portal, known: z.infer<typeof knownSchema>): Promise<boolean> {
  const rows = await listInstalled(portal);
  const installed = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  return (
    Object.entries(known.editions).every(([id, sha256]) => installed.get(id) === sha256) &&
    (rows[0]?.core ?? null) === known.core &&
    (rows[0]?.counts ?? null) === known.counts
  );
}

/** What the database holds, in one query because every start waits for it; each row names the hashes of the core and the checks. */
async function listInstalled(portal: Portal) {
  return portal.database.db
    .selectFrom('standard_edition')
    .select(['id', 'sha256'])
    .select((eb) => eb.selectFrom('core_question').select('core_question.sha256').limit(1).as('core'))
    .select((eb) => eb.selectFrom('count_relation').select('count_relation.sha256').limit(1).as('counts'))
    .execute();
}
