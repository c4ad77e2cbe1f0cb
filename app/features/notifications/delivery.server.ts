import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Trx } from '../../../db/client.server.ts';
import { addDays, addMinutes } from '../../platform/clock.ts';
import { type DeliveryState, deliveryStates } from '../../platform/mail/mailer.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { markAddressBroken, markAddressWorking } from './addresses.server.ts';
import { requeue } from './dead-letters.server.ts';
import { slotAfter } from './sending-times.ts';

/** What GOV.UK Notify posts when it knows what became of a message; it may add fields. */
const receiptSchema = z.object({
  id: z.string().max(100),
  reference: z.string().max(100).nullish(),
  status: z.enum(deliveryStates),
  completed_at: z.string().max(40).nullish(),
});

/** How often a failed delivery is tried again before the operator sees it. */
const mostResends = 2;
/** Notify gives up on an address after 72 hours. */
const silentHours = 72;
/** It forgets a message after a week. */
const forgottenDays = 7;

/** Whether a caller holds the token that was agreed with GOV.UK Notify; takes as long whatever is wrong. */
export function isDeliveryCaller(authorization: string | null, portal: Pick<Portal, 'config'>): boolean {
  const { mail } = portal.config;
  if (mail.kind !== 'notify') return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${mail.callbackToken}`));
}

/**
 * Takes one delivery receipt. Repeats, and receipts that overtake each other, change nothing twice: the last word of the
 * service about one sending stands. False for a body that is no receipt; a receipt for a message that is not ours is
 * taken and forgotten, so that Notify does not send it again.
 */
export async function takeDeliveryReceipt(portal: Portal, body: unknown): Promise<boolean> {
  const parsed = receiptSchema.safeParse(body);
  if (!parsed.success) return false;
  const { id, reference, status, completed_at } = parsed.data;
  await portal.database.transaction((trx) =>
    recordDelivery(trx, portal.stamp(), {
      providerId: id,
      reference: reference ?? null,
      state: status,
      at: completed_at ?? null,
    }),
  );
  return true;
}

interface Delivery {
  readonly providerId: string;
  readonly reference: string | null;
  readonly state: DeliveryState;
  readonly at: string | null;
}

async function recordDelivery(trx: Trx, stamp: Stamp, { providerId, reference, state, at }: Delivery): Promise<void> {
  const byReference = reference === null ? undefined : partsOf(reference);
  const row = await trx
    .selectFrom('outbox_message')
    .select(['id', 'to_address', 'urgent', 'status', 'resent', 'delivery', 'delivery_at'])
    .where((eb) => eb.or([eb('provider_id', '=', providerId), ...(byReference ? [eb('id', '=', byReference.id)] : [])]))
    .limit(1)
    .executeTakeFirst();
  if (!row) return;
  // A late word about an earlier sending says nothing about the one under way.
  if (byReference && byReference.resent !== row.resent) return;
  const deliveredAt = isInstant(at) ? new Date(at).toISOString() : stamp.now;
  if (row.delivery === state || (row.delivery_at !== null && deliveredAt < row.delivery_at)) return;
  const known = trx.updateTable('outbox_message').where('id', '=', row.id);
  // The receipt may overtake our own note that the message was taken: it is that note as well.
  await known
    .set({
      status: 'sent',
      provider_id: providerId,
      sent_at: stamp.now,
      delivery: state,
      delivery_at: deliveredAt,
      last_error: null,
    })
    .execute();
  switch (state) {
    case 'delivered':
      return markAddressWorking(trx, row.to_address);
    case 'permanent-failure':
      return markAddressBroken(trx, stamp.now, row.to_address, 'The address does not exist or takes no mail');
    case 'temporary-failure':
    case 'technical-failure': {
      if (row.resent >= mostResends || row.urgent === 1) {
        await known.set({ status: 'failed', last_error: failureWords[state] }).execute();
        return;
      }
      const runAt = state === 'temporary-failure' ? slotAfter(stamp.today) : addMinutes(stamp.now, 10);
      await known
        .set({ status: 'queued', attempts: 0, resent: row.resent + 1, delivery: null, last_error: failureWords[state] })
        .execute();
      await requeue(trx, stamp, row.id, { urgent: false, runAt });
    }
  }
}

const failureWords = {
  'temporary-failure': 'The mailbox could not be reached, or is full',
  'technical-failure': 'GOV.UK Notify and the mail service behind it could not agree',
} as const;

const isInstant = (at: string | null): at is string => at !== null && !Number.isNaN(Date.parse(at));

/** The outbox id of a reference, and which sending of it. */
function partsOf(reference: string): { readonly id: string; readonly resent: number } {
  const [id = '', resent = '0'] = reference.split('-');
  return { id, resent: Number(resent) };
}

const batch = 200;

/** The job that asks what became of messages for which no receipt has come in three days. */
export async function checkDeliveries(portal: Portal): Promise<void> {
  const { mailer, database } = portal;
  if (mailer.kind !== 'notify') return;
  const { now, today } = portal.stamp();
  let after = '';
  for (;;) {
    const silent = await database.db
      .selectFrom('outbox_message')
      .select(['id', 'resent', 'provider_id'])
      .where('delivery', 'is', null)
      .where('status', '=', 'sent')
      .where('sent_at', '<', addMinutes(now, -silentHours * 60))
      .where('sent_at', '>=', addDays(today, -forgottenDays))
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute();
    for (const { id, resent, provider_id } of silent) {
      after = id;
      if (provider_id === null) continue;
      const found = await mailer.find(resent > 0 ? `${id}-${resent}` : id);
      if (found === 'absent' || found === 'unknown' || found.state === null) continue;
      const { state } = found;
      await database.transaction((trx) =>
        recordDelivery(trx, portal.stamp(), { providerId: provider_id, reference: null, state, at: null }),
      );
    }
    if (silent.length < batch) return;
  }
}
