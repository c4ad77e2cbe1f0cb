/** Time is an argument: nothing outside this file asks the machine what time it is. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** An instant as we store it: ISO-8601, UTC, milliseconds. */
export const instant = (date: Date): string => date.toISOString();

const londonDate = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** The calendar date in Europe/London, as YYYY-MM-DD: deadlines are judged by it. */
export const londonDay = (date: Date): string => londonDate.format(date);

/** Whole days from one YYYY-MM-DD to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The day a number of days after (or before) a YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant some minutes after (or before) an instant. */
export const addMinutes = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The instant of a time (HH:MM) of a day in Europe/London. Not for the hour in the night that clock changes move. */
export function londonAt(day: string, time: string): string {
  const asUtc = new Date(`${day}T${time}:00.000Z`);
  return instant(londonTime.format(asUtc) === time ? asUtc : new Date(asUtc.getTime() - 3_600_000));
}
