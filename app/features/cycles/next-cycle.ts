import { addDays } from '../../platform/clock.ts';
import { type CycleDates, cycleDates, weeksBetweenCycles } from './rules.ts';
import type { Cycle } from './schema.ts';

/** What a new cycle starts with when it is copied: the same standards, every date a year later on the same weekday. */
export function copyForNextYear(cycle: Cycle): CycleDates & { readonly name: string } {
  const later = (day: string) => addDays(day, weeksBetweenCycles * 7);
  const dates = { opensOn: '', dueOn: '', moderationOn: '', challengeOn: '', actionsDueOn: '' };
  for (const { field } of cycleDates) dates[field] = later(cycle[field]);
  return { name: nextName(cycle.name), ...dates };
}

/** The name with its last year one higher: "Section 11, 2026" becomes "Section 11, 2027". */
export const nextName = (name: string): string =>
  name.replace(/\b(20\d\d)\b(?!.*\b20\d\d\b)/, (year) => String(Number(year) + 1));
