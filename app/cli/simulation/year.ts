import { launchCycle } from '../../features/cycles/commands/launch-cycle.server.ts';
import { endMovedEscalations } from '../../features/escalation/settle.server.ts';
import { createJobRunner } from '../../features/jobs/runner.server.ts';
import { isWorkingDay } from '../../features/notifications/sending-times.ts';
import { queueDailyJobs } from '../../features/reminders/round.server.ts';
import { jobHandlers } from '../../jobs.server.ts';
import { addDays, londonAt } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { actToday, partnerWith } from './people-act.ts';
import { pressToday } from './press.ts';
import { type MonthTally, tallyMail, tallyMonth, type YearTally } from './tally.ts';
import type { Town } from './town.ts';

/** A portal whose clock the simulation moves. */
export interface Theatre {
  readonly portal: Portal;
  setTime(at: string): void;
}

/** The lanes of a year: no document is drawn, nothing is exported. */
const lanes = [['send-message'], ['reminder-round', 'check-deliveries', 'send-responses', 'carry-forward']] as const;

/**
 * Lives through whole months, day by day, from the first day of one: at eight the round of reminders and ladders goes
 * out, then everybody does what the seed has for them. The same seed on the same start gives the same tally.
 */
export async function simulateYear(
  { portal, setTime }: Theatre,
  {
    partnershipId,
    seed,
    from,
    months,
    onMonth = () => {},
  }: {
    readonly partnershipId: string;
    readonly seed: string;
    readonly from: string;
    readonly months: number;
    readonly onMonth?: (tally: MonthTally) => void;
  },
): Promise<YearTally> {
  setTime(londonAt(from, '07:00'));
  const manager = await partnerWith(portal, partnershipId, 'business-manager');
  const chair = await partnerWith(portal, partnershipId, 'independent-chair');
  const moderator = (await partnerWith(portal, partnershipId, 'moderator')) ?? manager;
  if (!manager || !chair || !moderator)
    throw new Error('The partnership has no business manager or no independent chair');
  const town: Town = { portal, partnershipId, manager, chair, moderator, seed, from };
  await sendWhatWaits(portal);
  const runner = createJobRunner(portal, jobHandlers, { chance: () => 0, lanes });
  const told: MonthTally[] = [];
  let begun = from;
  const end = firstOfMonth(from, months);
  for (let day = from; day < end; day = addDays(day, 1)) {
    if (isWorkingDay(day)) {
      setTime(londonAt(day, '08:00'));
      await queueDailyJobs(portal);
      await runner.drain();
      await runner.drain();
      setTime(londonAt(day, '10:30'));
      await launchWhatOpens(town);
      await actToday(town);
      setTime(londonAt(day, '14:00'));
      await endMovedEscalations(portal);
      await pressToday(town);
      setTime(londonAt(day, '15:00'));
      await runner.drain();
      await runner.drain();
    }
    if (addDays(day, 1) === firstOfMonth(begun, 1)) {
      const tally = await tallyMonth(town, begun, day);
      told.push(tally);
      onMonth(tally);
      begun = addDays(day, 1);
    }
  }
  await runner.stop();
  return { seed, from, to: addDays(end, -1), months: told, ...(await tallyMail(portal, from)) };
}

/** The first day of the month that begins so many months after the month of a day. */
function firstOfMonth(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** What was written before the year began is not the year's. */
async function sendWhatWaits(portal: Portal): Promise<void> {
  await portal.database.transaction(async (trx) => {
    await trx
      .updateTable('outbox_message')
      .set((eb) => ({ status: 'sent' as const, sent_at: eb.ref('created_at') }))
      .where('status', '=', 'queued')
      .execute();
    await trx
      .updateTable('job')
      .set({ status: 'done', finished_at: portal.stamp().now })
      .where('status', '=', 'waiting')
      .execute();
  });
}

/** The manager launches a prepared cycle on the day on which it opens. */
async function launchWhatOpens({ portal, partnershipId, manager }: Town): Promise<void> {
  const drafts = await portal.database.db
    .selectFrom('cycle')
    .select(['id', 'revision'])
    .where('partnership_id', '=', partnershipId)
    .where('status', '=', 'draft')
    .where('opens_on', '<=', portal.stamp().today)
    .execute();
  for (const { id, revision } of drafts) await launchCycle(portal, manager, { cycleId: id, revision });
}
