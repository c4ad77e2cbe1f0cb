import { z } from 'zod';
import { listInWords } from '../../../platform/words.ts';
import { formKeySchema } from '../../actions/schema.ts';

/** What can be filled in for each organisation: the name between double brackets, and what it stands for. */
export const facts = {
  organisation: 'the name of the school or agency',
  cycle: 'the name of the cycle',
  'sent on': 'the day the return was sent',
  reference: 'the reference of the return',
  strong: 'the standards at the best rating',
  'to improve': 'the standards whose rating asks for an action',
} as const;
export type Fact = keyof typeof facts;
export type Facts = Readonly<Record<Fact, string>>;
const isFact = (name: string): name is Fact => Object.hasOwn(facts, name);

const placeholder = /\(\(([^()]*)\)\)/g;

/** A text with its facts filled in. */
export const fillIn = (text: string, known: Facts): string =>
  text.replace(placeholder, (whole, name: string) => (isFact(name.trim()) ? known[name.trim() as Fact] : whole));

const textLimit = 8000;
const lineLimit = 1000;

/** The text of a written response while it is being written; it may still be empty. */
export const responseTextSchema = z.object({
  revision: z.coerce.number().int().positive(),
  text: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .superRefine((text, context) => {
      if (text.length > textLimit)
        context.addIssue({
          code: 'custom',
          message: `Shorten the text to ${textLimit.toLocaleString('en-GB')} characters or fewer`,
        });
      const unknown = [...text.matchAll(placeholder)]
        .map(([, name = '']) => name.trim())
        .filter((name) => !isFact(name));
      if (unknown.length > 0)
        context.addIssue({
          code: 'custom',
          message: `${listInWords(unknown.map((name) => `((${name}))`))} cannot be filled in. Use one of the facts listed under the text`,
        });
    }),
});

/** The line for one organisation alone; may be empty. */
export const ownLineSchema = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .refine((text) => text.length <= lineLimit, {
    message: `Shorten this line to ${lineLimit.toLocaleString('en-GB')} characters or fewer`,
  });

/** Which returns are chosen: those that are ticked, or all that the filter shows. */
export const chooseSchema = z.object({
  formKey: formKeySchema,
  which: z.enum(['ticked', 'all'], 'Choose the returns that are ticked, or all of them'),
  chosen: z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]),
});
export type Choice = z.output<typeof chooseSchema>;

/** What narrows the list of returns that wait for an answer; everything left out narrows nothing. */
export interface AwaitingFilter {
  readonly cycleId?: string | undefined;
  readonly kind?: string | undefined;
  /** Heard at a session, or at none. */
  readonly heard?: 'yes' | 'no' | undefined;
  readonly search?: string | undefined;
}

/** Reads the filter of a query string; what is not known is no filter. */
export function readAwaitingFilter(search: URLSearchParams): AwaitingFilter {
  const heard = search.get('heard');
  return {
    cycleId: search.get('cycle') || undefined,
    kind: search.get('kind') || undefined,
    heard: heard === 'yes' || heard === 'no' ? heard : undefined,
    search: search.get('search')?.trim().slice(0, 100) || undefined,
  };
}

/** The most returns that are answered in one go. */
export const mostAtOnce = 1000;
