import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { listInWords } from '../../platform/words.ts';
import { isSubject, subjectCodes } from './ladder.ts';
import { unknownFacts } from './wording.ts';

const words = (what: string, limit: number) =>
  z
    .string(`Enter ${what}`)
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine((text) => text !== '', `Enter ${what}`)
    .refine((text) => text.length <= limit, `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`);

const revision = z.coerce.number().int().min(0);

/** Raising by hand; `revision` is 0 where nothing was raised before. */
export const raiseSchema = z.object({ revision, note: words('why you raise it now', 2000) });
export const pauseSchema = z.object({
  revision,
  note: words('why it waits', 2000),
  until: requiredDay('the last day of the pause'),
});
export const resumeSchema = z.object({ revision });
export const endSchema = z.object({ revision, note: words('why it ends', 2000) });

export const letterSchema = z.object({
  revision,
  addresseeName: words('the name of the person you write to', 200),
  addresseeRole: words('what they are', 200),
  text: words('the text of the letter', 8000),
});
export type LetterForm = z.output<typeof letterSchema>;

/** Approving, releasing and setting aside name the very letter that was read. */
export const letterReadSchema = z.object({ bodySha256: z.string() });

export const wordingSchema = z.object({
  revision,
  text: words('the text of the letter', 8000).superRefine((text, context) => {
    const unknown = unknownFacts(text);
    if (unknown.length > 0)
      context.addIssue({
        code: 'custom',
        message: `${listInWords(unknown.map((name) => `((${name}))`))} cannot be filled in. Use one of the facts listed under the text`,
      });
  }),
});

export const standings = {
  current: 'All that run',
  waiting: 'Waiting for a press',
  paused: 'Paused',
  board: 'For the board',
  ended: 'Ended',
  all: 'All',
} as const;

const filterSchema = z.object({
  standing: z.enum(Object.keys(standings) as [keyof typeof standings]).catch('current'),
  subject: z.enum(subjectCodes).optional().catch(undefined),
  organisation: z.string().min(1).optional().catch(undefined),
});
export type EscalationFilter = z.output<typeof filterSchema>;

/** Reads the filter from an address; what it does not know is left out. */
export const readEscalationFilter = (search: URLSearchParams): EscalationFilter =>
  filterSchema.parse(Object.fromEntries(search));

/** The kind of thing named in an address. */
export const subjectIn = (code: string) => (isSubject(code) ? code : undefined);
