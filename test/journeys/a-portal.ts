import { inject } from 'vitest';
import { administer } from '../setup/postgres.ts';
import { type PortalProcess, type PortalProcessOptions, preparePortal } from './portal-process.ts';
import { type Contents, createDatabase, type Dialect, databaseUrl, preparedPortal } from './prepared.ts';

let number = 0;

/** A portal of a journey's own on a database of the given kind, not started yet. */
export async function aPortal(
  dialect: Dialect,
  contents: Contents,
  { under }: Pick<PortalProcessOptions, 'under'> = {},
): Promise<PortalProcess> {
  const prepared = await preparedPortal(dialect, contents);
  const options = { from: prepared.folder, demonstration: contents === 'demonstration', ...(under ? { under } : {}) };
  if (prepared.database === undefined) return preparePortal(options);
  const database = `${inject('postgresTemplate')}_journey_${process.pid}_${number++}`;
  await createDatabase(database, prepared.database);
  const portal = await preparePortal({ ...options, databaseUrl: databaseUrl(database) });
  return {
    ...portal,
    remove: async () => {
      await portal.remove();
      await administer(inject('postgresUrl'), `drop database if exists ${database} with (force)`);
    },
  };
}
