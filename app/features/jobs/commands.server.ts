import { z } from 'zod';
import type { Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';

/** Every kind of job, with the shape of what it is told: identifiers only, so that a job that runs late reads today's rows. */
export const jobPayloads = {
  'compile-pack': z.object({ packId: z.string() }),
  'send-responses': z.object({ batchId: z.string() }),
  'carry-forward': z.object({ returnId: z.string() }),
  'plan-upgrade': z.object({ cycleId: z.string() }),
  'send-message': z.object({ messageId: z.string() }),
  'reminder-round': z.object({ day: z.string() }),
  'export-organisation': z.object({ exportId: z.string() }),
  'search-records': z.object({ searchId: z.string() }),
  'end-export': z.object({ exportId: z.string() }),
  'scan-file': z.object({ organisationId: z.string(), sha256: z.string() }),
  'check-deliveries': z.object({ day: z.string() }),
  dispose: z.object({ runId: z.string() }),
  'log-chain-heads': z.object({ day: z.string() }),
} as const;

export type JobKind = keyof typeof jobPayloads;
export type JobPayload<K extends JobKind> = z.infer<(typeof jobPayloads)[K]>;

interface NewJob<K extends JobKind> {
  readonly kind: K;
  readonly payload: JobPayload<K>;
  readonly reference?: string;
  /** The lowest first; 5 unless told. */
  readonly priority?: number;
  /** Not before this instant; now unless told. */
  readonly runAt?: string;
}

/** Queues a job in the transaction of the change that needs it. With a `reference` it is queued once. */
export async function queueJob<K extends JobKind>(trx: Trx, stamp: Stamp, job: NewJob<K>): Promise<void> {
  await queueJobs(trx, stamp, [job]);
}

/** Rows of one statement: both databases limit how many values a statement may carry. */
const batch = 500;

/** As `queueJob`, for many at once: a few statements however many there are. */
export async function queueJobs<K extends JobKind>(trx: Trx, stamp: Stamp, jobs: readonly NewJob<K>[]): Promise<void> {
  for (let start = 0; start < jobs.length; start += batch)
    await trx
      .insertInto('job')
      .values(
        jobs.slice(start, start + batch).map((job) => ({
          id: stamp.newId(),
          kind: job.kind,
          payload: JSON.stringify(job.payload),
          reference: job.reference ?? null,
          status: 'waiting' as const,
          priority: job.priority ?? 5,
          run_at: job.runAt ?? stamp.now,
          attempts: 0,
          failures: 0,
          leased_until: null,
          progress: 0,
          progress_note: null,
          last_error: null,
          created_at: stamp.now,
          finished_at: null,
        })),
      )
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .execute();
}

/** Marks every waiting job of a kind as done, where one piece of work has done what they all were for. */
export async function settleWaitingJobs(trx: Trx, stamp: Stamp, kind: JobKind): Promise<void> {
  await trx
    .updateTable('job')
    .set({ status: 'done', finished_at: stamp.now })
    .where('kind', '=', kind)
    .where('status', '=', 'waiting')
    .execute();
}
