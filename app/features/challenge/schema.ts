import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { formKeySchema } from '../actions/schema.ts';
import { askers, outcomeCodes } from './rules.ts';

const words = (what: string, limit = 4000) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const optionalWords = (what: string, limit = 4000) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text.length <= limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const emptyToNull = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()));

const revision = z.coerce.number().int().positive();

/** A time as people type it ("9:30", "14.00", "2pm") as HH:MM. */
export function readClock(typed: string): string | undefined {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  if (!found) return undefined;
  const half = found[3]?.toLowerCase();
  let hours = Number(found[1]);
  const minutes = Number(found[2] ?? 0);
  if (half === undefined && found[2] === undefined) return undefined;
  if (half !== undefined && (hours < 1 || hours > 12)) return undefined;
  if (half === 'pm' && hours < 12) hours += 12;
  if (half === 'am' && hours === 12) hours = 0;
  if (hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

const clock = z
  .string('Enter the time it starts')
  .trim()
  .min(1, 'Enter the time it starts')
  .transform((typed, context) => {
    const time = readClock(typed);
    if (time !== undefined || typed === '') return time ?? '';
    context.addIssue({ code: 'custom', message: 'Enter the time it starts, like 9:30am or 14:00' });
    return z.NEVER;
  });

const minutes = z
  .string('Enter the minutes for each agency')
  .trim()
  .refine((typed) => /^\d{1,3}$/.test(typed) && Number(typed) >= 5 && Number(typed) <= 240, {
    message: 'Enter the minutes for each agency as a number from 5 to 240',
  })
  .transform(Number);

const sessionDetails = {
  title: words('the name of the session', 200),
  heldOn: requiredDay('the date of the session'),
  startsAt: clock,
  place: words('the place or the link to join', 500),
  chair: emptyToNull,
};

/** A new session: `agencies` are the organisations of the cycle whose returns the panel will look at. */
export const scheduleSchema = z.object({
  cycle: z.string('Choose the cycle').min(1, 'Choose the cycle'),
  ...sessionDetails,
  minutes,
  agencies: z.array(z.string(), 'Choose at least one agency').min(1, 'Choose at least one agency'),
});
export type ScheduleSession = z.output<typeof scheduleSchema>;

export const sessionChangeSchema = z.object({ revision, ...sessionDetails });
export type SessionChange = z.output<typeof sessionChangeSchema>;

/** One change of the agenda. */
export const agendaChangeSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('up'), revision, slot: z.string() }),
  z.object({ intent: z.literal('down'), revision, slot: z.string() }),
  z.object({ intent: z.literal('remove'), revision, slot: z.string() }),
  z.object({ intent: z.literal('slot'), revision, slot: z.string(), minutes, lead: emptyToNull }),
  z.object({
    intent: z.literal('add'),
    revision,
    organisation: z.string('Choose an agency').min(1, 'Choose an agency'),
    minutes,
  }),
]);
export type AgendaChange = z.output<typeof agendaChangeSchema>;

/** What a challenge is about: the whole return, a standard, or a question. */
const about = z
  .string()
  .default('')
  .transform((text) => {
    const [kind, code] = text.split(':');
    if (code === undefined || code === '') return { standardCode: null, questionCode: null };
    return kind === 'question'
      ? { standardCode: null, questionCode: code }
      : { standardCode: code, questionCode: null };
  });

/** One entry of the record. An agreed rating belongs to a question and needs a reason. */
export const challengeSchema = z
  .object({
    formKey: formKeySchema,
    about,
    askedBy: z.enum(askers, 'Choose who asked'),
    challenge: words('what was asked'),
    reply: words('the reply'),
    outcome: z.enum(outcomeCodes, 'Choose the outcome'),
    agreedPoint: emptyToNull,
    agreedReason: emptyToNull,
  })
  .superRefine((entry, context) => {
    if (entry.agreedPoint === null) return;
    if (entry.about.questionCode === null)
      context.addIssue({
        code: 'custom',
        path: ['about'],
        message: 'Choose the question that the rating is agreed for',
      });
    if (entry.agreedReason === null)
      context.addIssue({ code: 'custom', path: ['agreedReason'], message: 'Enter why the panel agreed this rating' });
  });
export type ChallengeEntry = z.output<typeof challengeSchema>;

/** Who came: people of the organisation by name, and others in words. */
export const attendanceSchema = z.object({
  present: z
    .union([z.array(z.string()), z.string().transform((one) => [one])])
    .default([])
    .transform((names) => names.filter((name) => name !== '')),
  others: optionalWords('who else came', 1000),
});
export type Attendance = z.output<typeof attendanceSchema>;

/** The words that a person gives to an outcome letter; everything else in it comes from the record. */
export const letterWordsSchema = z.object({
  revision: z.coerce.number().int().min(0),
  opening: words('the opening paragraph'),
  strengths: optionalWords('what is working well', 8000),
  closing: words('the closing paragraph'),
});
export type LetterWords = z.output<typeof letterWordsSchema>;
