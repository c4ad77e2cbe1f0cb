/** Handing the role of safeguarding lead over: the form on both sides, and what a day may be. */
import { z } from 'zod';
import { addDays } from '../../platform/clock.ts';
import { requiredDay } from '../../platform/form-parsing.ts';
import { newPersonFields } from '../accounts/schema.ts';

const handing = z.object({
  /** Who hands over; empty where nobody leads at the moment. */
  from: z.string().default(''),
  person: z.string().default('').pipe(z.string().min(1, 'Choose who takes over')),
  on: requiredDay('the day from which they take over'),
  leaves: z.enum(['yes', 'no'], 'Say whether they leave'),
});

export const handToColleagueSchema = handing.transform(({ person, ...rest }) => ({
  ...rest,
  to: { kind: 'known' as const, personId: person },
}));

export const handByEmailSchema = handing
  .extend(newPersonFields)
  .transform(({ person: _, email, personName, ...rest }) => ({
    ...rest,
    to: { kind: 'new' as const, email, name: personName },
  }));

export type HandOver = z.output<typeof handToColleagueSchema> | z.output<typeof handByEmailSchema>;

/** What is wrong with the day of a hand-over; nothing when it may stand. */
export function whyNotFromDay(on: string, today: string): string | undefined {
  if (on < today) return 'The day must be today or in the future';
  if (on > addDays(today, 366)) return 'The day must be within a year';
  return undefined;
}
