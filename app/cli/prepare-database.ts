import { join } from 'node:path';
import { migrate } from '../../db/migrate.server.ts';
import type { Portal } from '../platform/portal.ts';

/** Where the editions that ship with the product are. */
export const libraryDir = join(import.meta.dirname, '../../standards/library');

/** Brings the schema up to date; on SQLite a copy of the file is kept beside it before a step is taken. */
export async function prepareDatabase(portal: Portal): Promise<readonly string[]> {
  const { now } = portal.stamp();
  const { applied } = await migrate(portal.database, {
    now,
    backupFile: join(portal.config.dataDir, `before-migration-${now.slice(0, 19).replaceAll(':', '')}.sqlite`),
  });
  return applied;
}

/**
 * Installs every edition of the library that is not installed yet, and every succession, the common core and the checks of figures, that is
 * new or has changed.
 * @returns what happened to each; `problems` is not empty when the library itself is at fault, and nothing is written then
 */
export async function installLibrary(
  portal: Portal,
  folder: string = libraryDir,
): Promise<{ readonly installed: { id: string; outcome: string }[]; readonly problems: readonly string[] }> {
  // Loaded when called: a start that knows the library waits for neither.
  const { loadLibrary } = await import('../../standards/load.server.ts');
  const { editionId, installEdition } = await import('../features/questionnaire/editions.server.ts');
  const { installCore } = await import('../features/questionnaire/core.server.ts');
  const { installCounts } = await import('../features/questionnaire/counts.server.ts');
  const { installSuccession, successionId } = await import('../features/questionnaire/successions.server.ts');
  const library = await loadLibrary(folder);
  if (library.problems.length > 0) {
    return {
      installed: [],
      problems: library.problems.map((problem) => `${problem.file}: ${problem.code}: ${problem.reason}`),
    };
  }
  const installed: { id: string; outcome: string }[] = [];
  for (const { edition, sha256 } of library.editions) {
    const outcome = await portal.database.transaction((trx) =>
      installEdition(trx, portal.stamp(), { edition, sha256 }),
    );
    installed.push({ id: editionId(edition), outcome });
  }
  for (const { succession, sha256 } of library.successions) {
    const outcome = await portal.database.transaction((trx) =>
      installSuccession(trx, portal.stamp(), { succession, sha256 }),
    );
    installed.push({ id: successionId(succession), outcome });
  }
  const outcome = await portal.database.transaction((trx) => installCore(trx, portal.stamp(), library.core));
  if (library.core.length > 0 || outcome !== 'unchanged') installed.push({ id: 'core', outcome });
  const checks = await portal.database.transaction((trx) => installCounts(trx, portal.stamp(), library.counts));
  if (library.counts.length > 0 || checks !== 'unchanged') installed.push({ id: 'counts', outcome: checks });
  return { installed, problems: [] };
}
