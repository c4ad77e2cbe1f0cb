import type { Reader, Trx } from '../../../db/client.server.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { queueJobs } from '../jobs/commands.server.ts';
import { markAddressWorking } from './addresses.server.ts';
import { sendingPriority } from './commands.server.ts';

/** Whose messages: those of some partnerships, or, for the operator alone, of the whole installation. */
export type MessageScope = { readonly partnershipIds: readonly [string, ...string[]] } | 'installation';

export interface DeadLetter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly status: 'failed' | 'held' | 'sent';
  readonly reason: string;
  readonly createdAt: string;
  readonly attempts: number;
}

const within = (db: Reader, scope: MessageScope) => {
  const query = db.selectFrom('outbox_message');
  return scope === 'installation' ? query : query.where('partnership_id', 'in', scope.partnershipIds);
};

/** Messages that did not go out, or came back for good, newest first. */
export async function listDeadLetters(
  db: Reader,
  scope: MessageScope,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<DeadLetter[]> {
  const rows = await within(db, scope)
    .select(['id', 'to_address', 'subject', 'status', 'last_error', 'created_at', 'attempts'])
    .where((eb) =>
      eb.or([
        eb('status', 'in', ['failed', 'held']),
        eb.and([eb('status', '=', 'sent'), eb('delivery', '=', 'permanent-failure')]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    to: row.to_address,
    subject: row.subject,
    status: row.status === 'failed' || row.status === 'held' ? row.status : 'sent',
    reason:
      row.status === 'sent' ? 'The address does not exist or takes no mail' : (row.last_error ?? 'No reason is known'),
    createdAt: row.created_at,
    attempts: row.attempts,
  }));
}

const batch = 500;

/**
 * Queues dead letters again, to the address that their person has today: those named, or all of them. Gives how many;
 * one that is not dead, or not within the scope, is left alone.
 */
export async function retryDeadLetters(
  portal: Portal,
  scope: MessageScope,
  which: readonly string[] | 'all',
): Promise<number> {
  let retried = 0;
  for (;;) {
    const count = await portal.database.transaction((trx) => retryBatch(trx, portal.stamp(), scope, which));
    retried += count;
    if (count < batch) return retried;
  }
}

async function retryBatch(trx: Trx, stamp: Stamp, scope: MessageScope, which: readonly string[] | 'all') {
  let query = within(trx, scope)
    .leftJoin('person', 'person.id', 'outbox_message.person_id')
    .select([
      'outbox_message.id',
      'outbox_message.urgent',
      'outbox_message.attempts',
      'outbox_message.to_address',
      'outbox_message.status',
      'outbox_message.resent',
      'person.email',
    ])
    .where((eb) =>
      eb.or([
        eb('outbox_message.status', 'in', ['failed', 'held']),
        eb.and([eb('outbox_message.status', '=', 'sent'), eb('outbox_message.delivery', '=', 'permanent-failure')]),
      ]),
    )
    .limit(batch);
  if (which !== 'all') {
    if (which.length === 0) return 0;
    query = query.where('outbox_message.id', 'in', which.slice(0, batch));
  }
  const rows = await query.execute();
  for (const row of rows) {
    const cameBack = row.status === 'sent';
    await trx
      .updateTable('outbox_message')
      .set({
        status: 'queued',
        last_error: null,
        delivery: null,
        to_address: row.email ?? row.to_address,
        // An attempt without a clear end is looked up first; one that came back needs a reference of its own.
        attempts: cameBack ? 0 : Math.min(row.attempts, 1),
        resent: cameBack ? row.resent + 1 : row.resent,
      })
      .where('id', '=', row.id)
      .execute();
    await markAddressWorking(trx, row.to_address);
    await requeue(trx, stamp, row.id, { urgent: row.urgent === 1 });
  }
  return rows.length;
}

/** Lets the sending job of a message run again. */
export async function requeue(
  trx: Trx,
  stamp: Stamp,
  messageId: string,
  { urgent, runAt = stamp.now }: { readonly urgent: boolean; readonly runAt?: string },
): Promise<void> {
  const reference = `send-message:${messageId}`;
  const { numUpdatedRows } = await trx
    .updateTable('job')
    .set({ status: 'waiting', run_at: runAt, failures: 0, finished_at: null, last_error: null })
    .where('reference', '=', reference)
    .where('status', '<>', 'running')
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await queueJobs(trx, stamp, [
    { kind: 'send-message', payload: { messageId }, reference, priority: sendingPriority(urgent), runAt },
  ]);
}
