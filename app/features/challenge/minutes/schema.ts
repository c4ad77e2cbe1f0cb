import { z } from 'zod';

const limit = 8000;

const words = (what: string, required: boolean) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .superRefine((text, context) => {
      if (required && text === '') context.addIssue({ code: 'custom', message: `Enter ${what}` });
      if (text.length > limit)
        context.addIssue({
          code: 'custom',
          message: `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer`,
        });
    });

/** The words that a person gives to minutes; `reason` is asked for beside an approved version, by the command. */
export const minutesWordsSchema = z.object({
  revision: z.coerce.number().int().min(0),
  panel: words('who was there for the panel', true),
  opening: words('the opening', true),
  discussion: words('other matters', false),
  nextSteps: words('what happens next', false),
  reason: words('why there is a new version', false),
});
export type MinutesWords = z.output<typeof minutesWordsSchema>;

export const approveMinutesSchema = z.object({ bodySha256: z.string() });
