import { z } from 'zod';
import { optionalDay, requiredDay } from '../../platform/form-parsing.ts';
import {
  actionSources,
  actionStatusCodes,
  namedSources,
  priorities,
  progressRatingCodes,
  sourcesByHand,
} from './rules.ts';

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

const idOrNothing = emptyToNull.optional();

/** What an action says, whoever owns it and whenever it is due. */
const details = {
  group: idOrNothing,
  finding: words('what was found'),
  what: words('what must be done', 2000),
  successMeasure: words('how we shall know that it worked', 2000),
  startsOn: optionalDay('the day it starts').optional(),
  priority: z.enum(Object.keys(priorities) as [keyof typeof priorities], 'Choose a priority'),
  partnershipPriority: idOrNothing,
  /** Whether a board ratifies before it is closed; `set` is what the partnership has set for the source. */
  ratify: z.enum(['set', 'yes', 'no']).optional(),
};

/**
 * A new action. Where it comes from is named by at most one of `challenge` and `submission`, else by `source`. It belongs
 * to an organisation, or, where none is named, to a group of the partnership; a group beside an organisation follows it.
 */
export const newActionSchema = z
  .object({
    formKey: formKeySchema,
    ...details,
    organisation: emptyToNull,
    challenge: emptyToNull,
    submission: emptyToNull,
    question: emptyToNull,
    source: z.enum(['return', ...sourcesByHand], 'Choose where the action comes from').optional(),
    sourceName: idOrNothing,
    sourceOn: optionalDay('the day of the source').optional(),
    owner: z.string('Choose who owns the action').min(1, 'Choose who owns the action'),
    ownerName: emptyToNull,
    sponsor: idOrNothing,
    sponsorName: idOrNothing,
    dueOn: requiredDay('the date it is due'),
    follows: idOrNothing,
  })
  .superRefine((input, context) => {
    const wrong = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    if (input.organisation === null && !input.group) wrong('organisation', 'Choose the organisation or the group');
    checkPeople(input, wrong);
    checkDays(input, wrong);
    if (isNamedSource(input.source) && !input.sourceName) wrong('sourceName', 'Enter the name of the source');
  });

type Wrong = (field: string, message: string) => void;

function checkPeople(
  {
    owner,
    ownerName,
    sponsor,
    sponsorName,
  }: {
    owner?: string;
    ownerName?: string | null;
    sponsor?: string | null | undefined;
    sponsorName?: string | null | undefined;
  },
  wrong: Wrong,
): void {
  if (owner === otherOwner && !ownerName) wrong('ownerName', 'Enter the name of the owner');
  if (sponsor === otherOwner && !sponsorName) wrong('sponsorName', 'Enter the name of the executive sponsor');
}

function checkDays({ startsOn, dueOn }: { startsOn?: string | null | undefined; dueOn: string }, wrong: Wrong): void {
  if (startsOn && startsOn > dueOn) wrong('startsOn', 'The action cannot start after the date it is due');
}

const named: readonly string[] = namedSources;
const isNamedSource = (source: string | undefined) => source !== undefined && named.includes(source);

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
  /** Left out: as it was rated last. */
  rag: z.enum(progressRatingCodes, 'Choose whether it is on track').optional(),
  evidence: emptyToNull,
});
export type Progress = z.output<typeof progressSchema>;

export const doneSchema = z.object({
  revision,
  note: words('what changed for children and how you know'),
  evidence: emptyToNull,
  /** A page elsewhere that shows it; joins the words. */
  link: z
    .string()
    .trim()
    .default('')
    .refine((typed) => typed === '' || z.httpUrl().safeParse(typed).success, 'Enter a link that starts with https://')
    .transform((typed) => (typed === '' ? null : typed))
    .optional(),
});
export type MarkDone = z.output<typeof doneSchema>;

/** The organisation declines a finding that another partnership joined to its action. */
export const declineFindingSchema = z.object({
  finding: z.string().min(1).max(60),
  note: words('why you decline it'),
});
export type DeclineFinding = z.output<typeof declineFindingSchema>;

/** A decision of the partnership. A reason is needed to send back or open again; a note on what was seen, to close. */
export const decisionSchemas = {
  verified: z.object({
    revision,
    note: words('what you saw that shows it worked'),
    impactCheckOn: optionalDay('the day to look again').optional(),
  }),
  returned: z.object({ revision, note: words('why you are sending it back') }),
  reopened: z.object({ revision, note: words('why it is opened again') }),
} as const;
export type Decision = {
  readonly revision: number;
  readonly note: string;
  readonly impactCheckOn?: string | null | undefined;
};

export const rescheduleSchema = z.object({
  revision,
  dueOn: requiredDay('the new date'),
  note: words('the reason for the new date'),
});
export type Reschedule = z.output<typeof rescheduleSchema>;

/** A later date that an owner asks for. */
export const askTimeSchema = z.object({
  revision,
  dueOn: requiredDay('the date you ask for'),
  note: words('why you need more time'),
});
export type AskTime = z.output<typeof askTimeSchema>;

/** What the chair says to it: another date than the one asked for if wanted, and a note, which a refusal needs. */
export const decideTimeSchema = z.object({
  revision,
  dueOn: optionalDay('the date you grant'),
  note: emptyToNull.pipe(z.string().max(noteLimit, 'Shorten the note to 4,000 characters or fewer').nullable()),
});
export type DecideTime = z.output<typeof decideTimeSchema>;

const ids = z.union([z.array(z.string()), z.string().transform((one) => [one])], 'Tick at least one action');

/** What a board decided on actions that were recommended to it. */
export const ratifySchema = z.object({
  actions: ids.pipe(z.array(z.string()).min(1, 'Tick at least one action').max(200, 'Tick 200 actions or fewer')),
  boardOn: requiredDay('the day of the meeting'),
  note: emptyToNull.pipe(z.string().max(noteLimit, 'Shorten the note to 4,000 characters or fewer').nullable()),
});
export type Ratify = z.output<typeof ratifySchema>;

/** What somebody saw who looked again at a closed action. */
export const checkImpactSchema = z.object({
  revision,
  note: words('what you saw'),
  impactCheckOn: optionalDay('the day to look again').optional(),
  afterwards: z.enum(['reopen', 'follow-up']).catch('reopen').optional(),
});
export type CheckImpact = z.output<typeof checkImpactSchema>;

export const reassignSchema = z
  .object({
    revision,
    owner: z.string('Choose who owns the action').min(1, 'Choose who owns the action'),
    ownerName: emptyToNull,
    note: emptyToNull.pipe(z.string().max(noteLimit, 'Shorten the note to 4,000 characters or fewer').nullable()),
  })
  .superRefine((input, context) =>
    checkPeople(input, (field, message) => context.addIssue({ code: 'custom', path: [field], message })),
  );
export type Reassign = z.output<typeof reassignSchema>;

/** What can change of an action beside its owner and its date. */
export const editActionSchema = z
  .object({ revision, ...details, sponsor: idOrNothing, sponsorName: idOrNothing })
  .superRefine((input, context) =>
    checkPeople(input, (field, message) => context.addIssue({ code: 'custom', path: [field], message })),
  );
export type EditAction = z.output<typeof editActionSchema>;

/** A further finding for an action that the organisation has already. */
export const joinFindingSchema = z
  .object({
    organisation: emptyToNull,
    challenge: emptyToNull,
    submission: emptyToNull,
    question: emptyToNull,
    source: z.enum(['return', ...sourcesByHand], 'Choose where the finding comes from').optional(),
    sourceName: idOrNothing,
    sourceOn: optionalDay('the day of the source').optional(),
    finding: words('what was found'),
    reference: z
      .string('Enter the reference of the action')
      .trim()
      .min(1, 'Enter the reference of the action')
      .transform((typed) => typed.toUpperCase()),
  })
  .superRefine((input, context) => {
    if (isNamedSource(input.source) && !input.sourceName)
      context.addIssue({ code: 'custom', path: ['sourceName'], message: 'Enter the name of the source' });
  });
export type JoinFinding = z.output<typeof joinFindingSchema>;

/** How a partnership works with actions. */
export const actionSettingsSchema = z.object({
  /** Sources whose actions a board ratifies before they are closed, unless an action says otherwise. */
  ratify: z.array(z.enum(Object.keys(actionSources) as [keyof typeof actionSources])).catch([]),
  /** The chair lets the business manager grant more time too. */
  managerGrantsTime: z.boolean().catch(false),
  /** Months from the check to the day on which somebody looks whether it still works. */
  impactMonths: z.number().int().min(1).max(36).catch(6),
});
export type ActionSettings = z.output<typeof actionSettingsSchema>;

const filterStatus = z.enum(['current', ...actionStatusCodes, 'all']);

/** The query string of the list; whatever it does not know is left out rather than refused. */
export const actionFilterSchema = z.object({
  status: filterStatus.catch('current'),
  overdue: z.literal('yes').optional().catch(undefined),
  organisation: z.string().min(1).optional().catch(undefined),
  group: z.string().min(1).optional().catch(undefined),
  priority: z.string().min(1).optional().catch(undefined),
  owner: z.literal('me').optional().catch(undefined),
  again: z.literal('red').optional().catch(undefined),
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
