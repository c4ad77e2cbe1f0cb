import { type ChildProcess, fork, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Load, LoadResult } from './load.ts';

export const rootDir = join(import.meta.dirname, '../..');
/** Built for benchmarks alone; `build` is not under version control. */
export const benchBuildDir = join(rootDir, 'build/bench');

export interface RunningServer {
  readonly origin: string;
  /** Resident memory of the process now, in megabytes. */
  residentMegabytes(): number;
  stop(): Promise<void>;
}

/** How long a server may take to start: the portal may have to build first. */
const patience = 300_000;

/** Starts the portal as people do, on the data of a folder. */
export const startPortal = (folder: string): Promise<RunningServer> =>
  startServer(['app/cli/main.ts', 'serve'], folder);

/** Starts a program of ours that serves on PORT and prints "is ready at" when it does. */
export async function startServer(program: readonly string[], folder: string): Promise<RunningServer> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, program, {
    cwd: rootDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      NODE_ENV: 'production',
      RATE_LIMITS: 'off',
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      DATA_DIR: folder,
      LOS_DEMONSTRATION: 'off',
    },
  });
  await untilReady(child);
  return { origin, residentMegabytes: () => residentMegabytes(child), stop: () => stop(child) };
}

function residentMegabytes({ pid }: ChildProcess): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    let ready = false;
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    const hear = (chunk: unknown) => {
      // What a server logs afterwards is read, so that it is never held up, but not searched.
      if (ready) return;
      printed += String(chunk);
      ready = printed.includes('is ready at');
      if (!ready) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`A server of the benchmark ended with ${code}:\n${printed}`));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(late);
}

/** A process of its own that sends requests, so that making them does not slow what is measured. */
export interface LoadGenerator {
  send(load: Load): Promise<LoadResult>;
  stop(): Promise<void>;
}

export function startLoadGenerator(): LoadGenerator {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    send: (load) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null) => reject(new Error(`The load generator ended with ${code}`));
        child.once('exit', ended);
        child.once('message', (reply: { result: LoadResult } | { problem: string }) => {
          child.off('exit', ended);
          if ('problem' in reply) reject(new Error(reply.problem));
          else resolve(reply.result);
        });
        child.send(load);
      }),
    stop: () => stop(child),
  };
}

/** Enough requests for the engine to have compiled what runs often, but not for ever on a busy machine. */
export async function warmUp(load: () => Promise<LoadResult>, quick: boolean): Promise<void> {
  const end = performance.now() + 30_000;
  for (let sent = 0; sent < (quick ? 1 : 2000) && performance.now() < end; ) sent += (await load()).requests;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port is free')),
      );
    });
  });
}
