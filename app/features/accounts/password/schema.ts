import { z } from 'zod';

export const shortestPassword = 12;
export const longestPassword = 200;

/** A new password. Any letters; length is what counts. Whether it is a common one is looked up on the server. */
export const newPasswordSchema = z
  .string('Enter a password')
  .min(1, 'Enter a password')
  .refine((text) => text === '' || text.length >= shortestPassword, {
    message: `Enter a password of at least ${shortestPassword} characters, for instance three words that have nothing to do with each other`,
  })
  .max(longestPassword, `Enter a password of at most ${longestPassword} characters`);

const wrongCode = 'Enter the six digits that your authenticator shows';

/** Six digits of an authenticator, however they were typed. */
export const totpSchema = z
  .string(wrongCode)
  .transform((typed) => typed.replaceAll(/[\s\u2010-\u2015-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, wrongCode));

const recoveryLetters = '23456789BCDFGHJKMNPQRSTVWXZ';
const recoveryShape = new RegExp(`^[${recoveryLetters}]{10}$`);

/** Six digits of an authenticator, or a recovery code, however they were typed. */
export const secondFactorSchema = z
  .string('Enter a code')
  .transform((typed) => typed.replaceAll(/[\s\u2010-\u2015-]/g, '').toUpperCase())
  .pipe(
    z
      .string()
      .min(1, 'Enter the code that your authenticator shows, or a recovery code')
      .refine((code) => code === '' || /^\d{6}$/.test(code) || recoveryShape.test(code), {
        message: 'Enter the six digits that your authenticator shows, or a recovery code such as 7K3MQ-2WDRT',
      }),
  );

/** The fields of the page that signs in with a password. */
export const passwordSignInSchema = z.object({
  email: z
    .string('Enter your e-mail address')
    .trim()
    .toLowerCase()
    .min(1, 'Enter your e-mail address')
    .max(254, 'Enter your e-mail address'),
  password: z.string('Enter your password').min(1, 'Enter your password').max(1000, 'Enter your password'),
  code: secondFactorSchema,
  destination: z.string().max(2000).optional(),
});

/** Ten letters and figures that nobody takes for each other, as `7K3MQ-2WDRT`; 47 bits. */
export function recoveryCodeFrom(random: Uint8Array): string {
  const letters = [...random].map((byte) => recoveryLetters[byte % recoveryLetters.length]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5, 10)}`;
}
