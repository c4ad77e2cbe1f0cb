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
  'delegate-signatory': 'Signs under an authority',
  'group-lead': 'Trust or group lead',
} as const;

export const partnershipRoles = {
  'business-manager': 'Business manager',
  moderator: 'Moderator',
  'peer-moderator': 'Peer moderator',
  'independent-chair': 'Independent chair',
  observer: 'Observer',
} as const;

export type OrganisationRole = keyof typeof organisationRoles;
export type PartnershipRole = keyof typeof partnershipRoles;
export type Role = OrganisationRole | PartnershipRole;

export const roleNames: Record<Role, string> = { ...organisationRoles, ...partnershipRoles };

/** Roles of the installation itself. They open nothing that an organisation or a partnership owns. */
export const systemRoles = { 'system-administrator': 'System administrator' } as const;
export type SystemRole = keyof typeof systemRoles;

/**
 * What a system administrator reads as during an hour of emergency access. Nobody is ever given it as a role, and it
 * stands under no permission that changes anything (decision 0046).
 */
export const emergencyReader = 'emergency-reader';
export type EmergencyReader = typeof emergencyReader;

/** Who writes where a return is read as a whole. A contributor does not: they read what is handed to them, see `part` and `own` below. */
const wholeReaders = [
  'safeguarding-lead',
  'senior-lead',
  'headteacher',
  'chair-of-governors',
  'registered-person',
  'delegate-signatory',
] as const satisfies OrganisationRole[];
const signatories = signatoryCodes satisfies readonly OrganisationRole[];
const readers = ['business-manager', 'moderator', 'independent-chair', 'observer'] as const satisfies PartnershipRole[];
const inEmergency = [emergencyReader] as const;
const wholeReading = [...wholeReaders, ...inEmergency] as const;
const panel = ['business-manager', 'moderator', 'independent-chair'] as const satisfies PartnershipRole[];
const reading = [...readers, ...inEmergency] as const;
const panelReading = [...panel, ...inEmergency] as const;

/**
 * What may be done with what an organisation owns. A permission that ends in `-part` reaches as far as the parts of a
 * return that are handed to the person now, and one that ends in `-own` as far as what the person added or owns: the
 * queries that take them say so, and every other query needs the whole (decision 0021).
 */
export const organisationPermissions = {
  'return.read': wholeReading,
  'return.read-part': ['contributor'],
  'return.answer': ['safeguarding-lead'],
  'return.answer-part': ['contributor'],
  'return.delegate': ['safeguarding-lead'],
  'return.send-for-sign-off': ['safeguarding-lead'],
  'return.sign': [...signatories, 'delegate-signatory'],
  'authority.read': wholeReading,
  'authority.give': signatories,
  'meeting.record': ['safeguarding-lead', ...signatories, 'delegate-signatory'],
  'return.submit': ['safeguarding-lead'],
  'evidence.read-own': ['contributor'],
  'comment.write': wholeReaders,
  'comment.write-part': ['contributor'],
  'partnership-thread.write': [
    'safeguarding-lead',
    'senior-lead',
    'headteacher',
    'chair-of-governors',
    'registered-person',
  ],
  'rating.reply': ['safeguarding-lead', 'senior-lead', 'headteacher', 'chair-of-governors', 'registered-person'],
  'evidence.change': ['safeguarding-lead', 'group-lead'],
  'evidence.change-own': ['contributor'],
  'submission.read': wholeReading,
  'letter.read': wholeReading,
  'session.attend': wholeReading,
  'session.attend-own': ['contributor'],
  'session.answer': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  'letter.reply': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  'action.read': wholeReading,
  'action.read-own': ['contributor'],
  'action.progress': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  'action.progress-own': ['contributor'],
  'action.reassign': ['safeguarding-lead'],
  'challenge-log.read': wholeReading,
  'challenge-log.answer': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  'information-request.read': wholeReading,
  'information-request.answer': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  // Its own figures of surveys that the partnership shares.
  'survey.read': wholeReading,
  'challenge-log.raise': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  'escalation.read': wholeReaders,
  'good-practice.read': [...wholeReading, 'contributor', 'group-lead'],
  'good-practice.share': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  'people.read': wholeReading,
  'people.change': ['safeguarding-lead'],
  'organisation.export': ['safeguarding-lead'],
  // Requests to see what the organisation holds; a second person is asked to check what goes out (decision 0049).
  'disclosure.handle': ['safeguarding-lead'],
  'disclosure.check': ['safeguarding-lead', 'senior-lead', 'headteacher', 'chair-of-governors', 'registered-person'],
  'retention.read': ['safeguarding-lead', 'senior-lead', 'headteacher', 'chair-of-governors', 'registered-person'],
  'retention.change': ['safeguarding-lead'],
  // The second person of a large run.
  'retention.confirm': ['safeguarding-lead', 'senior-lead', 'headteacher', 'registered-person'],
  'evidence.read': [...wholeReading, 'group-lead'],
  'evidence.add': ['safeguarding-lead', 'contributor', 'group-lead'],
  'audit.read': ['safeguarding-lead', 'senior-lead', 'headteacher', 'chair-of-governors', 'registered-person'],
  'group.read': ['group-lead'],
  'group.answer': ['group-lead'],
} as const satisfies Record<string, readonly (OrganisationRole | EmergencyReader)[]>;

/** What may be done with what a partnership owns. */
export const partnershipPermissions = {
  // Its groups, the priorities of its plan and the themes that young people set.
  'partnership.read': reading,
  'partnership.change': ['business-manager'],
  'priority.tag': ['business-manager', 'independent-chair'],
  'organisation.read': reading,
  'organisation.change': ['business-manager'],
  'people.read': reading,
  'people.change': ['business-manager'],
  'cycle.read': reading,
  'cycle.change': ['business-manager'],
  'submission.read': panelReading,
  'submission.send-back': ['business-manager'],
  'thread.read': panelReading,
  'thread.write': panel,
  'query.ask': ['business-manager', 'moderator'],
  'moderation.read': panelReading,
  'moderation.judge': ['business-manager', 'moderator'],
  'moderation.finish': ['business-manager', 'moderator'],
  // A peer reaches the returns that are assigned to them, and nothing else of the partnership (decision 0032).
  'moderation.read-assigned': ['peer-moderator'],
  'moderation.judge-assigned': ['peer-moderator'],
  'moderation.assign': ['business-manager'],
  'moderation.settle': panel,
  'interest.declare': ['business-manager', 'moderator', 'independent-chair', 'peer-moderator'],
  'variance.read': panelReading,
  'variance.by-moderator': ['business-manager', 'independent-chair'],
  'key-line.write': panel,
  'key-line.release': ['independent-chair'],
  'session.read': reading,
  'session.change': ['business-manager', 'independent-chair'],
  'session.record': ['business-manager', 'independent-chair'],
  'pack.read': reading,
  'pack.compile': ['business-manager', 'independent-chair'],
  'chair-note.read': ['independent-chair'],
  'letter.read': panelReading,
  'letter.issue': ['business-manager', 'independent-chair'],
  'letter.approve': ['independent-chair'],
  'minutes.read': reading,
  'minutes.write': ['business-manager', 'independent-chair'],
  'minutes.approve': ['independent-chair'],
  'response.read': panelReading,
  'response.send': ['business-manager', 'independent-chair'],
  'action.read': reading,
  'action.change': ['business-manager', 'independent-chair'],
  'action.verify': ['business-manager', 'moderator', 'independent-chair'],
  // Of the actions that are a group's own: the business manager posts on any, whoever owns one on it (decision 0038).
  'action.progress': ['business-manager'],
  'action.progress-own': panel,
  // The chair grants more time; the business manager too, where the chair has set it so.
  'action.grant-time': ['independent-chair'],
  'action.grant-time-by-setting': ['business-manager'],
  'action.ratify': ['business-manager', 'independent-chair'],
  'action.settings': ['business-manager', 'independent-chair'],
  'challenge-log.read': reading,
  'challenge-log.change': ['business-manager', 'independent-chair'],
  'escalation.read': ['business-manager', 'independent-chair'],
  'escalation.change': ['business-manager', 'independent-chair'],
  'escalation.set': ['business-manager'],
  'escalation-letter.approve': ['independent-chair'],
  'survey.read': panelReading,
  'survey.change': ['business-manager'],
  // Observers read the registers: lay and lead members ask what became of a risk.
  'risk.read': reading,
  'risk.change': ['business-manager', 'independent-chair'],
  'information-request.read': reading,
  'information-request.change': ['business-manager', 'independent-chair'],
  'good-practice.read': reading,
  'good-practice.suggest': panel,
  'audit.read': ['business-manager', ...inEmergency],
  'mail.change': ['business-manager'],
  'disclosure.handle': ['business-manager'],
  'disclosure.check': ['business-manager', 'independent-chair'],
  'sign-in.change': ['business-manager'],
  'retention.read': ['business-manager', 'independent-chair'],
  'retention.change': ['business-manager'],
  'retention.confirm': ['business-manager', 'independent-chair'],
} as const satisfies Record<string, readonly (PartnershipRole | EmergencyReader)[]>;

export type OrganisationPermission = keyof typeof organisationPermissions;
export type PartnershipPermission = keyof typeof partnershipPermissions;

/** What may be done with the installation itself. */
export const systemPermissions = {
  'system.read': ['system-administrator'],
  'emergency-access.open': ['system-administrator'],
  'retention.change': ['system-administrator'],
} as const satisfies Record<string, readonly SystemRole[]>;
export type SystemPermission = keyof typeof systemPermissions;
