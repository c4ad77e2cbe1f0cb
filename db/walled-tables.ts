/**
 * Every table, with the columns that say whose a row is. The policies on PostgreSQL are made from this list
 * (`db/wall.server.ts`), and a test holds it against the schema: a new table is in one of the two lists or the build is red.
 */
import type { Tables } from './schema/index.ts';

export type TableName = keyof Tables;

/** How the people of member organisations reach rows of a partnership that name no organisation. */
type ForMembers =
  /** Not at all: working papers of the partnership. */
  | 'closed'
  /** As the partnership's own people do: what an agency is asked, and how the partnership works. */
  | 'open'
  /** Where the sent return that `submission_id` names is in reach. */
  | 'by-submission';

export interface Wall {
  /** Columns that name an organisation whose row it is. One that is null names none. */
  readonly organisations?: readonly string[];
  /** The row is between two organisations: either of them reaches it. */
  readonly either?: true;
  /** The column that names the partnership whose row it is. */
  readonly partnership?: string;
  /** Needed where a row may name a partnership and no organisation. */
  readonly members?: ForMembers;
  /** People of member organisations add rows that name no organisation, and read none of them. */
  readonly membersAdd?: true;
  /** Also readable, in the terms of SQL. */
  readonly alsoRead?: string;
  /** Rows that name no owner at all: whether a request may touch them, or add some and read none. Not, if nothing is said. */
  readonly ownerless?: 'open' | 'add';
  /** Holds who may do what: looked at before the person is known. */
  readonly account?: true;
}

const ofOrganisation: Wall = { organisations: ['organisation_id'] };
/** Both named in each row, or at least the partnership. */
const ofBoth = (members: ForMembers = 'closed'): Wall => ({
  organisations: ['organisation_id'],
  partnership: 'partnership_id',
  members,
});
const ofPartnership = (members: ForMembers = 'closed'): Wall => ({ partnership: 'partnership_id', members });

/** A row that another table shows, as far as that one is in reach. */
const visible = (table: TableName, column: string, its = 'id') =>
  `${column} in (select shown.${its} from ${table} shown)`;
/** Of a partnership that the person works for, or their organisations are members of. */
const inArea = ['partnerships', 'memberships']
  .map((setting) => `partnership_id in (select unnest(string_to_array(current_setting('los.${setting}', true), ',')))`)
  .join(' or ');

export const walled = {
  access_request: { ...ofBoth(), account: true },
  access_review: ofPartnership(),
  action: ofBoth(),
  action_finding: ofBoth(),
  action_more_time: ofBoth(),
  action_revisit: ofPartnership(),
  action_revisit_look: ofBoth(),
  action_revisit_member: ofBoth(),
  action_update: ofBoth(),
  agency_comment: ofOrganisation,
  agency_return: ofBoth(),
  answer: ofOrganisation,
  answer_revision: ofOrganisation,
  carried_answer: ofOrganisation,
  carry_forward: ofOrganisation,
  central_answer: { organisations: ['group_id'] },
  central_answer_revision: { organisations: ['group_id'] },
  central_evidence: { organisations: ['group_id'] },
  central_settlement: ofOrganisation,
  chair_note: ofBoth(),
  challenge: ofBoth(),
  challenge_before: ofPartnership(),
  challenge_log_entry: {
    organisations: ['raised_by_organisation_id', 'raised_to_organisation_id'],
    either: true,
    partnership: 'partnership_id',
    members: 'closed',
  },
  challenge_log_update: { ...ofBoth(), alsoRead: visible('challenge_log_entry', 'entry_id') },
  challenge_pack: ofBoth(),
  challenge_pack_agency: ofBoth(),
  challenge_session: ofPartnership('open'),
  cycle: ofPartnership('open'),
  cycle_cohort: ofBoth(),
  cycle_feedback: ofPartnership('open'),
  cycle_moderation: ofPartnership('open'),
  cycle_sign_off: ofPartnership('open'),
  deadline_extension: ofBoth(),
  declared_interest: ofBoth(),
  delegation: ofOrganisation,
  disclosure_entry: ofBoth(),
  disclosure_file: ofBoth(),
  disclosure_item: ofBoth(),
  disclosure_request: ofBoth(),
  disclosure_search: ofBoth(),
  disposal_run: { ...ofBoth(), ownerless: 'open' },
  edition_move: ofPartnership('open'),
  emergency_access: { ...ofBoth(), account: true },
  escalation: ofBoth(),
  escalation_ladder: ofPartnership(),
  escalation_letter: ofBoth(),
  escalation_step: ofBoth(),
  escalation_wording: ofPartnership(),
  // What is recorded is added to whoever's record it is; read within reach.
  event: { ...ofBoth(), ownerless: 'add', membersAdd: true },
  evidence: ofOrganisation,
  evidence_copy: ofOrganisation,
  evidence_judgement: ofPartnership('by-submission'),
  evidence_use: ofOrganisation,
  evidence_version: ofOrganisation,
  file_scan: ofOrganisation,
  // What an organisation has agreed to share with an area, everybody there reads.
  good_practice: { ...ofOrganisation, alsoRead: visible('good_practice_sharing', 'id', 'item_id') },
  good_practice_consent: { ...ofOrganisation, alsoRead: visible('good_practice_sharing', 'item_id', 'item_id') },
  good_practice_sharing: { ...ofBoth(), alsoRead: inArea },
  good_practice_tag: { ...ofOrganisation, alsoRead: visible('good_practice_sharing', 'item_id', 'item_id') },
  hand_over: ofOrganisation,
  information_request: ofBoth(),
  information_request_entry: ofBoth(),
  invitation: { ...ofBoth(), account: true },
  issued_document: ofBoth(),
  judgement: ofPartnership('by-submission'),
  key_line: ofBoth(),
  key_line_aside: ofPartnership('by-submission'),
  letter_reply: ofBoth(),
  live_session: ofPartnership('open'),
  local_part: ofPartnership('open'),
  moderation: ofPartnership('by-submission'),
  moderation_assignment: ofBoth(),
  // Who is a member of an area, by name, the other members know; so do a trust and its sites of each other.
  organisation: {
    organisations: ['id'],
    account: true,
    alsoRead: [
      visible('partnership_member', 'id', 'organisation_id'),
      visible('organisation_site', 'id', 'group_id'),
      visible('organisation_site', 'id', 'site_id'),
    ].join(' or '),
  },
  organisation_contact: ofOrganisation,
  organisation_export: ofOrganisation,
  // The area that linked them may be another one: whoever reaches the trust or the site reads that they belong together.
  organisation_site: { organisations: ['group_id', 'site_id'], either: true },
  outbox_message: { ...ofBoth(), account: true },
  outcome_letter: ofBoth(),
  outcome_letter_approval: ofPartnership(),
  outcome_letter_draft: ofPartnership(),
  outcome_letter_words: ofPartnership(),
  pack_plan: ofPartnership(),
  panel_rating: ofPartnership('by-submission'),
  partnership: { partnership: 'id', members: 'open', account: true },
  partnership_comment: ofBoth(),
  partnership_group: ofPartnership('open'),
  partnership_mail: ofPartnership('open'),
  partnership_member: { ...ofBoth(), account: true, alsoRead: inArea },
  partnership_priority: ofPartnership('open'),
  partnership_query: ofBoth(),
  partnership_sign_in: { ...ofPartnership('open'), account: true },
  priority_tag: ofPartnership('open'),
  rating_reply: ofBoth(),
  reply_window: ofBoth(),
  response_batch: ofPartnership(),
  response_batch_member: ofBoth(),
  retention_length: { ...ofBoth(), ownerless: 'open' },
  return_move: ofBoth(),
  return_reopening: ofBoth(),
  risk: ofPartnership(),
  risk_control: ofPartnership(),
  risk_entry: ofPartnership(),
  role_grant: { ...ofBoth('open'), account: true },
  sampled_return: ofBoth(),
  sampling_draw: ofPartnership(),
  session_invitation: ofBoth(),
  session_minutes: ofPartnership(),
  session_minutes_words: ofPartnership(),
  session_slot: ofBoth(),
  session_withdrawal: ofBoth(),
  shared_return: ofOrganisation,
  shared_return_member: ofBoth(),
  sign_off: ofOrganisation,
  sign_off_authority: ofOrganisation,
  sign_off_meeting: ofOrganisation,
  sign_off_request: ofOrganisation,
  signing_authority: ofOrganisation,
  standard_edition: { ...ofPartnership('open'), ownerless: 'open' },
  standard_progress: ofBoth(),
  submission: ofBoth(),
  submission_document: ofOrganisation,
  submission_evidence: ofBoth(),
  submission_rating: ofBoth(),
  submission_standard: ofBoth(),
  thread_read: ofOrganisation,
  upgrade_preview: ofBoth(),
  withheld_evidence: ofOrganisation,
  written_response: ofBoth(),
} as const satisfies Partial<Record<TableName, Wall>>;

const ofPerson = 'belongs to a person, whatever organisation they work for; read by the id of the person alone';
const ofService = 'work of the service itself, with no words of an owner';
const ofEverybody = 'published to everybody';

/** Tables without a policy, each with the reason. */
export const unwalled = {
  calendar_feed: ofPerson,
  confirmation_code: ofPerson,
  identity_binding: ofPerson,
  passkey: ofPerson,
  person: 'the names that stand beside what people did, in whichever organisation they did it',
  person_password: ofPerson,
  recovery_code: ofPerson,
  session: ofPerson,
  sign_in_attempt: 'before it is known who comes',
  sign_in_failure: 'before it is known who comes',
  sign_in_link: ofPerson,
  system_role_grant: 'roles of the installation, which open nothing that is owned',
  identity_issuer: 'with which providers people may sign in: read before it is known who comes',
  set_up_token: 'before there is anybody',
  core_question: ofEverybody,
  count_relation: ofEverybody,
  standard_succession: ofEverybody,
  event_chain: 'ends of chains: numbers and hashes',
  event_chain_logged: 'ends of chains: numbers and hashes',
  disposal_certificate: 'counts of one run, by the run, which is walled off itself',
  disposal_journal: ofService,
  disposal_run_record: 'identifiers of what one run lists, by the run, which is walled off itself',
  disposed_file: ofService,
  erased_person: ofPerson,
  job: 'identifiers of what is to be done',
  legal_hold: 'must be seen by whoever would dispose of what it holds, whoever put it',
  mail_address: 'whether an address takes messages, whoever writes to it',
  mail_gate: ofService,
  rate_limit: ofService,
  reminder_round: ofService,
  retention_turn: ofService,
  schema_migration: 'the steps of the schema; only its owner writes it',
} as const satisfies Partial<Record<TableName, string>>;
