import { addMinutes, instant } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { type JobKind, type JobPayload, jobPayloads } from './commands.server.ts';

export type JobHandlers = { readonly [K in JobKind]: (portal: Portal, payload: JobPayload<K>) => Promise<void> };

export interface JobRunner {
  /** Looks for work now rather than at the next turn. */
  wake(): void;
  /** Runs until nothing is waiting; for tests and the command line. */
  drain(): Promise<void>;
  /** Takes no more work and waits for what is running. */
  stop(): Promise<void>;
}

const leaseSeconds = 60;
const renewMilliseconds = 20_000;
const mostAttempts = 5;
const pauseMilliseconds = 1000;

/**
 * Runs jobs one at a time in this process. A job is claimed by a short lease that is renewed while it runs, so that a
 * process that died gives it back within a minute; SQLite belongs to one process, so there whatever an earlier one left
 * running is taken up at once. A job that fails is tried again with growing pauses; after five failures it stays as
 * failed, with its last error.
 */
export function createJobRunner(
  portal: Portal,
  handlers: JobHandlers,
  { renewEvery = renewMilliseconds }: { readonly renewEvery?: number } = {},
): JobRunner {
  let stopped = false;
  let released = portal.database.dialect !== 'sqlite';
  let turn: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const drain = async () => {
    if (!released) await releaseAll(portal);
    released = true;
    while (!stopped && (await runNext(portal, handlers, renewEvery)));
  };
  const next = () => {
    turn = turn.then(drain).catch((error: unknown) => portal.log.error('job-runner-failed', error));
    return turn;
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => void next().finally(schedule), pauseMilliseconds);
    timer.unref();
  };
  schedule();
  return {
    wake: () => void next(),
    drain: next,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}

/** Gives back every job that an earlier process was running. */
async function releaseAll(portal: Portal): Promise<void> {
  await portal.database.db
    .updateTable('job')
    .set({ status: 'waiting', run_at: portal.stamp().now, leased_until: null })
    .where('status', '=', 'running')
    .execute();
}

async function runNext(portal: Portal, handlers: JobHandlers, renewEvery: number): Promise<boolean> {
  const job = await claim(portal);
  if (!job) return false;
  const renewal = setInterval(() => {
    renew(portal, job).catch((error: unknown) => portal.log.error('job-lease-not-renewed', error, { jobId: job.id }));
  }, renewEvery);
  try {
    await handle(portal, handlers, job.kind, JSON.parse(job.payload));
    await held(portal, job).set({ status: 'done', finished_at: portal.stamp().now, leased_until: null }).execute();
  } catch (error) {
    const { now } = portal.stamp();
    const failed = job.attempts >= mostAttempts;
    portal.log.error('job-failed', error, { jobId: job.id, kind: job.kind, attempts: job.attempts });
    await held(portal, job)
      .set({
        status: failed ? 'failed' : 'waiting',
        run_at: addMinutes(now, 2 ** job.attempts),
        leased_until: null,
        last_error: error instanceof Error ? error.message : String(error),
      })
      .execute();
  } finally {
    clearInterval(renewal);
  }
  return true;
}

type ClaimedJob = { readonly id: string; readonly attempts: number };

/** The job as this process claimed it: one that another process has claimed since is left alone. */
const held = (portal: Portal, { id, attempts }: ClaimedJob) =>
  portal.database.db
    .updateTable('job')
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('status', '=', 'running');

const renew = (portal: Portal, job: ClaimedJob) =>
  held(portal, job)
    .set({ leased_until: leaseFrom(portal.stamp().now) })
    .execute();

const leaseFrom = (now: string): string => instant(new Date(Date.parse(now) + leaseSeconds * 1000));

async function claim(portal: Portal) {
  const { dialect } = portal.database;
  return portal.database.transaction(async (trx) => {
    const { now } = portal.stamp();
    let waiting = trx
      .selectFrom('job')
      .select('id')
      .where((eb) =>
        eb.or([
          eb.and([eb('status', '=', 'waiting'), eb('run_at', '<=', now)]),
          eb.and([eb('status', '=', 'running'), eb('leased_until', '<', now)]),
        ]),
      )
      .orderBy('run_at')
      .limit(1);
    if (dialect === 'postgres') waiting = waiting.forUpdate().skipLocked();
    const found = await waiting.executeTakeFirst();
    if (!found) return undefined;
    return trx
      .updateTable('job')
      .set((eb) => ({
        status: 'running' as const,
        attempts: eb('attempts', '+', 1),
        leased_until: leaseFrom(now),
      }))
      .where('id', '=', found.id)
      .returning(['id', 'kind', 'payload', 'attempts'])
      .executeTakeFirst();
  });
}

async function handle(portal: Portal, handlers: JobHandlers, kind: string, payload: unknown): Promise<void> {
  switch (kind) {
    case 'compile-pack':
      return handlers['compile-pack'](portal, jobPayloads['compile-pack'].parse(payload));
    case 'carry-forward':
      return handlers['carry-forward'](portal, jobPayloads['carry-forward'].parse(payload));
    case 'plan-upgrade':
      return handlers['plan-upgrade'](portal, jobPayloads['plan-upgrade'].parse(payload));
    default:
      throw new Error(`No handler for a job of kind ${kind}`);
  }
}
