import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { readConfig } from '../../app/platform/config.server.ts';
import { silentLog } from '../../app/platform/log.server.ts';
import type { Mailer } from '../../app/platform/mail/mailer.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { openPortal } from '../../app/portal.server.ts';
import { openDatabase } from '../../db/client.server.ts';
import { wholePortal } from '../../db/reach.ts';
import { compareBeside, type Difference } from './beside-the-wall.ts';
import { administer, asRunner } from './postgres.ts';

/** A portal of a test's own: an empty, migrated database, a folder for files, a clock that the test moves. */
export interface TestPortal extends Portal {
  /** Where its database is, for a process of the test's own. */
  readonly databaseUrl: string;
  /** The same for a process that runs as a role that owns nothing; undefined on SQLite. */
  readonly runnerUrl: string | undefined;
  /** Sets the clock to an instant, for instance `2026-11-22T09:00:00Z`. */
  setTime(at: string): void;
  /** Every statement sent to the database since the last call. */
  takeQueries(): string[];
  /** Closes its database until the end of the test, and everybody has left it: so that it can be copied. */
  leaveDatabase(): Promise<void>;
}

export interface TestParts {
  /** In place of messages on screen. */
  readonly mailer?: Mailer;
  /** Settings beside where the data is. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * On PostgreSQL, as a role that owns nothing, so that policies hold for requests. What a test does outside of any
   * request, it does as the portal.
   */
  readonly asRunner?: boolean;
  /** With `asRunner`: asks every read of a request a second time beside the wall, and says where that differs. */
  readonly besideTheWall?: (difference: Difference) => void;
  /** SQLite waits for the disk at every commit, as in service. No test ends in a power cut, so that others need not. */
  readonly flushes?: boolean;
}

export const testStart = '2026-11-02T09:00:00.000Z';

/** Runs one body of tests on SQLite and again on PostgreSQL; `open` gives each test a portal of its own. */
export function describeEachDatabase(
  name: string,
  body: (open: (parts?: TestParts) => Promise<TestPortal>) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} (%s)`, (dialect) => {
    const opened: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of opened.splice(0).reverse()) await close();
    });
    body(async (parts) => {
      const portal = await openTestPortal(dialect, parts);
      opened.push(() => portal.close());
      return portal;
    });
  });
}

let number = 0;
interface PostgresDatabase {
  readonly name: string;
  /** Stays connected: a new connection reads everything about every table first. */
  keeper: pg.Client | undefined;
}
/** Databases of this process that are free again: emptying one is ten times quicker than making one. */
const freeDatabases: PostgresDatabase[] = [];

export async function openTestPortal(dialect: 'sqlite' | 'postgres', parts: TestParts = {}): Promise<TestPortal> {
  const dataDir = mkdtempSync(join(inject('runFolder'), 'los-test-'));
  const queries: string[] = [];
  const taken = dialect === 'postgres' ? await takePostgres() : undefined;
  const databaseUrl = taken === undefined ? `sqlite:${copySqlite(dataDir)}` : `${inject('postgresUrl')}/${taken.name}`;
  const runnerUrl = taken === undefined ? undefined : asRunner(databaseUrl, inject('postgresRunner'));
  const { environment, flushes, asRunner: isRunner, besideTheWall, ...others } = parts;
  const database = openDatabase({
    url: isRunner ? (runnerUrl ?? databaseUrl) : databaseUrl,
    onQuery: (event) => void queries.push(event.query.sql),
    seam: {
      elsewhere: wholePortal,
      ...(besideTheWall ? { onConnection: (connection) => compareBeside(connection, besideTheWall) } : {}),
    },
  });
  let now = new Date(testStart);
  if (!flushes) database.sqlite?.pragma('synchronous = OFF');
  const config = readConfig({ DATA_DIR: dataDir, PUBLIC_ORIGIN: 'http://localhost:3000', ...environment });
  const portal = openPortal(config, { clock: { now: () => now }, log: silentLog, database, ...others });
  return {
    ...portal,
    databaseUrl,
    runnerUrl,
    setTime: (at) => {
      now = new Date(at);
    },
    takeQueries: () => queries.splice(0),
    leaveDatabase: async () => {
      await portal.database.close();
      await taken?.keeper?.end();
      if (taken !== undefined) taken.keeper = undefined;
    },
    close: async () => {
      await portal.close();
      if (taken !== undefined) freeDatabases.push(taken);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function copySqlite(folder: string): string {
  const file = join(folder, 'test.sqlite');
  copyFileSync(inject('sqliteTemplate'), file);
  return file;
}

async function takePostgres(): Promise<PostgresDatabase> {
  const free = freeDatabases.pop();
  if (free !== undefined) {
    await empty(free);
    return free;
  }
  const url = inject('postgresUrl');
  const name = `${inject('postgresTemplate')}_${process.pid}_${number++}`;
  // Copied as files: written to the log, as usual, it would be written twice.
  await administer(url, `create database ${name} template ${inject('postgresTemplate')} strategy file_copy`);
  return { name, keeper: await connected(name) };
}

async function connected(name: string): Promise<pg.Client> {
  const keeper = new pg.Client({ connectionString: `${inject('postgresUrl')}/${name}` });
  keeper.on('error', () => undefined);
  await keeper.connect();
  return keeper;
}

/** Quicker than truncate for tables of a few rows, and most tables never had one; the replica role leaves foreign keys
 * unchecked meanwhile. */
async function empty(database: PostgresDatabase): Promise<void> {
  database.keeper ??= await connected(database.name);
  const { keeper } = database;
  const { rows } = await keeper.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration'
       and pg_relation_size(oid) > 0`,
  );
  const emptied = rows.map((row) => `delete from ${row.name}`).join('; ');
  await keeper.query(`set session_replication_role = replica; ${emptied}`);
}

/** Registered before any other of the file, and so the last to run. */
afterAll(async () => {
  for (const { name, keeper } of freeDatabases.splice(0)) {
    await keeper?.end();
    await dropOnceLeft(name);
  }
});

/**
 * A connection that has been closed here may be open on the server for a moment; one that the server had to end would be an
 * error that nobody waits for. What is still in use after a second goes with the server.
 */
async function dropOnceLeft(name: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const inUse = await administer(inject('postgresUrl'), `drop database if exists ${name}`).then(
      () => false,
      () => true,
    );
    if (!inUse) return;
    await wait(50);
  }
}
