/** On PostgreSQL the portal can run as a role that owns nothing. */
import { sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { silentLog } from '../../app/platform/log.server.ts';
import { openPortal } from '../../app/portal.server.ts';
import { openDatabase } from '../../db/client.server.ts';
import { grantToRunner, ownsTables } from '../../db/grants.server.ts';
import { migrate } from '../../db/migrate.server.ts';
import { wholePortal } from '../../db/reach.ts';
import { aWorld, rated, submitted } from '../builders/a-filled-return.ts';
import { anEdition } from '../builders/an-edition.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** The portal of a test as the role that owns nothing. */
async function asRunner(owner: TestPortal) {
  const role = `los_runner_${process.pid}`;
  const { db } = owner.database;
  await sql
    .raw(`drop role if exists ${role}`)
    .execute(db)
    .catch(() => undefined);
  await sql.raw(`create role ${role} login password 'runner'`).execute(db);
  await grantToRunner(owner.database, role);
  await grantToRunner(owner.database, role);
  const url = new URL(owner.databaseUrl);
  url.username = role;
  url.password = 'runner';
  // What a test does outside of any request, it does as the portal.
  const database = openDatabase({ url: url.href, seam: { elsewhere: wholePortal } });
  opened.push(async () => {
    await database.close();
    await sql.raw(`drop owned by ${role}`).execute(db);
    await sql.raw(`drop role ${role}`).execute(db);
  });
  return database;
}

it('runs the portal as a role that owns nothing: a return is answered, signed and sent', async () => {
  const owner = await openTestPortal('postgres');
  opened.push(() => owner.close());
  const database = await asRunner(owner);
  expect(await migrate(database, { now: owner.stamp().now })).toEqual({ applied: [] });
  const portal = openPortal(owner.config, { clock: owner.clock, log: silentLog, database });
  const world = await aWorld(portal, anEdition());
  const { submissionId } = await submitted(portal, world, { 'a1-rating': rated('green') });
  expect(submissionId).not.toBe('');
  expect([await ownsTables(database), await ownsTables(owner.database)]).toEqual([false, true]);
});

it('refuses that role to change the schema, and to edit or delete what the record of changes holds', async () => {
  const owner = await openTestPortal('postgres');
  opened.push(() => owner.close());
  const { db } = await asRunner(owner);
  for (const statement of [
    'drop table answer',
    'alter table answer add column more text',
    'create table anything (id text)',
    "update event set detail = '{}'",
    'delete from event',
    'truncate event',
    "insert into schema_migration (name, applied_at) values ('9999', 'now')",
  ])
    await expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/permission denied|must be owner/);
});

it('refuses SQLite, and a name that is no plain name', async () => {
  const embedded = await openTestPortal('sqlite');
  opened.push(() => embedded.close());
  await expect(grantToRunner(embedded.database, 'runner')).rejects.toThrow('SQLite knows no roles');
  const owner = await openTestPortal('postgres');
  opened.push(() => owner.close());
  await expect(grantToRunner(owner.database, 'runner"; drop table answer; --')).rejects.toThrow('no plain name');
});
