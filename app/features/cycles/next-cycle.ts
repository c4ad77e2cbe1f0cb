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

/** The name a year later: "Section 11, 2026" becomes "Section 11, 2027", and "2026/27" becomes "2027/28". */
export const nextName = (name: string): string =>
  name.replaceAll(/\b(20\d\d)(?:\/(\d\d))?\b/g, (_, year: string, short: string | undefined) => {
    const next = String(Number(year) + 1);
    return short === undefined ? next : `${next}/${String((Number(short) + 1) % 100).padStart(2, '0')}`;
  });
