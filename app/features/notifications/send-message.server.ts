import type { Trx } from '../../../db/client.server.ts';
import { addMinutes, instant } from '../../platform/clock.ts';
import type { SendOutcome } from '../../platform/mail/mailer.ts';
import type { Portal } from '../../platform/portal.ts';
import { backOffMinutes, TryLater } from '../jobs/again.ts';
import { settleWaitingJobs } from '../jobs/commands.server.ts';
import { markAddressBroken } from './addresses.server.ts';
import { prepareMessage, type StillWanted } from './prepare-message.server.ts';

/** After so many attempts without a clear answer, about a working day, the message waits for the operator. */
const mostAttempts = 12;

/**
 * The job that sends one message. It may run any number of times and in several processes: the message is taken up only
 * while it is queued, an attempt is counted before it is made, and an attempt with an unknown end is looked up at the
 * service before another is made.
 */
export function createSender(stillWanted: StillWanted) {
  return async (portal: Portal, { messageId }: { readonly messageId: string }): Promise<void> => {
    const { mailer, database } = portal;
    if (mailer.kind === 'screen') return showAll(portal);
    const prepared = await database.transaction((trx) =>
      prepareMessage(trx, portal.stamp(), portal, messageId, stillWanted),
    );
    if (prepared.kind === 'nothing') return;
    if (prepared.kind === 'later') throw new TryLater(prepared.at, prepared.reason, prepared.spreadSeconds);
    const { message, attempts } = prepared;
    const outcome =
      (attempts > 0 ? await earlierAttempt(portal, message.id) : undefined) ?? (await mailer.send(message));
    const again = await database.transaction((trx) =>
      recordOutcome(trx, portal.stamp().now, { id: messageId, to: message.to, attempts: attempts + 1 }, outcome),
    );
    if (again) throw again;
  };
}

/** On screen there is nobody to disturb and nothing to wait for: all that is queued counts as shown. */
async function showAll(portal: Portal): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    await trx
      .updateTable('outbox_message')
      .set({ status: 'sent', sent_at: stamp.now })
      .where('status', '=', 'queued')
      .execute();
    await settleWaitingJobs(trx, stamp, 'send-message');
  });
}

/** What became of an attempt whose end we do not know; undefined when it has to be made again. */
async function earlierAttempt({ mailer }: Portal, id: string): Promise<SendOutcome | undefined> {
  const found = await mailer.find(id);
  if (found === 'absent') return undefined;
  if (found !== 'unknown') return { kind: 'accepted', providerId: found.providerId };
  return mailer.kind === 'notify'
    ? { kind: 'unclear', reason: 'GOV.UK Notify could not be asked whether it has this message' }
    : undefined;
}

async function recordOutcome(
  trx: Trx,
  now: string,
  message: { readonly id: string; readonly to: string; readonly attempts: number },
  outcome: SendOutcome,
): Promise<TryLater | undefined> {
  const row = trx.updateTable('outbox_message').where('id', '=', message.id).where('status', '=', 'queued');
  switch (outcome.kind) {
    case 'accepted':
      await row.set({ status: 'sent', sent_at: now, provider_id: outcome.providerId, last_error: null }).execute();
      return undefined;
    case 'refused':
      await row.set({ status: 'failed', last_error: outcome.reason }).execute();
      if (outcome.addressFault) await markAddressBroken(trx, now, message.to, outcome.reason);
      return undefined;
    case 'busy': {
      // It was refused as one too many: it did not go out, so the attempt does not count.
      const until = instant(new Date(Date.parse(now) + outcome.waitSeconds * 1000));
      await row.set({ attempts: message.attempts - 1, attempted_at: null, last_error: outcome.reason }).execute();
      await trx.updateTable('mail_gate').set({ wait_until: until }).where('name', '=', 'mail').execute();
      return new TryLater(until, outcome.reason, 20);
    }
    case 'unclear': {
      const last = message.attempts >= mostAttempts;
      await row
        .set({
          status: last ? 'failed' : 'queued',
          last_error: last ? `Tried ${mostAttempts} times: ${outcome.reason}` : outcome.reason,
        })
        .execute();
      const minutes = backOffMinutes(message.attempts, 0);
      return last ? undefined : new TryLater(addMinutes(now, minutes), outcome.reason, minutes * 30);
    }
  }
}
