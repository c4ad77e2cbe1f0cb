import { addMinutes } from '../../platform/clock.ts';
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

const leaseMinutes = 15;
const mostAttempts = 5;
const pauseMilliseconds = 1000;

/**
 * Runs jobs one at a time in this process. A job is claimed by a lease, so that a process that died gives it back, and
 * tried again with growing pauses; after five failures it stays as failed, with its last error.
 */
export function createJobRunner(portal: Portal, handlers: JobHandlers): JobRunner {
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const drain = async () => {
    while (!stopped && (await runNext(portal, handlers)));
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

async function runNext(portal: Portal, handlers: JobHandlers): Promise<boolean> {
  const job = await claim(portal);
  if (!job) return false;
  try {
    await handle(portal, handlers, job.kind, JSON.parse(job.payload));
    await portal.database.db
      .updateTable('job')
      .set({ status: 'done', finished_at: portal.stamp().now, leased_until: null })
      .where('id', '=', job.id)
      .execute();
  } catch (error) {
    const { now } = portal.stamp();
    const failed = job.attempts >= mostAttempts;
    portal.log.error('job-failed', error, { jobId: job.id, kind: job.kind, attempts: job.attempts });
    await portal.database.db
      .updateTable('job')
      .set({
        status: failed ? 'failed' : 'waiting',
        run_at: addMinutes(now, 2 ** job.attempts),
        leased_until: null,
        last_error: error instanceof Error ? error.message : String(error),
      })
      .where('id', '=', job.id)
      .execute();
  }
  return true;
}

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
        leased_until: addMinutes(now, leaseMinutes),
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
