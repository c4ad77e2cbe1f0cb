import { copyFileSync, existsSync } from 'node:fs';
import { sql } from 'kysely';
import type { DatabaseHandle } from './client.server.ts';
import { migrations } from './migrations/index.ts';

/**
 * Whether PostgreSQL has the table of steps: a role that owns nothing may read it, and not even ask for a table that there
 * is to be made.
 */
async function isBegun({ db, dialect }: DatabaseHandle): Promise<boolean> {
  if (dialect !== 'postgres') return false;
  const { rows } = await sql<{
    found: string | null;
  }>`select to_regclass('public.schema_migration')::text as found`.execute(db);
  return rows[0]?.found !== null;
}

export interface MigrationReport {
  readonly applied: string[];
}

/**
 * Brings the database to the newest schema, one transaction a step. On SQLite the file is copied beside itself first
 * when it already holds data. Refuses a database that a newer release has written.
 */
export async function migrate(
  handle: DatabaseHandle,
  options: { readonly backupFile?: string; readonly now: string },
): Promise<MigrationReport> {
  const { db } = handle;
  if (!(await isBegun(handle)))
    await db.schema
      .createTable('schema_migration')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'text', (column) => column.notNull())
      .execute();
  const done = new Set((await db.selectFrom('schema_migration').select('name').execute()).map((row) => row.name));
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...done].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(`This database was written by a newer release (unknown migration ${unknown.join(', ')})`);
  }
  const waiting = migrations.filter((migration) => !done.has(migration.name));
  if (waiting.length > 0 && done.size > 0 && handle.sqlite && options.backupFile && existsSync(handle.sqlite.name)) {
    handle.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(handle.sqlite.name, options.backupFile);
  }
  for (const migration of waiting) {
    await handle.transaction(async (trx) => {
      if (handle.dialect === 'postgres') await sql`select pg_advisory_xact_lock(727301)`.execute(trx);
      const already = await trx
        .selectFrom('schema_migration')
        .select('name')
        .where('name', '=', migration.name)
        .executeTakeFirst();
      if (already) return;
      await migration.up(trx);
      await trx.insertInto('schema_migration').values({ name: migration.name, applied_at: options.now }).execute();
    });
  }
  return { applied: waiting.map((migration) => migration.name) };
}
