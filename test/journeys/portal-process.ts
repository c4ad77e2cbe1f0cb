/** A portal as people run it: a process of its own, on SQLite or PostgreSQL, with its own folder and port. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../setup/free-port.ts';

const root = join(import.meta.dirname, '../..');

export interface PortalProcess {
  readonly origin: string;
  readonly folder: string;
  /** Undefined: a SQLite file in the folder. */
  readonly databaseUrl: string | undefined;
  /** Of the server, while it runs. */
  readonly pid: () => number | undefined;
  /** Everything the server has printed since it started. */
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
  /** An empty database; without it the portal makes a SQLite file in its folder. */
  readonly databaseUrl?: string;
  /** The same database by the role that the portal runs as; without it, as the owner of its tables. */
  readonly runsAs?: string | undefined;
  readonly demonstration?: boolean;
  /** The folder of a prepared portal, to begin with a copy of it. */
  readonly from?: string;
  /** Where its folder is made. */
  readonly within?: string;
  /** A command to run the server under, which gets the server's own as its last words. */
  readonly under?: readonly string[];
}

/** Prepares a portal that has not started yet, and builds the product first unless it is built. */
export async function preparePortal(options: PortalProcessOptions = {}): Promise<PortalProcess> {
  const folder = mkdtempSync(join(options.within ?? tmpdir(), 'los-portal-'));
  // What is copied was prepared in this run, by the product as it was built for it.
  if (options.from === undefined) await buildOnce();
  else cpSync(options.from, folder, { recursive: true });
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const databaseUrl = options.runsAs ?? options.databaseUrl;
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    PORT: String(port),
    PUBLIC_ORIGIN: origin,
    DATA_DIR: folder,
    // Nobody uploads as fast as the runs that kill the portal meanwhile.
    RATE_LIMITS: 'upload=100000/60',
    LOS_DEMONSTRATION: options.demonstration ? 'on' : 'off',
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  };
  let server: ChildProcess | undefined;
  let printed = '';

  const run = (args: string[], under: readonly string[] = []) => {
    const [program = process.execPath, ...rest] = [...under, process.execPath, 'app/cli/main.ts', ...args];
    return spawn(program, rest, { cwd: root, env: environment });
  };

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
    databaseUrl: options.databaseUrl,
    pid: () => server?.pid,
    output: () => printed,
    los: (...args) =>
      new Promise((resolve) => {
        const child = run(args);
        let output = '';
        child.stdout.on('data', (chunk) => (output += String(chunk)));
        child.stderr.on('data', (chunk) => (output += String(chunk)));
        child.once('close', (code) => resolve({ code: code ?? -1, output }));
      }),
    start: () =>
      new Promise((resolve, reject) => {
        const child = run(['serve'], options.under);
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
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const lock = join(root, 'node_modules/.cache/journeys-build');

/** Several files of tests start at the same time, and two builds at once would write over each other. */
async function buildOnce(): Promise<void> {
  mkdirSync(join(lock, '..'), { recursive: true });
  while (!takeLock()) await wait(200);
  try {
    const done = spawnSync(process.execPath, ['app/cli/build-command.ts'], { cwd: root, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`The build failed:\n${done.stdout}\n${done.stderr}`);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A lock older than five minutes belongs to a run that was killed. */
function takeLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (made !== undefined && Date.now() - made > 300_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
