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
  'site.linked',
  'site.left',
  'person.added',
  'person.changed',
  'role.granted',
  'role.ended',
  'sign-in.link-sent',
  'sign-in.completed',
  'sign-in.ended',
  'edition.installed',
  'succession.installed',
  'core.installed',
  'cycle.created',
  'cycle.changed',
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
  'central-answer.marked',
  'central-answer.saved',
  'central-answer.withdrawn',
  'central-answer.accepted',
  'central-answer.added-to',
  'central-answer.excepted',
  'central-answer.kept',
  'standard.marked',
  'evidence.added',
  'evidence.changed',
  'evidence.removed',
  'evidence.attached',
  'evidence.detached',
  'return.sent-for-sign-off',
  'return.taken-back',
  'return.moved',
  'return.move-undone',
  'return.signed',
  'signature.voided',
  'return.submitted',
  'return.closed',
  'moderation.started',
  'moderation.finished',
  'judgement.recorded',
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
