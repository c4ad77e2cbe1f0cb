import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { formKeySchema } from '../actions/schema.ts';
import { normaliseText } from '../questionnaire/answer-text.ts';
import { disclosureKindCodes, disclosureOutcomeCodes, disclosureStatusCodes } from './rules.ts';

export const disclosureTextLimit = 2000;
export const mostSearchWords = 20;

const tooLong = (what: string, limit: number) =>
  `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`;

const words = (what: string, limit = disclosureTextLimit) =>
  z
    .string(`Enter ${what}`)
    .transform((text) => normaliseText(text).trim())
    .pipe(z.string().min(1, `Enter ${what}`).max(limit, tooLong(what, limit)));

const optional = (what: string, limit = disclosureTextLimit) =>
  z
    .string()
    .default('')
    .transform((text) => normaliseText(text).trim())
    .pipe(z.string().max(limit, tooLong(what, limit)));

/** One to a line, each once; empty lines do not count. */
const lines = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      normaliseText(text)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ]);

const searchWords = lines.pipe(
  z
    .array(
      z
        .string()
        .max(200, 'Shorten each name or word to 200 characters or fewer')
        .regex(/[\p{L}\p{N}]{2}/u, 'Enter at least two letters or digits in each line'),
    )
    .max(mostSearchWords, `Enter ${mostSearchWords} names or words at most`),
);

const email = z
  .string()
  .default('')
  .transform((text) => text.trim().toLowerCase())
  .transform((text) => (text === '' ? null : text));

const revision = z.coerce.number().int().nonnegative();

/** What is asked, by whom and what to look for; `owner` is `partnership:ID` or `organisation:ID`. */
const about = {
  askedBy: words('who asks', 200),
  askedFor: words('what they ask to see'),
  searchWords,
  account: email,
};

const somethingToLookFor = (
  { searchWords: found, account }: { searchWords: string[]; account: string | null },
  check: z.RefinementCtx,
) => {
  if (found.length === 0 && account === null)
    check.addIssue({
      code: 'custom',
      path: ['searchWords'],
      message: 'Enter the names or words to look for, or the e-mail address of an account',
    });
};

export const newDisclosureSchema = z
  .object({
    formKey: formKeySchema,
    owner: z.string().default(''),
    kind: z.enum(disclosureKindCodes, 'Choose what kind of request it is'),
    receivedOn: requiredDay('the day on which it was received'),
    ...about,
  })
  .superRefine(somethingToLookFor);
export type NewDisclosure = z.output<typeof newDisclosureSchema>;

export const changeDisclosureSchema = z.object({ revision, ...about }).superRefine(somethingToLookFor);
export type ChangeDisclosure = z.output<typeof changeDisclosureSchema>;

export const pauseSchema = z.object({
  revision,
  pausedFor: z.enum(['identity', 'clarification'], 'Choose what you wait for'),
  pausedOn: requiredDay('the day on which you asked'),
  note: words('what you asked the person'),
});
export type PauseDisclosure = z.output<typeof pauseSchema>;

export const resumeSchema = z.object({
  revision,
  resumedOn: requiredDay('the day on which the answer came'),
  note: optional('the note'),
});
export type ResumeDisclosure = z.output<typeof resumeSchema>;

export const extendDisclosureSchema = z.object({ revision, note: words('why the longer time is needed') });
export type ExtendDisclosure = z.output<typeof extendDisclosureSchema>;

export const askCheckSchema = z.object({ revision, person: z.string('Choose who checks').min(1, 'Choose who checks') });
export const revisionSchema = z.object({ revision });

export const checkedSchema = z.object({
  /** What was judged when the page was read: a check holds for that alone. */
  judged: revision,
  note: optional('the note'),
  declared: z.literal('yes', 'Tick the box to say that you have read every record'),
});

export const closeDisclosureSchema = z.object({
  revision,
  outcome: z.enum(disclosureOutcomeCodes, 'Choose what came of it'),
  note: words('what was sent to whom, and when'),
});
export type CloseDisclosure = z.output<typeof closeDisclosureSchema>;

export const reopenDisclosureSchema = z.object({ revision, note: words('why it is opened again') });

/** What a reviewer decides about one record. */
export const judgeSchema = z
  .object({
    revision,
    decision: z.enum(['include', 'leave-out'], 'Choose whether it goes out'),
    exemption: z.string().default(''),
    reason: optional('your reason', 1000),
    sentences: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((value) => (typeof value === 'string' ? [value] : value))
      .pipe(
        z.array(
          z
            .string()
            .regex(/^\d{1,6}$/)
            .transform(Number),
        ),
      ),
    passages: lines.pipe(z.array(z.string()).max(100, 'Enter 100 passages at most')),
  })
  .superRefine(({ decision, exemption, sentences, passages }, check) => {
    const keepsBack = decision === 'leave-out' || sentences.length + passages.length > 0;
    if (keepsBack && exemption === '')
      check.addIssue({ code: 'custom', path: ['exemption'], message: 'Choose why it is kept back' });
  });
export type Judgement = z.output<typeof judgeSchema>;

/** The query string of the list; whatever it does not know is left out rather than refused. */
export const readDisclosureFilter = (search: URLSearchParams): DisclosureFilter =>
  z
    .object({
      status: z.enum(['current', ...disclosureStatusCodes, 'all']).catch('current'),
      overdue: z.literal('yes').optional().catch(undefined),
    })
    .parse(Object.fromEntries(search));
export interface DisclosureFilter {
  readonly status: 'current' | 'open' | 'paused' | 'closed' | 'all';
  readonly overdue?: 'yes' | undefined;
}

export const itemShows = ['undecided', 'include', 'leave-out', 'all'] as const;
export type ItemShow = (typeof itemShows)[number];
export const readItemShow = (search: URLSearchParams): ItemShow =>
  z
    .enum(itemShows)
    .catch('all')
    .parse(search.get('show') ?? 'all');
