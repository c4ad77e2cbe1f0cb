import { addDays, daysBetween } from '../../platform/clock.ts';
import type { MailSettings } from '../notifications/schema.ts';
import { type DaySpan, sendingDayFrom, workingDaysBefore, workingDaysBetween } from '../notifications/sending-times.ts';
import type { ReturnStatus } from '../returns/rules.ts';

/** One step of reminding: what it is known by, the day it falls on, and whom it is for. */
export interface Rung {
  readonly code: string;
  readonly day: string;
  readonly audience: 'lead' | 'senior' | 'chair';
}

/** The days of a round: after the last one, up to and with today. */
export interface RoundDays {
  readonly after: string;
  readonly today: string;
}

/**
 * While a return stands like this its lead is reminded. Once it waits for signatures the signatories are; once it is
 * sent nobody is.
 */
const leadMustAct: ReadonlySet<ReturnStatus> = new Set<ReturnStatus>(['not-started', 'in-progress', 'signed']);
const unsent: ReadonlySet<ReturnStatus> = new Set<ReturnStatus>([...leadMustAct, 'awaiting-sign-off']);

/** Every rung for one return, in the order of its days. */
export function rungsOf(
  { opensOn, dueOn, status }: { readonly opensOn: string; readonly dueOn: string; readonly status: ReturnStatus },
  settings: MailSettings['returns'],
): Rung[] {
  const rungs: Rung[] = [];
  if (settings.halfWay && status === 'not-started')
    rungs.push({
      code: 'half-way',
      day: addDays(opensOn, Math.floor(daysBetween(opensOn, dueOn) / 2)),
      audience: 'lead',
    });
  for (const days of settings.workingDaysBefore)
    rungs.push({ code: `before-${days}`, day: workingDaysBefore(dueOn, days), audience: 'lead' });
  const after = (code: string, days: number | null, audience: Rung['audience']) => {
    if (days !== null) rungs.push({ code, day: addDays(dueOn, days), audience });
  };
  after('after', settings.daysAfter, 'lead');
  after('senior', settings.seniorDaysAfter, 'senior');
  after('chair', settings.chairDaysAfter, 'chair');
  return rungs
    .filter(({ audience }) => (audience === 'lead' ? leadMustAct : unsent).has(status))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Whether a day, moved on to the next one that allows messages, falls into a round. */
export function fallsIn(day: string, round: RoundDays, skipped: readonly DaySpan[] = []): boolean {
  const sent = sendingDayFrom(day, skipped);
  return round.after < sent && sent <= round.today;
}

/** The rungs of a round: for each audience the last alone, because several at once would say the same. */
export function rungsDue(rungs: readonly Rung[], round: RoundDays, skipped: readonly DaySpan[] = []): Rung[] {
  const due = new Map<Rung['audience'], Rung>();
  for (const rung of rungs) if (fallsIn(rung.day, round, skipped)) due.set(rung.audience, rung);
  return [...due.values()];
}

/** What is due about a return that has waited for signatures since a day: signatories once, from then on the lead daily. */
export function signOffStep(
  requestedOn: string,
  settings: MailSettings['signOffWorkingDays'],
  { today }: Pick<RoundDays, 'today'>,
): 'signatories' | 'lead' | undefined {
  if (settings === null) return undefined;
  const waited = workingDaysBetween(requestedOn, today);
  if (waited < settings) return undefined;
  return waited === settings ? 'signatories' : 'lead';
}

/** Whether today is the first day of its week on which messages go out: Monday, or the day after a bank holiday. */
export function isDigestDay(today: string): boolean {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return sendingDayFrom(addDays(today, -weekday)) === today;
}
