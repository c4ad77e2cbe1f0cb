import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { formKeySchema } from '../actions/schema.ts';
import { type BodyWithoutAccount, entryOutcomeCodes, entryStatusCodes, riskBandCodes } from './rules.ts';

export const logTextLimit = 4000;

const words = (what: string, limit = logTextLimit) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const emptyToNull = (what: string, limit: number) =>
  z
    .string()
    .default('')
    .transform((text) => (text.trim() === '' ? null : text.trim()))
    .refine(
      (text) => text === null || text.length <= limit,
      `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`,
    );

const named = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()));

const revision = z.coerce.number().int().positive();

/** From 1 to 5, as a choice of a list posts it. */
const fromOneToFive = (problem: string) =>
  z
    .string(problem)
    .regex(/^[1-5]$/, problem)
    .transform(Number);

const likelihood = fromOneToFive('Choose how likely it is');
const impact = fromOneToFive('Choose how great the harm would be');

/** A body as a choice of a list posts it: an organisation by its id, or one of the kinds without an account. */
const body = (problem: string) =>
  z
    .string(problem)
    .regex(/^(organisation:[0-9a-z]{26}|sub-group|board|other-board)$/, problem)
    .transform((chosen): ChosenBody => {
      const organisationId = /^organisation:(.+)$/.exec(chosen)?.[1];
      return organisationId === undefined ? { kind: chosen as BodyWithoutAccount } : { kind: 'agency', organisationId };
    });

export type ChosenBody =
  | { readonly kind: 'agency'; readonly organisationId: string }
  | { readonly kind: BodyWithoutAccount };

/** A board of ours needs no name; a sub-group and another board do. */
const needsName = ({ kind }: ChosenBody) => kind === 'sub-group' || kind === 'other-board';

/** A new challenge. Where it comes from is named by at most one of `challenge` and `submission`. */
export const newEntrySchema = z
  .object({
    formKey: formKeySchema,
    challenge: named,
    submission: named,
    /** Asked of somebody who works for several partnerships. */
    partnership: named,
    raisedBy: body('Choose who raises the challenge'),
    raisedByName: emptyToNull('the name', 200),
    raisedTo: body('Choose who is challenged'),
    raisedToName: emptyToNull('the name', 200),
    reason: emptyToNull('the reason', logTextLimit),
    raisedOn: requiredDay('the day it was raised'),
    report: z.enum(['yes', 'no'], 'Say whether you ask for an assurance report'),
    reportAbout: emptyToNull('what the report must cover', 1000),
    dueOn: requiredDay('the day by which an answer is due'),
    likelihood,
    impact,
  })
  .superRefine((entry, check) => {
    const problem = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
    if (entry.challenge === null && entry.reason === null) problem('reason', 'Enter the reason');
    if (needsName(entry.raisedBy) && entry.raisedByName === null)
      problem('raisedByName', 'Enter the name of the group or board that raises it');
    if (needsName(entry.raisedTo) && entry.raisedToName === null)
      problem('raisedToName', 'Enter the name of the group or board that is challenged');
    if (isSameBody(entry)) problem('raisedTo', 'Choose somebody else than who raises it');
    if (entry.report === 'yes' && entry.reportAbout === null)
      problem('reportAbout', 'Enter what the report must cover');
    if (entry.dueOn < entry.raisedOn) problem('dueOn', 'Enter a day that is not before the day it was raised');
  });
export type NewEntry = z.output<typeof newEntrySchema>;

function isSameBody({
  raisedBy,
  raisedByName,
  raisedTo,
  raisedToName,
}: {
  readonly raisedBy: ChosenBody;
  readonly raisedByName: string | null;
  readonly raisedTo: ChosenBody;
  readonly raisedToName: string | null;
}): boolean {
  if (raisedBy.kind !== raisedTo.kind) return false;
  if (raisedBy.kind === 'agency' && raisedTo.kind === 'agency')
    return raisedBy.organisationId === raisedTo.organisationId;
  return raisedBy.kind === 'board' || raisedByName?.toLowerCase() === raisedToName?.toLowerCase();
}

/** What the challenged agency posts. `evidence` names an item of its own evidence. */
export const answerSchema = z.object({ note: words('the answer'), evidence: named });
export type EntryAnswer = z.output<typeof answerSchema>;

/** An answer that somebody at the partnership enters for a body without an account. */
export const answerForSchema = z.object({
  note: words('the answer'),
  givenBy: words('who gave it', 200),
  givenOn: requiredDay('the day it was given'),
});
export type EntryAnswerFor = z.output<typeof answerForSchema>;

export const closeSchema = z.object({
  revision,
  outcome: z.enum(entryOutcomeCodes, 'Choose the outcome'),
  note: words('what the outcome rests on'),
  likelihood,
  impact,
});
export type CloseEntry = z.output<typeof closeSchema>;

export const askMoreSchema = z.object({
  revision,
  note: words('what is still asked'),
  dueOn: requiredDay('the new date'),
});
export type AskMore = z.output<typeof askMoreSchema>;

export const moveDateSchema = z.object({
  revision,
  note: words('the reason for the new date'),
  dueOn: requiredDay('the new date'),
});
export type MoveDate = z.output<typeof moveDateSchema>;

export const rescoreSchema = z.object({ revision, note: words('why the risk is another'), likelihood, impact });
export type Rescore = z.output<typeof rescoreSchema>;

/** The query string of the log; whatever it does not know is left out rather than refused. */
export const logFilterSchema = z.object({
  status: z.enum(['current', ...entryStatusCodes, 'all']).catch('current'),
  overdue: z.literal('yes').optional().catch(undefined),
  organisation: z.string().min(1).max(40).optional().catch(undefined),
  risk: z.enum(riskBandCodes).optional().catch(undefined),
  q: z.string().trim().max(200).catch(''),
  sort: z.enum(['due', '-due']).catch('due'),
});
export type LogFilter = z.output<typeof logFilterSchema>;

export const readLogFilter = (search: URLSearchParams): LogFilter =>
  logFilterSchema.parse({ q: '', ...Object.fromEntries(search) });
