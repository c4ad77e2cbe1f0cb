import { z } from 'zod';
import type { OrganisationRole } from '../accounts/permissions.ts';
import { emailSchema } from '../accounts/schema.ts';

const line = (missing: string, most = 200) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .pipe(z.string().min(1, missing).max(most, `Shorten this to ${most} characters or fewer`));

/** Setting up a new installation. */
export const setUpSchema = z.object({
  token: line('Enter the set-up token that the command line printed'),
  partnership: line('Enter the name of the partnership'),
  shortName: line('Enter a short name for the partnership', 40),
  managerName: line('Enter the name of the first business manager'),
  email: emailSchema,
});
export type SetUpForm = z.output<typeof setUpSchema>;

/** Who asks for a school: the roles that schools have, but for contributors, whom their own lead asks. */
export const askingRoles = {
  'safeguarding-lead': 'Designated safeguarding lead',
  headteacher: 'Headteacher or principal',
  'chair-of-governors': 'Chair of governors',
} as const satisfies Partial<Record<OrganisationRole, string>>;
export type AskingRole = keyof typeof askingRoles;
const roles = Object.keys(askingRoles) as [AskingRole, ...AskingRole[]];
export const isAskingRole = (role: string): role is AskingRole => Object.hasOwn(askingRoles, role);

/** Asking to be let in, by somebody of a school. */
export const askForAccessSchema = z.object({
  urn: z
    .string()
    .default('')
    .transform((text) => text.replaceAll(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Enter the URN of your school: 6 digits, as in the schools register')),
  name: line('Enter your name'),
  role: z.enum(roles, 'Choose what you do at the school'),
  email: emailSchema,
});
export type AskForAccess = z.output<typeof askForAccessSchema>;

/** What a business manager writes when they have looked through the roles. */
export const reviewSchema = z.object({
  quarter: z.string(),
  note: z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(1, 'Enter what you found, or that everything is right')
        .max(2000, 'Shorten the note to 2,000 characters or fewer'),
    ),
});
