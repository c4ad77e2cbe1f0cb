import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, inject } from 'vitest';
import { readConfig } from '../../app/platform/config.server.ts';
import { silentLog } from '../../app/platform/log.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { openPortal } from '../../app/portal.server.ts';
import { openDatabase } from '../../db/client.server.ts';
import { migrate } from '../../db/migrate.server.ts';
import { administer } from './postgres.ts';

/** A portal of a test's own: an empty, migrated database, a folder for files, a clock that the test moves. */
export interface TestPortal extends Portal {
  /** Sets the clock to an instant, for instance `2026-11-22T09:00:00Z`. */
  setTime(at: string): void;
  /** Every statement sent to the database since the last call. */
  takeQueries(): string[];
}

export const testStart = '2026-11-02T09:00:00.000Z';

let number = 0;

/** Runs one body of tests on SQLite and again on PostgreSQL; `open` gives each test a portal of its own. */
export function describeEachDatabase(name: string, body: (open: () => Promise<TestPortal>) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} (%s)`, (dialect) => {
    const opened: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of opened.splice(0).reverse()) await close();
    });
    body(async () => {
      const portal = await openTestPortal(dialect);
      opened.push(() => portal.close());
      return portal;
    });
  });
}

export async function openTestPortal(dialect: 'sqlite' | 'postgres'): Promise<TestPortal> {
  const dataDir = mkdtempSync(join(tmpdir(), 'los-test-'));
  const postgresUrl = inject('postgresUrl');
  const name = `los_test_${process.pid}_${number++}`;
  if (dialect === 'postgres') {
    await administer(postgresUrl, `create database ${name} template ${inject('postgresTemplate')}`);
  }
  const queries: string[] = [];
  const database = openDatabase({
    url: dialect === 'postgres' ? `${postgresUrl}/${name}` : `sqlite:${join(dataDir, 'test.sqlite')}`,
    onQuery: (event) => void queries.push(event.query.sql),
  });
  if (dialect === 'sqlite') await migrate(database, { now: testStart });
  let now = new Date(testStart);
  const config = readConfig({ DATA_DIR: dataDir, PUBLIC_ORIGIN: 'http://localhost:3000' });
  const portal = openPortal(config, { clock: { now: () => now }, log: silentLog, database });
  return {
    ...portal,
    setTime: (at) => {
      now = new Date(at);
    },
    takeQueries: () => queries.splice(0),
    close: async () => {
      await portal.close();
      if (dialect === 'postgres') await administer(postgresUrl, `drop database if exists ${name} with (force)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
