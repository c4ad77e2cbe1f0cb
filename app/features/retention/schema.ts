import { z } from 'zod';
import type { Length } from './schedule.ts';

const reason = (what: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(5, `Enter ${what}`).max(1000, 'Shorten the reason to 1,000 characters or fewer'));

/** How long a kind of record is kept from now on. */
export const lengthSchema = z
  .object({
    keep: z.enum(['length', 'keep'], 'Choose whether records go after a time'),
    amount: z
      .string()
      .default('')
      .transform((text) => text.trim()),
    unit: z.enum(['days', 'months', 'years'], 'Choose days, months or years').default('years'),
    reason: reason('why you keep these records for so long'),
  })
  .superRefine(({ keep, amount }, context) => {
    if (keep === 'length' && !/^[1-9]\d{0,2}$/.test(amount))
      context.addIssue({ code: 'custom', path: ['amount'], message: 'Enter how long, as a number from 1 to 999' });
  })
  .transform(({ keep, amount, unit, reason: why }): { length: Length | null; reason: string } => ({
    length: keep === 'keep' ? null : { amount: Number(amount), unit },
    reason: why,
  }));

/** A legal hold: what must not go, and why. */
export const holdSchema = z.object({
  what: z.string('Choose what must not go').min(1, 'Choose what must not go'),
  email: z.string().default(''),
  reason: reason('why it must not go, for instance the review or claim that needs it'),
});

export const liftSchema = z.object({ reason: reason('why it may go again') });

const listOf = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((value) => (typeof value === 'string' ? [value] : value));

/** A run by the schedule. */
export const runSchema = z.object({
  lines: listOf.refine((lines) => lines.length > 0, 'Choose at least one kind of record'),
  reason: reason('the reason for this run, for instance the yearly clearing'),
});

/** An account that is to name nobody. */
export const erasureSchema = z.object({
  email: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.string().min(3, 'Enter the e-mail address')),
  reason: reason('why the account is erased, for instance the request and its date'),
});
