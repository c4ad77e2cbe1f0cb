/**
 * What the actions of a plan come to over time: how many are open, how many were done in time, how long the open ones
 * have been with somebody. Every figure has its formula here and the same words on its page (`formulas`).
 */
import { addDays, daysBetween } from '../../../platform/clock.ts';
import { type ActionHistory, standingOn, wasOverdue } from './history.ts';

/** The formulas in words, as the pages print them. */
export const formulas = {
  open: 'Open on a day: given on or before that day, and not checked and closed by then.',
  notDone: 'Not done on a day: open, and not marked as done by then.',
  overdue:
    'Overdue on a day: not done, and the due date that was in force on that day had passed. A new date counts from the day on which it was granted, not from the day it was asked for.',
  pastFirst:
    'Past its first date: not done, the first due date had passed, and a later date that was granted had not. It is not overdue, and it is late against what was agreed first.',
  rates:
    'Counted are the actions that were marked as done in the period, and those not done whose first due date fell in it before today. By the first date: those done on or before the first due date, of all counted. By the date in force: those done on or before the date that was in force when they were done, of all counted but those that still have time.',
  ages: 'Age: days from the day an action was given to today, for every action that is not checked and closed.',
} as const;

/** One day of the burn-down. */
export interface OpenCount {
  readonly at: string;
  readonly open: number;
  readonly notDone: number;
}

/** What was late at the end of a month; the last one ends today. */
export interface LateCount {
  readonly from: string;
  readonly at: string;
  readonly overdue: number;
  readonly pastFirst: number;
}

export interface BurnDown {
  /** A step at the first day and wherever a count changes after it. */
  readonly steps: readonly OpenCount[];
  readonly months: readonly LateCount[];
}

/**
 * The burn-down from the first to the last day, both counted. Each action is looked at on the days on which something
 * happened to it, so the work grows with the history and not with the length of the period.
 */
export function burnDown(actions: readonly ActionHistory[], from: string, to: string): BurnDown {
  const changes = new Map<string, { open: number; notDone: number }>();
  for (const action of actions) {
    let before = { open: 0, notDone: 0 };
    for (const day of daysOf(action, from, to)) {
      const state = standingOn(action, day)?.state;
      const now = { open: state && state !== 'closed' ? 1 : 0, notDone: state === 'open' ? 1 : 0 };
      const sum = changes.get(day) ?? { open: 0, notDone: 0 };
      changes.set(day, {
        open: sum.open + now.open - before.open,
        notDone: sum.notDone + now.notDone - before.notDone,
      });
      before = now;
    }
  }
  const steps: OpenCount[] = [{ at: from, open: 0, notDone: 0, ...changes.get(from) }];
  for (const [at, change] of [...changes].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const last = steps.at(-1);
    if (at === from || !last || (change.open === 0 && change.notDone === 0)) continue;
    steps.push({ at, open: last.open + change.open, notDone: last.notDone + change.notDone });
  }
  return { steps, months: monthsBetween(from, to).map((month) => ({ ...month, ...lateOn(actions, month.at) })) };
}

/** The first day of a period, and the days in it on which something happened to an action. */
const daysOf = ({ givenOn, updates }: ActionHistory, from: string, to: string): string[] =>
  [...new Set([from, givenOn, ...updates.map(({ on }) => on)].filter((day) => day >= from && day <= to))].sort();

function lateOn(actions: readonly ActionHistory[], day: string): Pick<LateCount, 'overdue' | 'pastFirst'> {
  let overdue = 0;
  let pastFirst = 0;
  for (const action of actions) {
    const standing = standingOn(action, day);
    if (standing?.state !== 'open') continue;
    if (wasOverdue(standing, day)) overdue += 1;
    else if (action.firstDueOn < day) pastFirst += 1;
  }
  return { overdue, pastFirst };
}

/** The months that two days lie in, each with its first and last day; cut at both ends. */
export function monthsBetween(from: string, to: string): { readonly from: string; readonly at: string }[] {
  const months: { from: string; at: string }[] = [];
  for (let start = from; start <= to; ) {
    const [year = 0, month = 1] = start.split('-').map(Number);
    const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
    const at = last < to ? last : to;
    months.push({ from: start, at });
    start = addDays(at, 1);
  }
  return months;
}

/** How an action was done in time, or not. `extended`: not done, past its first date, within a date that was granted. */
export const timings = ['first', 'granted', 'late', 'overdue', 'extended'] as const;
export type Timing = (typeof timings)[number];

export interface OnTime {
  readonly counts: Readonly<Record<Timing, number>>;
  /** Done by the first date, of all that are counted. */
  readonly byFirst: Share;
  /** Done by the date in force, of all but those that still have time. */
  readonly byGranted: Share;
}

export interface Share {
  readonly of: number;
  readonly count: number;
  /** Whole per cent; null where nothing is counted. */
  readonly percent: number | null;
}

/** How an action is counted for a period; undefined where it is not. */
export function timingOf(action: ActionHistory, from: string, today: string): Timing | undefined {
  const standing = standingOn(action, today);
  if (!standing) return undefined;
  const { doneOn, dueWhenDone } = standing;
  if (doneOn !== null && dueWhenDone !== null) {
    if (doneOn < from) return undefined;
    if (doneOn <= action.firstDueOn) return 'first';
    return doneOn <= dueWhenDone ? 'granted' : 'late';
  }
  if (standing.state === 'closed' || action.firstDueOn >= today || action.firstDueOn < from) return undefined;
  return wasOverdue(standing, today) ? 'overdue' : 'extended';
}

/** The on-time rates of a period that ends today. */
export function onTime(actions: readonly ActionHistory[], from: string, today: string): OnTime {
  const counts: Record<Timing, number> = { first: 0, granted: 0, late: 0, overdue: 0, extended: 0 };
  for (const action of actions) {
    const timing = timingOf(action, from, today);
    if (timing) counts[timing] += 1;
  }
  const withoutTime = counts.first + counts.granted + counts.late + counts.overdue;
  return {
    counts,
    byFirst: share(counts.first, withoutTime + counts.extended),
    byGranted: share(counts.first + counts.granted, withoutTime),
  };
}

const share = (count: number, of: number): Share => ({
  of,
  count,
  percent: of === 0 ? null : Math.round((100 * count) / of),
});

/** Bands of age in days: both ends count. */
export const ageBands = [
  { code: 'to-90', from: 0, to: 90, words: 'To 90 days' },
  { code: 'to-180', from: 91, to: 180, words: '91 to 180' },
  { code: 'to-365', from: 181, to: 365, words: '181 to 365' },
  { code: 'over-365', from: 366, to: Number.POSITIVE_INFINITY, words: 'Over a year' },
] as const;
export type AgeBand = (typeof ageBands)[number]['code'];

export interface Ages {
  readonly notDone: Readonly<Record<AgeBand, number>>;
  /** Marked as done, and waiting for somebody to check or for the board. */
  readonly done: Readonly<Record<AgeBand, number>>;
}

/** How long the actions that are open today have been with somebody. */
export function agesOf(actions: readonly ActionHistory[], today: string): Ages {
  const none = { 'to-90': 0, 'to-180': 0, 'to-365': 0, 'over-365': 0 };
  const ages = { notDone: { ...none }, done: { ...none } };
  for (const action of actions) {
    const standing = standingOn(action, today);
    if (!standing || standing.state === 'closed') continue;
    const days = daysBetween(action.givenOn, today);
    const band = ageBands.find(({ to }) => days <= to)?.code ?? 'over-365';
    ages[standing.state === 'open' ? 'notDone' : 'done'][band] += 1;
  }
  return ages;
}
