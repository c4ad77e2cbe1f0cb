import { isWorkingDay, workingDaysBefore } from '../../features/notifications/sending-times.ts';
import { addDays } from '../../platform/clock.ts';
import { between, chance } from '../demonstration/chance.ts';

/**
 * How people behave in a simulated year: shares that depend on nothing but the seed and the name of a thing. The shares
 * of returns follow Devon's three dates (80%, 90%, 99%: domain.md, 4.3); those of actions are assumptions.
 */
const returnFates = [
  ['in time', 0.8],
  ['after a reminder', 0.1],
  ['once raised', 0.09],
  ['never', 0.01],
] as const;

const actionFates = [
  ['in time', 0.62],
  ['a little late', 0.18],
  ['once raised', 0.1],
  ['asks for more time', 0.07],
  ['never', 0.03],
] as const;

const answerFates = [
  ['in time', 0.7],
  ['a little late', 0.18],
  ['once raised', 0.1],
  ['never', 0.02],
] as const;

function drawn<T extends string>(fates: readonly (readonly [T, number])[], ...words: readonly string[]): T {
  let left = chance(...words);
  for (const [fate, share] of fates) {
    if (left < share) return fate;
    left -= share;
  }
  return fates[0]?.[0] as T;
}

export type ReturnFate = (typeof returnFates)[number][0];
export type ActionFate = (typeof actionFates)[number][0];

export const returnFate = (seed: string, key: string): ReturnFate => drawn(returnFates, seed, 'return', key);
export const actionFate = (seed: string, key: string): ActionFate => drawn(actionFates, seed, 'action', key);
export const answerFate = (seed: string, key: string) => drawn(answerFates, seed, 'answer', key);

/** The first working day from a day on. */
export function workingFrom(day: string): string {
  let found = day;
  while (!isWorkingDay(found)) found = addDays(found, 1);
  return found;
}

/** The day so many working days before one. */
export const workingBack = (day: string, days: number): string => workingDaysBefore(day, days);

/** The day on which a return is sent; undefined for never. */
export function returnDay(seed: string, key: string, dueOn: string): string | undefined {
  const days = (from: number, to: number) => workingFrom(addDays(dueOn, between(from, to, seed, 'sent', key)));
  switch (returnFate(seed, key)) {
    case 'in time':
      return days(-21, -1);
    case 'after a reminder':
      return days(1, 24);
    case 'once raised':
      return days(25, 58);
    case 'never':
      return undefined;
  }
}

/** The day on which an action is said to be done, if its date stays; undefined for never. */
export function actionDay(seed: string, key: string, dueOn: string): string | undefined {
  const days = (from: number, to: number) => workingFrom(addDays(dueOn, between(from, to, seed, 'done', key)));
  switch (actionFate(seed, key)) {
    case 'in time':
      return days(-20, -1);
    case 'a little late':
      return days(1, 12);
    case 'once raised':
    case 'asks for more time':
      return days(16, 48);
    case 'never':
      return undefined;
  }
}

/** The day on which a challenge is answered; undefined for never. */
export function answerDay(seed: string, key: string, dueOn: string): string | undefined {
  const days = (from: number, to: number) => workingFrom(addDays(dueOn, between(from, to, seed, 'answered', key)));
  switch (answerFate(seed, key)) {
    case 'in time':
      return days(-10, 0);
    case 'a little late':
      return days(1, 7);
    case 'once raised':
      return days(10, 30);
    case 'never':
      return undefined;
  }
}
