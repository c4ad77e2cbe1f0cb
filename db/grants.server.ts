import { sql } from 'kysely';
import type { DatabaseHandle } from './client.server.ts';
import { raiseWall } from './wall.server.ts';

/** Tables that nobody edits: the record of changes is only added to, and schema steps are the owner's. */
const addedToOnly = ['event'] as const;
const readOnly = ['schema_migration'] as const;

/**
 * Lets a role of PostgreSQL run the portal without owning anything: it reads and writes rows, and can neither change the
 * schema nor edit or delete what the record of changes holds, and no row of an owner that is out of reach. To be run by the
 * owner, again after each upgrade; twice does nothing. Refuses SQLite, which knows no roles, and a name that is no plain name.
 */
export async function grantToRunner(database: DatabaseHandle, role: string): Promise<void> {
  if (database.dialect !== 'postgres') throw new Error('SQLite knows no roles: this is for PostgreSQL');
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role)) throw new Error(`${role} is no plain name of a role`);
  const name = sql.raw(`"${role}"`);
  await database.transaction(async (trx) => {
    await sql`grant usage on schema public to ${name}`.execute(trx);
    await sql`grant select, insert, update, delete on all tables in schema public to ${name}`.execute(trx);
    for (const table of addedToOnly)
      await sql`revoke update, delete, truncate on ${sql.raw(table)} from ${name}`.execute(trx);
    for (const table of readOnly)
      await sql`revoke insert, update, delete, truncate on ${sql.raw(table)} from ${name}`.execute(trx);
    await raiseWall(trx);
  });
}

/** Whether the role that the portal runs as owns tables of its own; null on SQLite. */
export async function ownsTables({ db, dialect }: DatabaseHandle): Promise<boolean | null> {
  if (dialect !== 'postgres') return null;
  const { rows } =
    await sql`select 1 from pg_tables where schemaname = 'public' and tableowner = current_user limit 1`.execute(db);
  return rows.length > 0;
}
