import type { DatabaseHandle, Reader } from '../../../db/client.server.ts';
import { asThePortal } from '../../../db/reach.ts';
import { addMinutes, instant } from '../../platform/clock.ts';
import { withoutTyped } from '../../platform/log.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { backOffMinutes, TryLater } from './again.ts';
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

export interface RunnerOptions {
  readonly renewEvery?: number;
  /** The kinds of job this process takes, lane by lane; one job of a lane runs at a time. */
  readonly lanes?: readonly (readonly JobKind[])[];
  /** Between 0 and 1, for pauses that differ. */
  readonly chance?: () => number;
}

const leaseSeconds = 60;
const renewMilliseconds = 20_000;
const mostFailures = 5;
const pauseMilliseconds = 1000;

const isJobKind = (kind: string): kind is JobKind => Object.hasOwn(jobPayloads, kind);
const allKinds = Object.keys(jobPayloads).filter(isJobKind);
/** Mail does not wait behind a pack that takes minutes, nor a pack behind the copy of a whole organisation. */
const ownLanes: readonly JobKind[] = ['send-message', 'export-organisation'];
const defaultLanes: readonly (readonly JobKind[])[] = [
  ...ownLanes.map((kind) => [kind]),
  allKinds.filter((kind) => !ownLanes.includes(kind)),
];

/**
 * Runs jobs in this process, one of each lane at a time. A job is claimed by a short lease that is renewed while it
 * runs, so that a process that died gives it back within a minute; SQLite belongs to one process, so there whatever an
 * earlier one left running is taken up at once. A job that fails is tried again with growing pauses; after five failures
 * it stays as failed, with its last error. A handler that throws `TryLater` has not failed.
 */
export function createJobRunner(portal: Portal, handlers: JobHandlers, options: RunnerOptions = {}): JobRunner {
  const lanes = (options.lanes ?? defaultLanes).map((kinds) =>
    createLane(portal, handlers, kinds, {
      renewEvery: options.renewEvery ?? renewMilliseconds,
      chance: options.chance ?? Math.random,
    }),
  );
  return {
    wake: () => {
      for (const lane of lanes) lane.wake();
    },
    drain: async () => {
      await Promise.all(lanes.map((lane) => lane.drain()));
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

interface LaneOptions {
  readonly renewEvery: number;
  readonly chance: () => number;
}

function createLane(portal: Portal, handlers: JobHandlers, kinds: readonly JobKind[], options: LaneOptions): JobRunner {
  let stopped = false;
  let released = portal.database.dialect !== 'sqlite';
  let turn: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const drain = () =>
    asThePortal('a job of the portal', async () => {
      if (!released) await releaseAll(portal, kinds);
      released = true;
      while (!stopped && (await runNext(portal, handlers, kinds, options)));
    });
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
async function releaseAll(portal: Portal, kinds: readonly JobKind[]): Promise<void> {
  await portal.database.db
    .updateTable('job')
    .set({ status: 'waiting', run_at: portal.stamp().now, leased_until: null })
    .where('status', '=', 'running')
    .where('kind', 'in', kinds)
    .execute();
}

async function runNext(
  portal: Portal,
  handlers: JobHandlers,
  kinds: readonly JobKind[],
  { renewEvery, chance }: LaneOptions,
): Promise<boolean> {
  const job = await claimJob(portal.database, portal.stamp().now, kinds);
  if (!job) return false;
  const renewal = setInterval(() => {
    renew(portal, job).catch((error: unknown) => portal.log.error('job-lease-not-renewed', error, { jobId: job.id }));
  }, renewEvery);
  try {
    await handle(portal, handlers, job.kind, JSON.parse(job.payload));
    await held(portal, job).set({ status: 'done', finished_at: portal.stamp().now, leased_until: null }).execute();
  } catch (error) {
    if (error instanceof TryLater) {
      const at = instant(new Date(Date.parse(error.at) + chance() * error.spreadSeconds * 1000));
      await held(portal, job)
        .set({ status: 'waiting', run_at: at, leased_until: null, last_error: error.message })
        .execute();
    } else await recordFailure(portal, job, error, chance());
  } finally {
    clearInterval(renewal);
  }
  return true;
}

async function recordFailure(portal: Portal, job: ClaimedJob, error: unknown, chance: number): Promise<void> {
  const failures = job.failures + 1;
  portal.log.error('job-failed', error, { jobId: job.id, kind: job.kind, failures });
  await held(portal, job)
    .set({
      status: failures >= mostFailures ? 'failed' : 'waiting',
      run_at: addMinutes(portal.stamp().now, backOffMinutes(failures, chance)),
      failures,
      leased_until: null,
      last_error: withoutTyped(error instanceof Error ? error.message : String(error)),
    })
    .execute();
}

interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  readonly payload: string;
  readonly attempts: number;
  readonly failures: number;
}

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

/**
 * Takes the next job of some kinds: one whose lease ran out, else the first by priority and time. Two processes never
 * get the same one: on PostgreSQL the row is locked and locked rows are passed over, on SQLite there is one writer.
 */
export async function claimJob(
  database: DatabaseHandle,
  now: string,
  kinds: readonly JobKind[],
): Promise<ClaimedJob | undefined> {
  // Mostly there is nothing: that is seen without taking the write lock every second.
  const idle = claimable(database.db, now, kinds);
  if (!(await idle.waiting.executeTakeFirst()) && !(await idle.expired.executeTakeFirst())) return undefined;
  const locking = database.dialect === 'postgres';
  return database.transaction(async (trx) => {
    const { expired, waiting } = claimable(trx, now, kinds);
    const found =
      (await (locking ? expired.forUpdate().skipLocked() : expired).executeTakeFirst()) ??
      (await (locking ? waiting.forUpdate().skipLocked() : waiting).executeTakeFirst());
    if (!found) return undefined;
    return trx
      .updateTable('job')
      .set((eb) => ({ status: 'running' as const, attempts: eb('attempts', '+', 1), leased_until: leaseFrom(now) }))
      .where('id', '=', found.id)
      .returning(['id', 'kind', 'payload', 'attempts', 'failures'])
      .executeTakeFirst();
  });
}

function claimable(db: Reader, now: string, kinds: readonly JobKind[]) {
  const ofKinds = db.selectFrom('job').select('id').where('kind', 'in', kinds).limit(1);
  return {
    expired: ofKinds.where('status', '=', 'running').where('leased_until', '<', now),
    waiting: ofKinds
      .where('status', '=', 'waiting')
      .where('run_at', '<=', now)
      .orderBy('priority')
      .orderBy('run_at')
      .orderBy('id'),
  };
}

async function handle(portal: Portal, handlers: JobHandlers, kind: string, payload: unknown): Promise<void> {
  if (!isJobKind(kind)) throw new Error(`No handler for a job of kind ${kind}`);
  return run(portal, handlers, kind, payload);
}

const run = <K extends JobKind>(portal: Portal, handlers: JobHandlers, kind: K, payload: unknown): Promise<void> => {
  const parsed = jobPayloads[kind].parse(payload) as JobPayload<K>;
  return handlers[kind](portal, parsed);
};
