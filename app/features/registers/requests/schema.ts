import { z } from 'zod';
import { requiredDay } from '../../../platform/form-parsing.ts';
import { formKeySchema } from '../../actions/schema.ts';
import { requestBasisCodes, requestStatusCodes } from './rules.ts';

export const requestTextLimit = 4000;

const words = (what: string, limit = requestTextLimit) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const named = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()));

const short = (what: string) =>
  named.refine((text) => text === null || text.length <= 200, `Shorten ${what} to 200 characters or fewer`);

const revision = z.coerce.number().int().positive();

/** A new request, to an organisation of the partnership or to a body that is named. */
export const newRequestSchema = z
  .object({
    formKey: formKeySchema,
    partnership: named,
    organisation: named,
    body: short('the name of the body'),
    asked: words('what you ask for'),
    basis: z.enum(requestBasisCodes, 'Choose what the request rests on'),
    basisWords: short('the words of the basis'),
    dueOn: requiredDay('the day by which an answer is due'),
  })
  .superRefine(({ organisation, body, basis, basisWords }, check) => {
    const problem = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
    if (organisation === null && body === null)
      problem('organisation', 'Choose who is asked, or enter the name of another body');
    if (organisation !== null && body !== null)
      problem('body', 'Leave the name of another body empty, or choose no organisation');
    if (basis === 'other' && basisWords === null) problem('basisWords', 'Enter what the request rests on');
  });
export type NewRequest = z.output<typeof newRequestSchema>;

/** What the body's own people post. `evidence` names an item of its own evidence. */
export const answerRequestSchema = z.object({ note: words('the answer'), evidence: named });
export type AnswerRequest = z.output<typeof answerRequestSchema>;

export const refuseRequestSchema = z.object({ note: words('why you refuse') });
export type RefuseRequest = z.output<typeof refuseRequestSchema>;

/** An answer or a refusal that somebody at the partnership enters for a body without an account. */
export const answerForSchema = z.object({
  what: z.enum(['answered', 'refused'], 'Say whether they answered or refused'),
  note: words('what they said'),
  givenBy: words('who said it', 200),
  givenOn: requiredDay('the day it was said'),
});
export type AnswerForRequest = z.output<typeof answerForSchema>;

export const extendSchema = z.object({
  revision,
  note: words('why there is more time'),
  dueOn: requiredDay('the new date'),
});
export type ExtendRequest = z.output<typeof extendSchema>;

export const closeRequestSchema = z.object({ revision, note: words('what came of it') });
export type CloseRequest = z.output<typeof closeRequestSchema>;

export const askAgainSchema = z.object({
  revision,
  note: words('what is still asked'),
  dueOn: requiredDay('the new date'),
});
export type AskAgain = z.output<typeof askAgainSchema>;

/** The query string of the list; whatever it does not know is left out rather than refused. */
export const requestFilterSchema = z.object({
  status: z.enum(['current', ...requestStatusCodes, 'all']).catch('current'),
  overdue: z.literal('yes').optional().catch(undefined),
  q: z.string().trim().max(200).catch(''),
  sort: z.enum(['due', '-due']).catch('due'),
});
export type RequestFilter = z.output<typeof requestFilterSchema>;

export const readRequestFilter = (search: URLSearchParams): RequestFilter =>
  requestFilterSchema.parse({ q: '', ...Object.fromEntries(search) });
