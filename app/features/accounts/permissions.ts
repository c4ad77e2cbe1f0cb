import { signatoryCodes } from '../../../standards/vocabulary.ts';

/**
 * Who may do what: the one table. A role is held in an organisation or in a partnership, never everywhere.
 * Source: design.md section 1, and the wall of section 2.3 (a partnership never reads a draft return).
 */
export const organisationRoles = {
  'safeguarding-lead': 'Safeguarding lead',
  contributor: 'Contributor',
  'senior-lead': 'Senior board-level lead',
  headteacher: 'Headteacher or principal',
  'chair-of-governors': 'Chair of governors',
  'registered-person': 'Registered person',
  'group-lead': 'Trust or group lead',
} as const;

export const partnershipRoles = {
  'business-manager': 'Business manager',
  moderator: 'Moderator',
  'independent-chair': 'Independent chair',
  observer: 'Observer',
} as const;

export type OrganisationRole = keyof typeof organisationRoles;
export type PartnershipRole = keyof typeof partnershipRoles;
export type Role = OrganisationRole | PartnershipRole;

export const roleNames: Record<Role, string> = { ...organisationRoles, ...partnershipRoles };

const everyoneInside = [
  'safeguarding-lead',
  'contributor',
  'senior-lead',
  'headteacher',
  'chair-of-governors',
  'registered-person',
] as const satisfies OrganisationRole[];
const signatories = signatoryCodes satisfies readonly OrganisationRole[];
const readers = ['business-manager', 'moderator', 'independent-chair', 'observer'] as const satisfies PartnershipRole[];
const panel = ['business-manager', 'moderator', 'independent-chair'] as const satisfies PartnershipRole[];

/** What may be done with what an organisation owns. */
export const organisationPermissions = {
  'return.read': everyoneInside,
  'return.answer': ['safeguarding-lead', 'contributor'],
  'return.send-for-sign-off': ['safeguarding-lead'],
  'return.sign': signatories,
  'return.submit': ['safeguarding-lead'],
  'evidence.read': [...everyoneInside, 'group-lead'],
  'evidence.add': ['safeguarding-lead', 'contributor', 'group-lead'],
  'submission.read': everyoneInside,
  'letter.read': everyoneInside,
  'action.read': everyoneInside,
  'action.progress': ['safeguarding-lead', 'contributor', 'senior-lead', 'headteacher', 'registered-person'],
  'people.read': everyoneInside,
  'group.read': ['group-lead'],
  'group.answer': ['group-lead'],
} as const satisfies Record<string, readonly OrganisationRole[]>;

/** What may be done with what a partnership owns. */
export const partnershipPermissions = {
  'organisation.read': readers,
  'organisation.change': ['business-manager'],
  'people.read': readers,
  'people.change': ['business-manager'],
  'cycle.read': readers,
  'cycle.change': ['business-manager'],
  'submission.read': panel,
  'moderation.read': panel,
  'moderation.judge': ['business-manager', 'moderator'],
  'key-line.write': panel,
  'session.read': readers,
  'session.change': ['business-manager', 'independent-chair'],
  'session.record': ['business-manager', 'independent-chair'],
  'pack.read': readers,
  'pack.compile': ['business-manager', 'independent-chair'],
  'letter.read': panel,
  'letter.issue': ['business-manager', 'independent-chair'],
  'action.read': readers,
  'action.change': ['business-manager', 'independent-chair'],
  'action.verify': ['business-manager', 'moderator', 'independent-chair'],
  'audit.read': ['business-manager'],
  'mail.change': ['business-manager'],
} as const satisfies Record<string, readonly PartnershipRole[]>;

export type OrganisationPermission = keyof typeof organisationPermissions;
export type PartnershipPermission = keyof typeof partnershipPermissions;
