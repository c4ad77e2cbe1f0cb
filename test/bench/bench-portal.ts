import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEvent } from 'kysely';
import { prepareDatabase } from '../../app/cli/prepare-database.ts';
import type { Clock } from '../../app/platform/clock.ts';
import { readConfig } from '../../app/platform/config.server.ts';
import { silentLog } from '../../app/platform/log.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { openPortal } from '../../app/portal.server.ts';
import { openDatabase } from '../../db/client.server.ts';

/** A folder that is gone afterwards, whatever happens. */
export async function inFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'los-bench-'));
  const sweep = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', sweep);
  try {
    return await body(folder);
  } finally {
    process.off('exit', sweep);
    sweep();
  }
}

/** The SQLite file of a portal with this folder. */
export const databaseFile = (folder: string): string => join(folder, 'line-of-sight.sqlite');

/** A portal on the SQLite file of a folder, as the server would open it, migrated. */
export async function openBenchPortal(
  folder: string,
  onQuery?: (event: LogEvent) => void,
  clock?: Clock,
): Promise<Portal> {
  const config = readConfig({ DATA_DIR: folder, LOS_DEMONSTRATION: 'off' });
  const database = openDatabase({ url: config.databaseUrl, ...(onQuery ? { onQuery } : {}) });
  const portal = openPortal(config, { database, log: silentLog, ...(clock ? { clock } : {}) });
  await prepareDatabase(portal);
  return portal;
}
