/**
 * Step-up confirmation: some actions ask a person to prove again that it is them. Signing in counts for a while; after
 * that a single-use code goes to their address. Another way of proving it (a passkey, an authenticator) would end in the
 * same place: the instant in `session.confirmed_at`.
 */
import { z } from 'zod';
import { addMinutes } from '../../platform/clock.ts';

/** So long after signing in, or after a confirmation, nothing more is asked. */
export const confirmedForMinutes = 15;
/** How long a code may be used. */
export const codeMinutes = 10;
/** Wrong codes until a new one must be asked for. */
export const mostTries = 5;
/** Codes that one person may ask for in an hour: with the tries of each, about one guess in 40,000 comes right. */
export const mostCodesAnHour = 5;
export const codeDigits = 6;

/** Whether a session needs no further proof now. */
export const isRecentlyConfirmed = (
  session: { readonly createdAt: string; readonly confirmedAt: string | null },
  now: string,
): boolean => (session.confirmedAt ?? session.createdAt) >= addMinutes(now, -confirmedForMinutes);

const wrongShape = 'Enter the six digits of the code';

/** A code as people paste it: with spaces or a hyphen in the middle, or without. */
export const codeSchema = z
  .string(wrongShape)
  .transform((typed) => typed.replaceAll(/[\s\u2010-\u2015-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, wrongShape));

/** The fields of the confirmation itself; every other field of the form belongs to the step that waits for it. */
export const confirmationFields = { code: 'confirm-code', intent: 'confirm-intent' } as const;

/** A form that waits for the confirmation, field by field, as it was posted. Files cannot wait. */
export type WaitingForm = readonly (readonly [name: string, value: string])[];

/** What of a posted form belongs to the step that waits. */
export const waitingFormOf = (form: FormData): WaitingForm =>
  [...form].flatMap(([name, value]) =>
    typeof value !== 'string' || name === confirmationFields.code || name === confirmationFields.intent
      ? []
      : [[name, value] as const],
  );

/** What the confirmation page shows after it was posted. */
export interface ConfirmationPage {
  readonly waiting: WaitingForm;
  /** A code is on its way, or is there: the field for it is shown. */
  readonly codeSent: boolean;
  /** What is wrong with the code, or why none is sent; null on arrival. */
  readonly problem: string | null;
  /** Whether the problem is with what was typed, and so belongs to the field. */
  readonly fieldProblem: boolean;
}
