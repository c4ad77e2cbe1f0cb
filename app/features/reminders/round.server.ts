import type { Reader } from '../../../db/client.server.ts';
import { addDays, londonDay } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { climbLadders } from '../escalation/round.server.ts';
import { queueJob } from '../jobs/commands.server.ts';
import { isWorkingDay, londonInstant } from '../notifications/sending-times.ts';
import { getPartnershipMail } from '../notifications/settings.server.ts';
import { queueActionReminders } from './action-reminders.server.ts';
import { queueChallengeReminders } from './challenge-reminders.server.ts';
import { queueImpactReminders } from './impact-reminders.server.ts';
import { queueInformationReminders } from './information-reminders.server.ts';
import type { RoundDays } from './ladder.ts';
import { queuePartReminders } from './part-reminders.server.ts';
import { queueReturnReminders } from './return-reminders.server.ts';
import { queueSessionReminders } from './session-reminders.server.ts';
import { queueSignOffReminders } from './sign-off-reminders.server.ts';
import { queueWeeklyDigests } from './weekly-digest.server.ts';

/** A round begins when messages may go out, so that what it writes goes out while it is still true. */
const roundHour = 8;
/** After a longer break only the last days are caught up: what is older is no news. */
const mostDays = 10;

/**
 * Queues the jobs of this day, each once: the round of reminders, the look for messages without
 * an end, and the ends of the chains of events in the log. Called every
 * minute; nothing is written on days without messages, before eight, or twice.
 */
export async function queueDailyJobs(portal: Portal): Promise<void> {
  const { now, today } = portal.stamp();
  if (!isWorkingDay(today) || now < londonInstant(today, roundHour)) return;
  const known = await portal.database.db
    .selectFrom('job')
    .select('id')
    .where('reference', '=', `reminder-round:${today}`)
    .executeTakeFirst();
  if (known) return;
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const daily = { payload: { day: today }, priority: 6 };
    await queueJob(trx, stamp, { kind: 'reminder-round', reference: `reminder-round:${today}`, ...daily });
    await queueJob(trx, stamp, { kind: 'check-deliveries', reference: `check-deliveries:${today}`, ...daily });
    await queueJob(trx, stamp, { kind: 'log-chain-heads', reference: `log-chain-heads:${today}`, ...daily });
  });
}

/**
 * The job that writes the reminders of one day, partnership by partnership. Every message has a reference of its rung, so
 * that a round which is repeated, or was killed half-way, writes each once.
 */
export async function runReminderRound(portal: Portal, { day }: { readonly day: string }): Promise<void> {
  const { database } = portal;
  const last = await lastRound(database.db, day);
  const round: RoundDays = { after: last, today: day };
  const partnerships = await database.db.selectFrom('partnership').select('id').orderBy('id').execute();
  let queued = 0;
  for (const { id } of partnerships) {
    queued += await database.transaction(async (trx) => {
      const stamp = portal.stamp();
      const { settings } = await getPartnershipMail(trx, id);
      const { config } = portal;
      const place = { trx, stamp, origin: config.publicOrigin, config, partnershipId: id, settings, round };
      return (
        (await queueReturnReminders(place)) +
        (await queuePartReminders(place)) +
        (await queueSignOffReminders(place)) +
        (await queueActionReminders(place)) +
        (await queueImpactReminders(place)) +
        (await queueSessionReminders(place)) +
        (await queueChallengeReminders(place)) +
        (await queueInformationReminders(place)) +
        (await climbLadders(place))
      );
    });
  }
  queued += await queueWeeklyDigests(portal, round);
  await database.transaction((trx) =>
    trx
      .insertInto('reminder_round')
      .values({ day, finished_at: portal.stamp().now, queued })
      .onConflict((conflict) => conflict.column('day').doNothing())
      .execute(),
  );
  portal.log.info('reminder-round', { day, queued });
}

async function lastRound(db: Reader, day: string): Promise<string> {
  const earliest = addDays(day, -mostDays);
  const found = await db
    .selectFrom('reminder_round')
    .select('day')
    .where('day', '<', day)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst();
  // The first round of an installation does not look back.
  if (!found) return addDays(day, -1);
  return found.day < earliest ? earliest : found.day;
}

/** The London day of an instant that is stored. */
export const dayOf = (at: string): string => londonDay(new Date(at));
