import { addDays, daysBetween, instant, londonAt, londonDay } from '../../platform/clock.ts';
import { bankHolidays } from './bank-holidays.ts';

/** From one day to another, both included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

const firstHour = 8;
const lastHour = 18;
const holidays = new Set(bankHolidays);

/** The instant of a full hour of a day in Europe/London. Not for one o'clock in the night, which clock changes move. */
export const londonInstant = (day: string, hour: number): string =>
  londonAt(day, `${String(hour).padStart(2, '0')}:00`);

/** Monday to Friday, and no bank holiday in England. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

const within = (day: string, spans: readonly DaySpan[]) => spans.some(({ from, to }) => from <= day && day <= to);

/** Whether a message may go to somebody on this day; `skipped` are the holidays of schools, for people in schools. */
export const isSendingDay = (day: string, skipped: readonly DaySpan[] = []): boolean =>
  isWorkingDay(day) && !within(day, skipped);

/** The day so many working days before (negative: after) a day, which itself need not be one. */
export function workingDaysBefore(day: string, count: number): string {
  const step = count < 0 ? 1 : -1;
  let found = day;
  for (let left = Math.abs(count); left > 0; ) {
    found = addDays(found, step);
    if (isWorkingDay(found)) left -= 1;
  }
  return found;
}

/** Working days after `from` up to and with `to`. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let left = daysBetween(from, to), day = from; left > 0; left -= 1) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** The first day from this one on at which a message may go out. */
export function sendingDayFrom(day: string, skipped: readonly DaySpan[] = []): string {
  let found = day;
  // Holidays that never end are a slip in the settings: after half a year the message goes out.
  for (let tries = 0; !isSendingDay(found, tries < 180 ? skipped : []); tries += 1) found = addDays(found, 1);
  return found;
}

/** When an ordinary message may go out, from `now` on: now itself, or 8am of the next day that allows it. */
export function nextSlot(now: Date, skipped: readonly DaySpan[] = []): string {
  const today = londonDay(now);
  const at = instant(now);
  if (isSendingDay(today, skipped)) {
    if (at < londonInstant(today, firstHour)) return londonInstant(today, firstHour);
    if (at < londonInstant(today, lastHour)) return at;
  }
  return slotAfter(today, skipped);
}

/** 8am of the first day after this one that allows messages. */
export const slotAfter = (day: string, skipped: readonly DaySpan[] = []): string =>
  londonInstant(sendingDayFrom(addDays(day, 1), skipped), firstHour);
