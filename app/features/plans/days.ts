import { londonDay } from '../../platform/clock.ts';

/**
 * The London date of a stored instant. London is at most an hour ahead of UTC, so before 23:00 UTC both have the same
 * date: the calendar is asked only for the last hour, because a plan of thousands of actions has tens of thousands of instants.
 */
export const dayOfInstant = (at: string): string =>
  at.slice(11, 13) === '23' ? londonDay(new Date(at)) : at.slice(0, 10);
