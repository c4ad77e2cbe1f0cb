/** The forms by which a sent return comes back to its agency. */
import { z } from 'zod';
import { requiredDay } from '../../../platform/form-parsing.ts';

/** The most characters of a reason. */
export const reasonLimit = 2000;

const reason = (missing: string) =>
  z
    .string(missing)
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(reasonLimit, `Shorten it to ${reasonLimit.toLocaleString('en-GB')} characters or fewer`),
    );

const standards = z.array(z.string()).default([]);

/** The agency asks to correct what it sent. */
export const askCorrectionSchema = z.object({ reason: reason('Say what you need to correct, and why'), standards });

/** The partnership opens a return again, of its own accord or because it was asked. */
export const reopenSchema = z.object({
  reason: reason('Say what the agency should look at again'),
  standards,
  reviseBy: requiredDay('the day by which you need the next version'),
});

/** The partnership does not agree to a correction. */
export const declineSchema = z.object({ reason: reason('Say why the return stays as it was sent') });

export type AskCorrection = z.infer<typeof askCorrectionSchema>;
export type Reopen = z.infer<typeof reopenSchema>;
