import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { actionSources, actionStatusCodes, priorities } from './rules.ts';

export const noteLimit = 4000;

/** Required words of a person, trimmed. `what` finishes "Enter ...". */
const words = (what: string, limit = noteLimit) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const revision = z.coerce.number().int().positive();
const emptyToNull = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()));

/** The value of the owner field that stands for somebody without an account. */
export const otherOwner = 'other';

/**
 * Made with a page and posted with its form, so that one form posted twice, by an impatient finger or over a slow line,
 * is saved once.
 */
export const formKeySchema = z
  .string()
  .regex(/^[0-9a-z]{26}$/)
  .optional()
  .catch(undefined);

/** A new action. Where it comes from is named by at most one of `challenge` and `submission`. */
export const newActionSchema = z
  .object({
    formKey: formKeySchema,
    organisation: z.string('Choose the organisation').min(1, 'Choose the organisation'),
    challenge: emptyToNull,
    submission: emptyToNull,
    question: emptyToNull,
    finding: words('what was found'),
    what: words('what must be done', 2000),
    successMeasure: words('how we shall know that it worked', 2000),
    owner: z.string('Choose who owns the action').min(1, 'Choose who owns the action'),
    ownerName: emptyToNull,
    dueOn: requiredDay('the date it is due'),
    priority: z.enum(Object.keys(priorities) as [keyof typeof priorities], 'Choose a priority'),
  })
  .refine(({ owner, ownerName }) => owner !== otherOwner || ownerName !== null, {
    path: ['ownerName'],
    message: 'Enter the name of the owner',
  });

export type NewAction = z.output<typeof newActionSchema>;

const percent = z
  .string()
  .trim()
  .transform((typed) => typed.replace(/\s*%$/, ''))
  .refine(
    (typed) => /^\d{1,3}$/.test(typed) && Number(typed) <= 100,
    'Enter how much is done as a number from 0 to 100',
  )
  .transform(Number);

/** What the agency's people post. `evidence` names an item of their own evidence. */
export const progressSchema = z.object({
  note: words('what has been done'),
  percent,
  evidence: emptyToNull,
});
export type Progress = z.output<typeof progressSchema>;

export const doneSchema = z.object({
  revision,
  note: words('what changed for children and how you know'),
  evidence: emptyToNull,
});
export type MarkDone = z.output<typeof doneSchema>;

/** A decision of the partnership. A reason is needed to send back or open again; a note on what was seen, to close. */
export const decisionSchemas = {
  verified: z.object({ revision, note: words('what you saw that shows it worked') }),
  returned: z.object({ revision, note: words('why you are sending it back') }),
  reopened: z.object({ revision, note: words('why it is opened again') }),
} as const;
export type Decision = { readonly revision: number; readonly note: string };

export const rescheduleSchema = z.object({
  revision,
  dueOn: requiredDay('the new date'),
  note: words('the reason for the new date'),
});
export type Reschedule = z.output<typeof rescheduleSchema>;

const filterStatus = z.enum(['current', ...actionStatusCodes, 'all']);

/** The query string of the list; whatever it does not know is left out rather than refused. */
export const actionFilterSchema = z.object({
  status: filterStatus.catch('current'),
  overdue: z.literal('yes').optional().catch(undefined),
  organisation: z.string().min(1).optional().catch(undefined),
  source: z
    .enum(Object.keys(actionSources) as [keyof typeof actionSources])
    .optional()
    .catch(undefined),
  sort: z.enum(['due', '-due']).catch('due'),
});
export type ActionFilter = z.output<typeof actionFilterSchema>;

/** Reads the filter from an address. */
export const readActionFilter = (search: URLSearchParams): ActionFilter =>
  actionFilterSchema.parse(Object.fromEntries(search));
