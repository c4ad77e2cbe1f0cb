import type { TableName } from './unit.ts';

const frame = 'names what is kept; holds nothing of a person but who made it';
const settings = 'a setting in force; holds nothing of a person but who made it';
const library = 'the published standards, which belong to nobody';
const tags = 'part of the partnership’s plan, with no person in it but who made it';

/** Every table from which nothing goes by itself, with the reason. A new table is in the map or here. */
export const stays: Partial<Record<TableName, string>> = {
  event: 'the record of changes: holds identifiers alone, and would no longer verify without one of its entries',
  event_chain: 'the ends of the record of changes',
  event_chain_logged: 'which ends of the record were written to the log',
  issued_document: 'codes and hashes with which a print is checked; no content and no person',
  schema_migration: 'the steps of the schema',
  partnership: frame,
  organisation: frame,
  cycle: frame,
  cycle_cohort: 'which organisations a cycle asked',
  partnership_member: 'which organisations belonged to a partnership',
  organisation_site: 'which sites belonged to a group',
  partnership_group: frame,
  partnership_priority: tags,
  local_part: 'the local questions of a cycle, without which its returns cannot be read',
  cycle_feedback: settings,
  cycle_moderation: settings,
  cycle_sign_off: settings,
  cycle_survey_conflict: settings,
  partnership_mail: settings,
  partnership_sign_in: settings,
  escalation_ladder: settings,
  escalation_wording: settings,
  identity_issuer: settings,
  standard_edition: library,
  standard_succession: library,
  core_question: library,
  count_relation: library,
  role_grant:
    'who might do what on which day: the record of changes cannot be read without it; names nobody whose account was erased',
  system_role_grant: 'who might do what on which day, as role_grant',
  emergency_access: 'who read what is not theirs, kept for those whose it is',
  mail_address: 'addresses that do not work or asked for no digest: without it they would be written to again',
  mail_gate: 'one row for the mail service, overwritten',
  rate_limit: 'counts that end by themselves, by hash',
  file_scan: 'whether a file was scanned; goes with the file',
  calendar_feed: 'in use until its person ends it; goes with the account',
  identity_binding: 'in use until it is ended; goes with the account',
  passkey: 'in use until its person removes it; goes with the account',
  person_password: 'in use until its person removes it; goes with the account',
  retention_length: 'the schedule itself',
  legal_hold: 'holds and their history are the reason why something was kept',
  retention_turn: 'one row, overwritten',
  disposal_run: 'says what went and who decided it; identifiers alone',
  disposal_run_record: 'says what went; identifiers alone',
  disposal_certificate: 'says what went; identifiers alone',
  disposal_journal: 'says what went, for the next restore; identifiers alone',
  disposed_file: 'files that are about to go',
  erased_person: 'which accounts were erased; identifiers alone',
};
