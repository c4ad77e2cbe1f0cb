import type { Trx } from '../../../db/client.server.ts';
import type { OutboxMessageRow } from '../../../db/schema/notifications.table.ts';
import { addMinutes, instant, londonDay } from '../../platform/clock.ts';
import type { OutgoingMessage } from '../../platform/mail/mailer.ts';
import { type MessageName, messageNames } from '../../platform/mail/message-names.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { queueMessage } from './commands.server.ts';
import { stopDigestUrl } from './opt-out.server.ts';
import { type DaySpan, londonInstant, nextSlot, slotAfter } from './sending-times.ts';
import { getPartnershipMail } from './settings.server.ts';
import { type MessageValues, templates } from './templates.ts';

/** What is to be done about one message now. */
export type Prepared =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'later'; readonly at: string; readonly reason: string; readonly spreadSeconds: number }
  | {
      readonly kind: 'send';
      readonly message: OutgoingMessage;
      readonly attempts: number;
      readonly personId: string | null;
    };

/** Whether what a message reminds of still waits; asked just before it goes out. */
export type StillWanted = (
  trx: Trx,
  message: {
    readonly template: MessageName;
    readonly aboutKind: string;
    readonly aboutId: string;
    readonly today: string;
  },
) => Promise<boolean>;

/** Messages a minute for all processes together; GOV.UK Notify allows ten times as many. */
export const mostPerMinute = 300;

const isMessageName = (name: string): name is MessageName => messageNames.some((known) => known === name);

/**
 * Decides about one message and, when it goes out, counts the attempt before it is made: whoever comes after a crash
 * knows that it may have arrived.
 */
export async function prepareMessage(
  trx: Trx,
  stamp: Stamp,
  portal: Pick<Portal, 'config' | 'mailer'>,
  messageId: string,
  stillWanted: StillWanted,
): Promise<Prepared> {
  const waitUntil = await passGate(trx);
  const row = await trx.selectFrom('outbox_message').selectAll().where('id', '=', messageId).executeTakeFirst();
  if (row?.status !== 'queued' || !isMessageName(row.template)) return { kind: 'nothing' };
  const settle = (status: 'held' | 'withdrawn', reason: string) => settleMessage(trx, row.id, status, reason);
  if (portal.mailer.kind === 'none') return settle('held', 'Mail is switched off (LOS_MAIL is none)');
  const { usefulMinutes } = templates[row.template];
  if (usefulMinutes !== undefined && addMinutes(row.created_at, usefulMinutes) <= stamp.now)
    return settle('withdrawn', 'It went out too late to be of use');
  if (row.attempts === 0) {
    if (row.about_kind !== null && row.about_id !== null) {
      const about = { template: row.template, aboutKind: row.about_kind, aboutId: row.about_id, today: stamp.today };
      if (!(await stillWanted(trx, about))) return settle('withdrawn', 'What it reminded of has moved on');
    }
    const refused = await addressRefusal(trx, row);
    if (refused) return settle(refused.status, refused.reason);
  }
  if (waitUntil > stamp.now)
    return { kind: 'later', at: waitUntil, reason: 'The mail service asked us to wait', spreadSeconds: 20 };
  if (!row.urgent) {
    const later = await ordinaryLater(trx, stamp, row);
    if (later) return later;
    if (row.template !== 'several-messages' && (await mergeInto(trx, stamp, portal, row))) return { kind: 'nothing' };
  }
  await trx
    .updateTable('outbox_message')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), attempted_at: stamp.now }))
    .where('id', '=', row.id)
    .execute();
  return {
    kind: 'send',
    message: await outgoing(trx, portal, row, row.template),
    attempts: row.attempts,
    personId: row.person_id,
  };
}

/** Everybody who begins an attempt passes one at a time; gives the instant until which the service wants us to wait. */
async function passGate(trx: Trx): Promise<string> {
  const { wait_until } = await trx
    .insertInto('mail_gate')
    .values({ name: 'mail', wait_until: '' })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ name: eb.ref('excluded.name') })))
    .returning('wait_until')
    .executeTakeFirstOrThrow();
  return wait_until;
}

async function settleMessage(
  trx: Trx,
  id: string,
  status: 'held' | 'withdrawn',
  reason: string,
): Promise<{ readonly kind: 'nothing' }> {
  await trx.updateTable('outbox_message').set({ status, last_error: reason }).where('id', '=', id).execute();
  return { kind: 'nothing' };
}

async function addressRefusal(trx: Trx, row: OutboxMessageRow) {
  const address = await trx
    .selectFrom('mail_address')
    .select(['broken_since', 'digests_stopped_at'])
    .where('address', '=', row.to_address)
    .executeTakeFirst();
  if (row.template === 'weekly-digest' && address?.digests_stopped_at)
    return { status: 'withdrawn' as const, reason: 'The person stopped this message' };
  // A link to sign in is asked for by the person: it is tried all the same.
  if (address?.broken_since && !row.urgent) return { status: 'held' as const, reason: 'The address does not work' };
  return undefined;
}

/** An ordinary message keeps to working hours, to one a day for each address, and to the pace. */
async function ordinaryLater(trx: Trx, stamp: Stamp, row: OutboxMessageRow): Promise<Prepared | undefined> {
  const skipped = await schoolHolidaysFor(trx, row);
  const slot = nextSlot(new Date(stamp.now), skipped);
  if (slot > stamp.now) return { kind: 'later', at: slot, reason: 'Outside the hours for messages', spreadSeconds: 0 };
  if (row.attempts === 0) {
    const today = await trx
      .selectFrom('outbox_message')
      .select('id')
      .where('to_address', '=', row.to_address)
      .where('urgent', '=', 0)
      .where('attempted_at', '>=', londonInstant(londonDay(new Date(stamp.now)), 0))
      .where('id', '<>', row.id)
      .limit(1)
      .executeTakeFirst();
    if (today)
      return {
        kind: 'later',
        at: slotAfter(stamp.today, skipped),
        reason: 'The person has had a message today',
        spreadSeconds: 0,
      };
  }
  const begun = await trx
    .selectFrom('outbox_message')
    .select('attempted_at')
    .where('attempted_at', '>', minuteBefore(stamp.now))
    .orderBy('attempted_at', 'desc')
    .limit(mostPerMinute)
    .execute();
  const oldest = begun[mostPerMinute - 1]?.attempted_at;
  if (oldest) return { kind: 'later', at: addMinutes(oldest, 1), reason: 'The pace is kept', spreadSeconds: 2 };
  return undefined;
}

const minuteBefore = (now: string): string => instant(new Date(Date.parse(now) - 60_000));

async function schoolHolidaysFor(trx: Trx, row: OutboxMessageRow): Promise<readonly DaySpan[]> {
  if (row.partnership_id === null || row.organisation_id === null) return [];
  const { settings } = await getPartnershipMail(trx, row.partnership_id);
  if (settings.schoolHolidays.length === 0) return [];
  const organisation = await trx
    .selectFrom('organisation')
    .select('sector')
    .where('id', '=', row.organisation_id)
    .executeTakeFirst();
  return organisation?.sector === 'setting' ? settings.schoolHolidays : [];
}

const mostMerged = 50;

/** Puts all that waits for one address into one message, which is queued in their place. False when there is but one. */
async function mergeInto(
  trx: Trx,
  stamp: Stamp,
  { config }: Pick<Portal, 'config'>,
  row: OutboxMessageRow,
): Promise<boolean> {
  if (row.attempts > 0) return false;
  const waiting = await trx
    .selectFrom('outbox_message')
    .select(['id', 'body', 'partnership_id'])
    .where('to_address', '=', row.to_address)
    .where('status', '=', 'queued')
    .where('urgent', '=', 0)
    .where('attempts', '=', 0)
    .where('template', 'not in', ['several-messages', 'weekly-digest'])
    .orderBy('created_at')
    .orderBy('id')
    .limit(mostMerged)
    .execute();
  if (waiting.length < 2 || row.template === 'weekly-digest') return false;
  const reference = `several-messages:${row.id}`;
  const partnerships = new Set(waiting.map(({ partnership_id }) => partnership_id));
  await queueMessage(trx, stamp, {
    template: 'several-messages',
    fields: { lines: waiting.map(({ body }) => firstParagraph(body)), address: `${config.publicOrigin}/home` },
    to: { address: row.to_address, personId: row.person_id },
    reference,
    organisationId: row.organisation_id,
    partnershipId: partnerships.size === 1 ? row.partnership_id : null,
  });
  const merged = await trx
    .selectFrom('outbox_message')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('outbox_message')
    .set({ status: 'merged', merged_into: merged.id })
    .where(
      'id',
      'in',
      waiting.map(({ id }) => id),
    )
    .execute();
  return true;
}

/** What the mail service knows a message by: its id; with a number behind it once a failed delivery is tried again. */
const referenceOf = ({ id, resent }: OutboxMessageRow): string => (resent > 0 ? `${id}-${resent}` : id);

const firstParagraph = (body: string): string => body.split('\n\n')[0] ?? body;

async function outgoing(
  trx: Trx,
  { config }: Pick<Portal, 'config'>,
  row: OutboxMessageRow,
  template: MessageName,
): Promise<OutgoingMessage> {
  const mail = row.partnership_id === null ? undefined : await getPartnershipMail(trx, row.partnership_id);
  return {
    id: referenceOf(row),
    to: row.to_address,
    template,
    subject: row.subject,
    text: row.body,
    values: JSON.parse(row.message_values) as MessageValues,
    replyTo: mail?.replyTo ?? null,
    notifyReplyToId: mail?.notifyReplyToId ?? null,
    unsubscribeUrl: template === 'weekly-digest' ? stopDigestUrl(config, row.to_address) : null,
  };
}
