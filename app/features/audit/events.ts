/**
 * Every event there is: a closed union, past tense. The detail holds identifiers, codes and counts, never a copy of
 * what a person wrote.
 */
export const eventTypes = [
  'partnership.created',
  'organisation.created',
  'organisation.changed',
  'organisation.joined',
  'organisation.left',
  'organisations.imported',
  'person.added',
  'person.changed',
  'role.granted',
  'role.ended',
  'role.handed-over',
  'sign-in.link-sent',
  'sign-in.completed',
  'sign-in.ended',
  'confirmation.code-sent',
  'confirmation.completed',
  'confirmation.refused',
  'edition.installed',
  'succession.installed',
  'core.installed',
  'counts.installed',
  'cycle.created',
  'cycle.changed',
  'cycle.sign-off-changed',
  'cycle.launched',
  'cycle.closed',
  'cycle.moved',
  'cycle.move-undone',
  'local-questions.changed',
  'deadline.extended',
  'reminder.sent',
  'mail-settings.changed',
  'messages.retried',
  'return.opened',
  'return.profile-confirmed',
  'answer.saved',
  'answer.conflicted',
  'answers.carried',
  'carried-answer.confirmed',
  'carried-answer.revised',
  'carried-answer.afresh',
  'core.words-used',
  'core.evidence-used',
  'standard.marked',
  'evidence.added',
  'evidence.changed',
  'evidence.version-added',
  'evidence.removed',
  'evidence.attached',
  'evidence.detached',
  'part.asked',
  'part.ready',
  'part.resumed',
  'part.returned',
  'part.accepted',
  'part.taken-back',
  'part.moved',
  'part.ended',
  'return.sent-for-sign-off',
  'return.taken-back',
  'return.joined',
  'return.parted',
  'return.sharing-changed',
  'correction.offered',
  'correction.declined',
  'return.workbook-imported',
  'export.requested',
  'export.made',
  'export.failed',
  'export.downloaded',
  'export.ended',
  'return.moved',
  'return.move-undone',
  'return.signed',
  'signature.voided',
  'authority.given',
  'authority.ended',
  'meeting.recorded',
  'meeting.removed',
  'return.submitted',
  'return.correction-asked',
  'return.correction-declined',
  'return.correction-withdrawn',
  'return.reopened',
  'return.closed',
  'moderation.started',
  'moderation.finished',
  'judgement.recorded',
  'judgements.taken-over',
  'agency-comment.posted',
  'agency-comment.withdrawn',
  'partnership-comment.posted',
  'query.asked',
  'query.answered',
  'query.settled',
  'query.withdrawn',
  'key-line.added',
  'key-line.changed',
  'key-line.removed',
  'session.scheduled',
  'session.changed',
  'session.opened',
  'session.shown',
  'session.timed',
  'session.held',
  'pack.requested',
  'pack.compiled',
  'pack.failed',
  'challenge.recorded',
  'challenge.changed',
  'rating.agreed',
  'letter.issued',
  'action.created',
  'action.changed',
  'action.progressed',
  'action.done',
  'action.verified',
  'action.returned',
  'action.reopened',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Whose chain an event belongs to: the owner of what changed. */
export type EventOwner =
  | { readonly organisationId: string; readonly partnershipId?: string }
  | { readonly partnershipId: string }
  | 'system';

export interface NewEvent {
  readonly type: EventType;
  readonly owner: EventOwner;
  /** The person who did it; null for the system itself. */
  readonly actorId: string | null;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly detail?: Record<string, string | number | boolean | null>;
}

export const chainOf = (owner: EventOwner): string =>
  owner === 'system'
    ? 'system'
    : 'organisationId' in owner
      ? `organisation:${owner.organisationId}`
      : `partnership:${owner.partnershipId}`;
