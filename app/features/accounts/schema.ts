import { z } from 'zod';

/** An e-mail address as we keep it: trimmed, lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Enter an e-mail address')
  .max(254, 'Enter an e-mail address of at most 254 characters')
  .pipe(z.email('Enter an e-mail address in the correct format, like name@example.org'));

export const askForLinkSchema = z.object({
  email: emailSchema,
  destination: z.string().optional(),
});

/** Where to go after signing in: a path of ours, never another site. */
export function safeDestination(path: string | null | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('//') || path.includes('\\')) return '/home';
  return path;
}

/** The choice of somebody who is not in a list of colleagues. */
export const newPerson = 'new';

/** The fields of somebody who is not in a list of colleagues, as a form asks for them. */
export const newPersonFields = {
  email: emailSchema,
  personName: z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'Enter their name').max(200, 'Shorten the name to 200 characters or fewer')),
};
