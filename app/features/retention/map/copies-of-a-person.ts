import type { Path, TableName } from './unit.ts';

/** What goes with an account, in this order. `person_id` and the like name the person. */
export const erasedWithPerson: readonly Path[] = [
  'confirmation_code.person_id',
  'sign_in_attempt.person_id',
  'session.person_id',
  'sign_in_link.person_id',
  'passkey.person_id',
  'recovery_code.person_id',
  'person_password.person_id',
  'calendar_feed.person_id',
  'identity_binding.person_id',
  'thread_read.person_id',
  'outbox_message.person_id',
];

/** Copies of a name or an address beside the identifier of the person: they are written over. */
export const copiesById: readonly {
  readonly table: TableName;
  readonly person: string;
  readonly name: string;
  readonly address?: string;
}[] = [
  { table: 'action', person: 'owner_id', name: 'owner_name' },
  { table: 'action', person: 'sponsor_id', name: 'sponsor_name' },
  { table: 'risk', person: 'owner_id', name: 'owner_name' },
  { table: 'session_invitation', person: 'person_id', name: 'name', address: 'email' },
];

/** Copies with the e-mail address of the person beside them, whatever the identifier. */
export const copiesByAddress: readonly {
  readonly table: TableName;
  readonly name: string;
  readonly address: string;
}[] = [
  { table: 'organisation_contact', name: 'name', address: 'email' },
  { table: 'access_request', name: 'name', address: 'email' },
  { table: 'session_invitation', name: 'name', address: 'email' },
];

/** Names that were typed, where they are the very name, in what belongs to partnerships that the person worked with. */
export const typedNames: readonly { readonly table: TableName; readonly name: string }[] = [
  { table: 'challenge_log_update', name: 'given_by' },
  { table: 'information_request_entry', name: 'given_by' },
  { table: 'challenge', name: 'asked_by' },
  { table: 'action', name: 'owner_name' },
  { table: 'action', name: 'sponsor_name' },
  { table: 'risk', name: 'owner_name' },
];

/**
 * Where a name stays until the record itself goes, with the reason: it is part of what was signed, sent or issued, and
 * the hash on it would no longer be right (decision 0050).
 */
export const namesThatStay: Readonly<Record<string, string>> = {
  'sign_off.name': 'who signed, as it was signed',
  'central_settlement.settled_by_name': 'part of the content that was signed',
  'submission.snapshot': 'the return as it was sent, under its hash',
  'challenge_pack.model': 'a pack as it was issued, under its hash',
  'session_minutes.model': 'minutes as they were approved, under their hash',
  'outcome_letter.model': 'a letter as it was issued, under its hash',
  'written_response.model': 'a response as it was sent, under its hash',
  'escalation_letter.model': 'a letter as it was released, under its hash',
  'escalation_letter.addressee_name': 'whom a letter was addressed to',
  'disclosure_request.asked_by': 'who asked to see what is held; goes three years after the request was closed',
  'disclosure_item.text': 'a copy that was made for a request, and goes with it',
  'partnership_priority.set_by_name': 'who set a priority, as the partnership published it',
};
