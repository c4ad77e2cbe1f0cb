import { z } from 'zod';
import { optionalDay, requiredDay } from '../../platform/form-parsing.ts';
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

const readTime = (typed: string, context: z.RefinementCtx, message: string): string => {
  const time = readClock(typed);
  if (time !== undefined || typed === '') return time ?? '';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
};

const clock = z
  .string('Enter the time it starts')
  .trim()
  .min(1, 'Enter the time it starts')
  .transform((typed, context) => readTime(typed, context, 'Enter the time it starts, like 9:30am or 14:00'));

/** A time that may be left empty; null then. */
const optionalClock = (message: string) =>
  z
    .string()
    .trim()
    .default('')
    .transform((typed, context) => readTime(typed, context, message) || null);

const minutes = z
  .string('Enter the minutes for each agency')
  .trim()
  .refine((typed) => /^\d{1,3}$/.test(typed) && Number(typed) >= 5 && Number(typed) <= 240, {
    message: 'Enter the minutes for each agency as a number from 5 to 240',
  })
  .transform(Number);

const link = z
  .string()
  .trim()
  .max(500, 'Shorten the link to 500 characters or fewer')
  .default('')
  .refine(
    (text) => text === '' || isWebLink(text),
    'Enter the link to join as it stands in the address bar, with https://',
  )
  .transform((text) => (text === '' ? null : text));

function isWebLink(text: string): boolean {
  return /^https:\/\/[^\s/]+\.[^\s]+$/.test(text) && URL.canParse(text);
}

const sessionDetails = {
  title: words('the name of the session', 200),
  heldOn: requiredDay('the date of the session'),
  startsAt: clock,
  endsAt: optionalClock('Enter the time it ends, like 12:30pm or 16:00, or nothing'),
  place: optionalWords('the place', 500),
  joinLink: link,
  chair: emptyToNull,
  papersOn: optionalDay('the date on which the papers are released'),
};

interface Times {
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly heldOn: string;
  readonly papersOn: string | null;
}

/** What a session cannot be, whatever else is in it: over before it begins, or without papers until it is over. */
function checkTimes({ startsAt, endsAt, heldOn, papersOn }: Times, context: z.RefinementCtx) {
  const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
  if (endsAt !== null && endsAt <= startsAt) issue('endsAt', 'Enter an end that is later than the start');
  if (papersOn !== null && papersOn > heldOn)
    issue('papersOn', 'Enter a day for the papers that is not after the session');
}

/** There must be a way to come, said beside what is wrong with other fields. */
const aWayToCome = [
  ({ place, joinLink }: { readonly place: string; readonly joinLink: string | null }) =>
    place !== '' || joinLink !== null,
  {
    path: ['place'],
    message: 'Enter the place, or the link to join',
    when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null,
  },
] satisfies [unknown, unknown];

/** A new session: `agencies` are the organisations of the cycle whose returns the panel will look at. */
export const scheduleSchema = z
  .object({
    cycle: z.string('Choose the cycle').min(1, 'Choose the cycle'),
    ...sessionDetails,
    minutes,
    agencies: z.array(z.string(), 'Choose at least one agency').min(1, 'Choose at least one agency'),
  })
  .refine(...aWayToCome)
  .superRefine(checkTimes);

/** What may be left out where no form asks for it. */
type Later = 'endsAt' | 'joinLink' | 'papersOn';
type WithLater<T extends Record<Later, unknown>> = Omit<T, Later> & Partial<Pick<T, Later>>;
export type ScheduleSession = WithLater<z.output<typeof scheduleSchema>>;

export const sessionChangeSchema = z
  .object({ revision, ...sessionDetails })
  .refine(...aWayToCome)
  .superRefine(checkTimes);
export type SessionChange = WithLater<z.output<typeof sessionChangeSchema>>;

/** One change of the agenda. */
export const agendaChangeSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('up'), revision, slot: z.string() }),
  z.object({ intent: z.literal('down'), revision, slot: z.string() }),
  z.object({ intent: z.literal('remove'), revision, slot: z.string() }),
  z.object({
    intent: z.literal('slot'),
    revision,
    slot: z.string(),
    minutes,
    lead: emptyToNull,
    notBefore: optionalClock('Enter the time like 10:45am or 14:00, or nothing').optional(),
  }),
  z.object({
    intent: z.literal('add'),
    revision,
    organisation: z.string('Choose an agency').min(1, 'Choose an agency'),
    minutes,
  }),
]);
export type AgendaChange = z.output<typeof agendaChangeSchema>;

const email = z
  .string('Enter an e-mail address')
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Enter an e-mail address in the correct format, like name@example.org'));

const takesPart = z.enum(['in-person', 'by-link'], 'Choose how they take part');

/** Somebody to invite: a person or contact who is known (`person:...`, `contact:...`), or a name and an address. */
export const inviteSchema = z
  .object({
    capacity: z.enum(['scrutineer', 'partner', 'member', 'scribe', 'agency'], 'Choose what they come as'),
    /** Whom they speak for, or work for. */
    organisation: emptyToNull,
    known: emptyToNull,
    name: z.string().trim().max(200, 'Shorten the name to 200 characters or fewer').default(''),
    email: z.string().default(''),
    takesPart,
  })
  .transform((typed, context) => {
    if (typed.known !== null) return { ...typed, email: '' };
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (typed.name === '') issue('name', 'Enter a name, or choose somebody from the list');
    const address = email.safeParse(typed.email);
    if (!address.success) {
      issue('email', 'Enter an e-mail address in the correct format, like name@example.org');
      return z.NEVER;
    }
    return { ...typed, email: address.data };
  });
export type Invite = z.output<typeof inviteSchema>;

/** A reply to an invitation; apologies may name who comes instead. */
export const replySchema = z
  .object({
    invitation: z.string(),
    revision,
    reply: z.enum(['accepted', 'declined'], 'Choose whether they will come'),
    takesPart,
    question: optionalWords('the question', 2000),
    substituteName: z.string().trim().max(200, 'Shorten the name to 200 characters or fewer').default(''),
    substituteEmail: z.string().trim().toLowerCase().default(''),
  })
  .superRefine(({ reply, substituteName, substituteEmail }, context) => {
    if (reply === 'accepted' || (substituteName === '' && substituteEmail === '')) return;
    const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (substituteName === '') issue('substituteName', 'Enter the name of who comes instead');
    if (!email.safeParse(substituteEmail).success)
      issue('substituteEmail', 'Enter an e-mail address in the correct format, like name@example.org');
  });
export type InvitationReply = z.output<typeof replySchema>;

/** What the partnership answers to a question that came with a reply. */
export const answerSchema = z.object({ invitation: z.string(), answer: words('the answer', 2000) });

/** Why an agency leaves the agenda, or a session is called off. */
export const reasonSchema = z.object({ revision, reason: words('the reason', 1000) });

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
