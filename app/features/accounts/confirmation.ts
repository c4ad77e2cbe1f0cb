/**
 * Step-up confirmation: some actions ask a person to prove again that it is them. Signing in counts for a while; after
 * that they use a passkey, their password with a code, or the sign-in of their organisation, or a single-use code goes to
 * their address. Each ends in the same place: the instant in `session.confirmed_at`.
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
export const confirmationFields = {
  code: 'confirm-code',
  intent: 'confirm-intent',
  passkey: 'confirm-passkey',
  password: 'confirm-password',
  second: 'confirm-second',
} as const;

const ownFields: ReadonlySet<string> = new Set(Object.values(confirmationFields));

/** How this person can confirm. */
export interface ConfirmationWays {
  /** A code to their address: always, but where links are for recovery alone and they have another way. */
  readonly mail: boolean;
  readonly passkey: boolean;
  readonly password: boolean;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
}

/** A form that waits for the confirmation, field by field, as it was posted. Files cannot wait. */
export type WaitingForm = readonly (readonly [name: string, value: string])[];

/** What of a posted form belongs to the step that waits. */
export const waitingFormOf = (form: FormData): WaitingForm =>
  [...form].flatMap(([name, value]) =>
    typeof value !== 'string' || ownFields.has(name) ? [] : [[name, value] as const],
  );

/** What the confirmation page shows after it was posted. */
export interface ConfirmationPage {
  readonly waiting: WaitingForm;
  /** A code is on its way, or is there: the field for it is shown. */
  readonly codeSent: boolean;
  /** What is wrong with the code, or why none is sent; null on arrival. */
  readonly problem: string | null;
  /** The field that the problem is with; null where it is with none. */
  readonly field: string | null;
}
