import { z } from 'zod';
import { requiredDay } from '../../../platform/form-parsing.ts';
import { formKeySchema } from '../../actions/schema.ts';
import { riskBandCodes } from '../../challenge-log/rules.ts';
import { closeReasonCodes, riskCategoryCodes, riskLevelCodes, riskStatusCodes } from './rules.ts';

export const riskTextLimit = 1000;
export const riskNoteLimit = 4000;

const words = (what: string, limit = riskTextLimit) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const named = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()));

const revision = z.coerce.number().int().positive();

const fromOneToFive = (problem: string) =>
  z
    .string(problem)
    .regex(/^[1-5]$/, problem)
    .transform(Number);

const scores = {
  likelihood: fromOneToFive('Choose how likely it is now'),
  impact: fromOneToFive('Choose how great the harm would be now'),
};

/** What a risk says of itself, and who answers for it. */
const riskFields = {
  category: z.enum(riskCategoryCodes, 'Choose what it is about'),
  cause: words('the cause'),
  event: words('what may happen'),
  effect: words('what it would lead to'),
  owner: named,
  ownerName: named.refine((text) => text === null || text.length <= 200, 'Shorten the name to 200 characters or fewer'),
  group: named,
  assurance: words('what shows that the controls work', riskNoteLimit),
  targetLikelihood: fromOneToFive('Choose how likely it should be'),
  targetImpact: fromOneToFive('Choose how great the harm should be'),
};

const hasOwner = ({ owner, ownerName }: { readonly owner: string | null; readonly ownerName: string | null }) =>
  owner !== null || ownerName !== null;
const noOwner = { path: ['owner'], message: 'Choose the owner, or enter a name' };

/** A new risk. Where it comes from is named by at most one of `challenge`, `submission` and `entry`. */
export const newRiskSchema = z
  .object({
    ...riskFields,
    formKey: formKeySchema,
    challenge: named,
    submission: named,
    question: named,
    entry: named,
    partnership: named,
    level: z.enum(riskLevelCodes, 'Choose the level'),
    inherentLikelihood: fromOneToFive('Choose how likely it is without any control'),
    inherentImpact: fromOneToFive('Choose how great the harm would be without any control'),
    ...scores,
    controls: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(/\r?\n/)
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      )
      .refine((lines) => lines.length <= 20, 'Enter 20 controls at most')
      .refine(
        (lines) => lines.every((line) => line.length <= riskTextLimit),
        'Shorten each control to 1,000 characters',
      ),
    reviewOn: requiredDay('the day of the next review'),
  })
  .refine(hasOwner, noOwner);
export type NewRisk = z.output<typeof newRiskSchema>;

export const changeRiskSchema = z.object({ ...riskFields, revision }).refine(hasOwner, noOwner);
export type ChangeRisk = z.output<typeof changeRiskSchema>;

export const reviewSchema = z.object({
  revision,
  ...scores,
  standing: z.enum(['open', 'watched'], 'Say whether it stays open or is only watched'),
  note: words('what the review found', riskNoteLimit),
  reviewOn: requiredDay('the day of the next review'),
});
export type ReviewRisk = z.output<typeof reviewSchema>;

export const moveLevelSchema = z.object({ revision, note: words('why it moves', riskNoteLimit) });
export type MoveLevel = z.output<typeof moveLevelSchema>;

export const closeRiskSchema = z.object({
  revision,
  because: z.enum(closeReasonCodes, 'Choose why it is closed'),
  note: words('what the closing rests on', riskNoteLimit),
});
export type CloseRisk = z.output<typeof closeRiskSchema>;

export const reopenRiskSchema = z.object({
  revision,
  note: words('why it is opened again', riskNoteLimit),
  reviewOn: requiredDay('the day of the next review'),
});
export type ReopenRisk = z.output<typeof reopenRiskSchema>;

export const addControlSchema = z.object({
  kind: z.enum(['existing', 'planned'], 'Say whether the control is in place'),
  words: words('the control'),
  /** The reference of an action of the partnership. */
  action: named,
});
export type AddControl = z.output<typeof addControlSchema>;

export const endControlSchema = z.object({ control: z.string().min(1).max(40) });

/** The query string of the register; whatever it does not know is left out rather than refused. */
export const riskFilterSchema = z.object({
  level: z.enum(riskLevelCodes).optional().catch(undefined),
  status: z.enum(['current', ...riskStatusCodes, 'all']).catch('current'),
  overdue: z.literal('yes').optional().catch(undefined),
  category: z.enum(riskCategoryCodes).optional().catch(undefined),
  group: z.string().min(1).max(40).optional().catch(undefined),
  band: z.enum(riskBandCodes).optional().catch(undefined),
  q: z.string().trim().max(200).catch(''),
  sort: z.enum(['-score', 'score', 'review', '-review']).catch('-score'),
});
export type RiskFilter = z.output<typeof riskFilterSchema>;

export const readRiskFilter = (search: URLSearchParams): RiskFilter =>
  riskFilterSchema.parse({ q: '', ...Object.fromEntries(search) });
