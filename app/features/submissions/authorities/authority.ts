/**
 * Authorities to sign for somebody: a signatory, or whoever leads the organisation, names a person who may sign in their
 * place from a day to a day. What is signed says so.
 */
import { z } from 'zod';
import type { SignatoryCode } from '../../../../standards/contract.ts';
import { signatoryCodes } from '../../../../standards/vocabulary.ts';
import { addDays } from '../../../platform/clock.ts';
import { requiredDay } from '../../../platform/form-parsing.ts';
import { dayInWords } from '../../../platform/words.ts';
import { organisationRoles } from '../../accounts/permissions.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { invitationTextSchema } from '../../organisations/schema.ts';

/** How an authority stands on a day. */
export type AuthorityState = 'not-yet' | 'running' | 'over' | 'ended';

export const authorityStates: Record<AuthorityState, string> = {
  'not-yet': 'Not yet valid',
  running: 'Valid',
  over: 'No longer valid',
  ended: 'Ended early',
};

/** An authority with the names of its people. */
export interface Authority {
  readonly id: string;
  readonly organisationId: string;
  readonly signatory: SignatoryCode;
  readonly delegateId: string;
  readonly delegateName: string;
  /** The first and the last day on which it is valid, `YYYY-MM-DD`. */
  readonly fromOn: string;
  readonly toOn: string;
  readonly reason: string;
  /** Where the paper is; null when nothing was said of one. */
  readonly document: string | null;
  readonly givenBy: string;
  readonly givenAt: string;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly revision: number;
}

/** How an authority stands on a day in London. */
export function authorityState(
  { fromOn, toOn, endedAt }: Pick<Authority, 'fromOn' | 'toOn' | 'endedAt'>,
  today: string,
): AuthorityState {
  if (endedAt !== null) return 'ended';
  if (today < fromOn) return 'not-yet';
  return today > toOn ? 'over' : 'running';
}

/** The name of the role of a signatory, as the rest of a sentence. */
export const signatoryName = (code: SignatoryCode): string => lowerFirst(organisationRoles[code]);

export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What a signature says of the authority under which it was made: "for the headteacher, under the authority ...". */
export const authorityWords = (
  title: string,
  authority: { readonly givenBy: string; readonly givenOn: string; readonly validUntil: string },
): string =>
  `for the ${lowerFirst(title)}, under the authority given by ${authority.givenBy} on ${dayInWords(authority.givenOn)}, valid until ${dayInWords(authority.validUntil)}`;

/** Who leads an organisation may name a delegate for any of its signatories; every other signatory for themselves. */
const leaders: readonly string[] = ['senior-lead', 'chair-of-governors'];

/** Whether a person may give, and end, an authority to sign as one of the signatories of an organisation. */
export const mayGiveAuthority = (viewer: Viewer, organisationId: string, signatory: SignatoryCode): boolean =>
  viewer.organisationRoles.some(
    (grant) => grant.organisationId === organisationId && (grant.role === signatory || leaders.includes(grant.role)),
  );

/** The longest time of one authority, in days. */
export const longestAuthority = 366;

const text = (most: number, what: string) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(most, `Shorten ${what} to ${most} characters or fewer`));

/** The form that gives an authority. What depends on the day and on people is decided by the command. */
export const authoritySchema = invitationTextSchema.extend({
  signatory: z.enum(signatoryCodes, 'Choose whom this person signs for'),
  fromOn: requiredDay('the first day'),
  toOn: requiredDay('the last day'),
  reason: text(500, 'the reason').pipe(z.string().min(1, 'Enter why somebody else signs')),
  document: text(300, 'where the paper is').transform((typed) => (typed === '' ? null : typed)),
});

export type AuthorityForm = z.output<typeof authoritySchema>;

/** What is wrong with the days of a new authority; empty when nothing is. */
export function dayProblems({ fromOn, toOn }: Pick<AuthorityForm, 'fromOn' | 'toOn'>, today: string) {
  if (fromOn < today) return { fromOn: ['The first day must be today or later: an authority is not given backwards'] };
  if (toOn < fromOn) return { toOn: ['The last day must be the first day or later'] };
  if (toOn > addDays(fromOn, longestAuthority - 1))
    return { toOn: ['The last day must be within a year of the first'] };
  return {};
}
