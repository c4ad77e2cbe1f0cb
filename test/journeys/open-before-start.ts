import { prepareDatabase } from '../../app/cli/prepare-database.ts';
import { readConfig } from '../../app/platform/config.server.ts';
import { silentLog } from '../../app/platform/log.server.ts';
import { openPortal } from '../../app/portal.server.ts';
import type { PortalProcess } from './portal-process.ts';

/**
 * The prepared database and files of a portal that does not run yet, for what a journey finds there. Whoever opens it
 * closes it before the portal starts.
 */
export async function openBeforeStart(portal: PortalProcess): Promise<ReturnType<typeof openPortal>> {
  const config = readConfig({
    DATA_DIR: portal.folder,
    LOS_DEMONSTRATION: 'off',
    ...(portal.databaseUrl === undefined ? {} : { DATABASE_URL: portal.databaseUrl }),
  });
  const opened = openPortal(config, { log: silentLog });
  await prepareDatabase(opened);
  return opened;
}
