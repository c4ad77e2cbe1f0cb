import { z } from 'zod';
import {
  type Audience,
  audienceCodes,
  dutyCodes,
  type Ladder,
  type Level,
  ladderSchema,
  letterCodes,
  mostDays,
  mostLevels,
} from './ladder.ts';

export const slots = Array.from({ length: mostLevels }, (_, place) => place + 1);

const list = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);
const text = z.string().trim().default('');

const slotFields = (slot: number) => ({
  [`name-${slot}`]: text,
  [`days-${slot}`]: text,
  [`count-${slot}`]: z.enum(['working', 'calendar']).catch('working'),
  [`from-${slot}`]: z.enum(['due', 'before']).catch('due'),
  [`told-${slot}`]: list,
  [`letter-${slot}`]: text,
  [`waits-${slot}`]: z.string().optional(),
  [`onlyFor-${slot}`]: list,
});

const isAudience = (code: string): code is Audience => audienceCodes.some((known) => known === code);

/**
 * The form of a ladder: so many places for levels, of which those without a name are left out. Days of levels that
 * count from the due date do not run backwards.
 */
export const ladderFormSchema = z
  .object({
    revision: z.coerce.number().int().min(0),
    schoolHolidaysCount: z.string().optional(),
    ...Object.assign({}, ...slots.map(slotFields)),
  })
  .transform((form: Record<string, unknown>, context): { revision: number; ladder: Ladder } => {
    const read = (name: string) => String(form[name] ?? '');
    const codes = (name: string) => (Array.isArray(form[name]) ? form[name].map(String) : []);
    const problem = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    const levels: Level[] = [];
    let before = 0;
    for (const slot of slots) {
      const name = read(`name-${slot}`);
      const days = read(`days-${slot}`);
      const told = codes(`told-${slot}`).filter(isAudience);
      const letter = letterCodes.find((code) => code === read(`letter-${slot}`)) ?? null;
      if (name === '') {
        if (days !== '' || told.length > 0 || letter !== null)
          problem(`name-${slot}`, `Enter what level ${slot} is called, or empty it`);
        continue;
      }
      if (name.length > 80) problem(`name-${slot}`, `Shorten the name of level ${slot} to 80 characters or fewer`);
      if (!/^\d+$/.test(days) || Number(days) > mostDays)
        problem(`days-${slot}`, `Enter the days of level ${slot} as a number from 0 to ${mostDays}`);
      const from = read(`from-${slot}`) === 'before' && levels.length > 0 ? 'before' : 'due';
      if (from === 'due' && Number(days) < before)
        problem(`days-${slot}`, `Level ${slot} comes before the level above it: enter ${before} days or more`);
      if (from === 'due' && /^\d+$/.test(days)) before = Math.max(before, Number(days));
      if (told.length === 0) problem(`told-${slot}`, `Choose who is told at level ${slot}`);
      levels.push({
        name,
        days: Number(days),
        count: read(`count-${slot}`) === 'calendar' ? 'calendar' : 'working',
        from,
        told,
        letter,
        waits: form[`waits-${slot}`] === 'on' || letter !== null,
        onlyFor: dutyCodes.filter((code) => codes(`onlyFor-${slot}`).includes(code)),
      });
    }
    return {
      revision: Number(form.revision ?? 0),
      ladder: { levels, schoolHolidaysCount: form.schoolHolidaysCount === 'on' },
    };
  })
  .pipe(z.object({ revision: z.number(), ladder: ladderSchema }));

export type LadderForm = z.output<typeof ladderFormSchema>;
