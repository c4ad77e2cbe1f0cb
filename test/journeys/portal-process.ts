/** A portal as people run it: a process of its own, on SQLite or PostgreSQL, with its own folder and port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { administer } from '../setup/postgres.ts';

const root = join(import.meta.dirname, '../..');

export interface PortalProcess {
  readonly origin: string;
  readonly folder: string;
  /** Everything the server has printed so far. */
  readonly output: () => string;
  /** Runs a command of the operator's on the same database; gives its exit code and what it printed. */
  los(...args: string[]): Promise<{ code: number; output: string }>;
  start(): Promise<void>;
  /** Ctrl-C, or `SIGKILL` for a fault. */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>;
  /** Stops and removes everything. */
  remove(): Promise<void>;
}

export interface PortalProcessOptions {
  readonly dialect: 'sqlite' | 'postgres';
  readonly demonstration?: boolean;
}

let number = 0;

/** Prepares a portal that has not started yet. */
export async function preparePortal({ dialect, demonstration = false }: PortalProcessOptions): Promise<PortalProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'los-portal-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const database = `${inject('postgresTemplate')}_journey_${process.pid}_${number++}`;
  if (dialect === 'postgres') await administer(inject('postgresUrl'), `create database ${database}`);
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    DATA_DIR: folder,
    LOS_DEMONSTRATION: demonstration ? 'on' : 'off',
    ...(dialect === 'postgres' ? { DATABASE_URL: `${inject('postgresUrl')}/${database}` } : {}),
  };
  let server: ChildProcess | undefined;
  let printed = '';

  const run = (args: string[]) =>
    spawn(process.execPath, ['app/cli/main.ts', ...args], { cwd: root, env: environment });

  const stop = async (signal: 'SIGINT' | 'SIGKILL' = 'SIGINT') => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  };

  return {
    origin,
    folder,
    output: () => printed,
    los: (...args) =>
      new Promise((resolve) => {
        const child = run(args);
        let output = '';
        child.stdout.on('data', (chunk) => (output += String(chunk)));
        child.stderr.on('data', (chunk) => (output += String(chunk)));
        child.once('exit', (code) => resolve({ code: code ?? -1, output }));
      }),
    start: () =>
      new Promise((resolve, reject) => {
        const child = run(['serve']);
        server = child;
        const hear = (chunk: unknown) => {
          printed += String(chunk);
          if (printed.includes('is ready at')) resolve();
        };
        printed = '';
        child.stdout.on('data', hear);
        child.stderr.on('data', hear);
        child.once('exit', (code) => reject(new Error(`The portal ended with ${code}:\n${printed}`)));
      }),
    stop,
    remove: async () => {
      await stop();
      if (dialect === 'postgres') {
        await administer(inject('postgresUrl'), `drop database if exists ${database} with (force)`);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}
