import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { formKeySchema } from '../actions/schema.ts';

export const practiceTextLimit = 4000;

const words = (what: string, limit = practiceTextLimit) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const named = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()));

/** What an organisation agrees to share. `standards` and `partnerships` are names of the form's own choices. */
export const agreeSchema = z.object({
  formKey: formKeySchema,
  revision: z.coerce.number().int().positive().optional().catch(undefined),
  title: words('a title', 150),
  what: words('what you do'),
  difference: words('what difference it makes for children'),
  contact: z.string().trim().max(200, 'Shorten whom to ask to 200 characters or fewer').default(''),
  standards: z.array(z.string().max(200)).max(20, 'Choose 20 standards or fewer').default([]),
  partnerships: z
    .array(z.string())
    .default([])
    .refine((chosen) => chosen.length > 0, 'Choose who may read it'),
  until: requiredDay('the last day on which it is shared'),
  agreed: z.literal('yes', 'Tick to say that your organisation agrees to share this'),
  /** Given where the text seems to tell who a child is, and a person has looked. */
  looked: z.literal('yes').optional().catch(undefined),
  submission: named,
  question: named,
  evidence: named,
});
export type Agreement = z.output<typeof agreeSchema>;

/** What somebody of the panel suggests: a question of a sent return, and why. */
export const suggestSchema = z.object({
  question: z.string('Choose the answer').min(1, 'Choose the answer'),
  note: words('why others should read it', 1000),
});
export type Suggestion = z.output<typeof suggestSchema>;

/** The query string of the directory; whatever it does not know is left out rather than refused. */
export const practiceFilterSchema = z.object({
  q: z.string().trim().max(200).catch(''),
  standard: z.string().max(200).optional().catch(undefined),
});
export type PracticeFilter = z.output<typeof practiceFilterSchema>;

export const readPracticeFilter = (search: URLSearchParams): PracticeFilter => {
  const filter = practiceFilterSchema.parse({ q: '', ...Object.fromEntries(search) });
  return filter.standard === '' ? { q: filter.q } : filter;
};
