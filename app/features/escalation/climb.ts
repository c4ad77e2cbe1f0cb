import { addDays } from '../../platform/clock.ts';
import { type DaySpan, isSendingDay, sendingDayFrom, workingDaysBefore } from '../notifications/sending-times.ts';
import { type Duty, type Ladder, levelsFor, type NumberedLevel, waitsForPress } from './ladder.ts';

/** Nothing climbs two levels closer together than this, whatever the dates say: people need time to act. */
const leastBetween = 3;

/** Where something stands: level 0 while it is late and has not been raised. */
export interface Standing {
  readonly dueOn: string;
  readonly level: number;
  /** The day on which its level was reached; null at level 0. */
  readonly levelOn: string | null;
}

/** The day so many working days after another; days in `skipped` do not count. */
export function workingDaysAfter(day: string, count: number, skipped: readonly DaySpan[] = []): string {
  let found = day;
  // Holidays that never end are a slip in the settings: after a year their days count.
  for (let left = count, tries = 0; left > 0; tries += 1) {
    found = addDays(found, 1);
    if (isSendingDay(found, tries < 366 ? skipped : [])) left -= 1;
  }
  return found;
}

/**
 * The day on which a level is reached: so many days after the due date or the level before, moved on to a day on which
 * messages go out. `skipped` are the school holidays for whoever they hold for.
 */
export function dayOfLevel(
  level: Pick<NumberedLevel, 'days' | 'count' | 'from'>,
  { dueOn, levelOn }: Pick<Standing, 'dueOn' | 'levelOn'>,
  skipped: readonly DaySpan[] = [],
): string {
  const start = level.from === 'before' && levelOn !== null ? levelOn : dueOn;
  const counted = level.count === 'working' ? workingDaysAfter(start, level.days, skipped) : addDays(start, level.days);
  // A date is missed once it is over.
  const late = counted > dueOn ? counted : addDays(dueOn, 1);
  const soonest = levelOn === null ? late : workingDaysBefore(levelOn, -leastBetween);
  return sendingDayFrom(late > soonest ? late : soonest, skipped);
}

export interface Step {
  readonly level: NumberedLevel;
  readonly day: string;
  /** Comes up and waits for a person's press. */
  readonly waits: boolean;
}

/** The next level of something and its day; undefined at the top. */
export function nextStep(
  standing: Standing,
  ladder: Ladder,
  duty: Duty,
  skipped: readonly DaySpan[] = [],
): Step | undefined {
  const level = levelsFor(ladder, duty).find(({ number }) => number > standing.level);
  return level && { level, day: dayOfLevel(level, standing, skipped), waits: waitsForPress(level) };
}

/** Every level and its day for something due on a day, if each press comes on the day it is waited for. */
export function timetable(ladder: Ladder, duty: Duty, dueOn: string, skipped: readonly DaySpan[] = []): Step[] {
  const steps: Step[] = [];
  let standing: Standing = { dueOn, level: 0, levelOn: null };
  for (let step = nextStep(standing, ladder, duty, skipped); step; step = nextStep(standing, ladder, duty, skipped)) {
    steps.push(step);
    standing = { dueOn, level: step.level.number, levelOn: step.day };
  }
  return steps;
}
