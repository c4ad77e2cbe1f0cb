/** The words in which the tables of addresses say who may. */
import type {
  OrganisationPermission,
  OrganisationRole,
  PartnershipPermission,
} from '../../app/features/accounts/permissions.ts';
import type { ReturnState } from './tenants.ts';

/** What a return can be in, and the one on which hangs one of everything that there is. */
export type Stage = ReturnState | 'with-everything';

export interface Opening {
  /** Open by one of these in the organisation that owns the thing; where an address names none, in any. */
  readonly organisation?: readonly OrganisationPermission[];
  /** Open by one of these in the partnership that owns the thing; where an address names none, in any. */
  readonly partnership?: readonly PartnershipPermission[];
  /** Open by one of these in any organisation of the area, because the thing is shared with all of them. */
  readonly area?: readonly OrganisationPermission[];
  /** Open to whoever has the second standard of the return handed to them, on that standard or without any. */
  readonly part?: true;
  /** Open to a peer moderator who was given this return. */
  readonly assigned?: true;
  /** Open to administrators of the installation too, for what is its own. */
  readonly orSystem?: true;
  /** Open to whoever has an account; to whoever has any role; to everybody. */
  readonly to?: 'members' | 'roles' | 'everybody' | 'nobody' | 'nobody-signed-in' | 'system';
  /** The stages of a return in which there is such a thing. */
  readonly only?: readonly Stage[];
  /** Only these of the roles, where who may depends on the kind of our organisation, a local authority. */
  readonly rolesHere?: readonly OrganisationRole[];
  /** The stages in which there is such a thing for readers of the partnership. */
  readonly partnershipOnly?: readonly Stage[];
}

export interface Change {
  /**
   * What is posted; nothing at all when left out. A form that is not right is answered to whoever may read the page; one
   * that is right only to those who may do it. Values in braces name things of ours.
   */
  readonly form?: Readonly<Record<string, string>>;
  readonly open: Opening;
  /** Would change what the next one finds: asked only of those who may not. */
  readonly deniedOnly?: true;
}

export interface RouteAccess {
  /** Only leads on, without looking at who asks. */
  readonly readIsEmpty?: true;
  readonly read?: Opening;
  readonly change?: readonly Change[];
}

export const organisation = (...permissions: OrganisationPermission[]): Opening => ({ organisation: permissions });
export const partnership = (...permissions: PartnershipPermission[]): Opening => ({ partnership: permissions });
export const either = (one: OrganisationPermission, other: PartnershipPermission): Opening => ({
  organisation: [one],
  partnership: [other],
});
/** The schedule of an organisation, of a partnership or of the installation. */
export const retention = (ability: 'read' | 'change'): Opening => ({
  ...either(`retention.${ability}`, `retention.${ability}`),
  orSystem: true,
});
export const members: Opening = { to: 'members' };
export const everybody: Opening = { to: 'everybody' };
export const roles: Opening = { to: 'roles' };
/** For a new installation alone; see test/features/onboarding/set-up.test.ts. */
export const nobody: Opening = { to: 'nobody' };
export const posts = (open: Opening, form?: Readonly<Record<string, string>>): Change => ({
  open,
  ...(form ? { form } : {}),
});
export const refuses = (open: Opening, form: Readonly<Record<string, string>>): Change => ({
  open,
  form,
  deniedOnly: true,
});

export const sent: readonly Stage[] = ['submitted', 'moderated', 'closed', 'with-everything'];
export const lettered: readonly Stage[] = ['closed', 'with-everything'];
export const everything: readonly Stage[] = ['with-everything'];
export const whole = organisation('return.read');
export const copy: Opening = { ...either('submission.read', 'submission.read'), only: sent };
/** A draft has copies too, for its agency alone. */
export const copyOfDraft: Opening = { ...either('return.read', 'submission.read'), partnershipOnly: sent };
export const judging: Opening = { partnership: ['moderation.read'], assigned: true };
export const manager = partnership('cycle.change');
export const letter: Opening = { ...either('letter.read', 'letter.read'), only: lettered };
export const response: Opening = { ...either('letter.read', 'response.read'), only: everything };
export const group = organisation('group.read');
/** Whoever signs for an agency may have somebody sign for them; headteachers and registered persons are elsewhere. */
export const authorityHere: Opening = {
  ...organisation('authority.give'),
  rolesHere: ['senior-lead', 'chair-of-governors'],
};

export const system: Opening = { to: 'system' };
/** Of what the address names after the question mark, which these do not: nothing. */
export const newAccess: Opening = { to: 'nobody-signed-in' };
