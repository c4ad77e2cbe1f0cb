import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { walled } from '../../../db/walled-tables.ts';

const folder = new URL('../../../app/features/disclosure/sources/', import.meta.url);
const files = [...readdirSync(folder), '../../challenge-log/scope.server.ts'];
const read = files.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');

const noWords = 'numbers, choices, dates and ids alone';
const fromOthers = 'put together from records that are searched';
const settings = 'how the partnership set something up, about nobody';
const disposal = 'of what was disposed of or kept, with its own pages';

/** Tables of an owner that no search reads, each with the reason. */
const notRead: Readonly<Record<string, string>> = {
  action_revisit: noWords,
  action_revisit_member: noWords,
  carried_answer: 'what was sent the year before, which is searched there',
  carry_forward: noWords,
  central_evidence: noWords,
  central_settlement: noWords,
  chair_note: 'private to the chair, who is asked (the page says so)',
  challenge_pack: fromOthers,
  challenge_pack_agency: fromOthers,
  cycle_cohort: noWords,
  cycle_feedback: settings,
  cycle_moderation: settings,
  cycle_sign_off: settings,
  cycle_survey_conflict: settings,
  disclosure_entry: 'requests for disclosure themselves',
  disclosure_file: 'requests for disclosure themselves',
  disclosure_item: 'requests for disclosure themselves',
  disclosure_request: 'requests for disclosure themselves',
  disclosure_search: 'requests for disclosure themselves',
  disposal_run: disposal,
  edition_move: settings,
  escalation_ladder: settings,
  escalation_wording: settings,
  evidence_copy: noWords,
  evidence_use: noWords,
  file_scan: noWords,
  good_practice_consent: noWords,
  good_practice_sharing: noWords,
  good_practice_tag: noWords,
  hand_over: noWords,
  issued_document: noWords,
  key_line_aside: noWords,
  live_session: noWords,
  local_part: 'questions, which ask and tell nothing',
  moderation: noWords,
  moderation_assignment: noWords,
  organisation_export: noWords,
  organisation_site: noWords,
  outcome_letter_approval: fromOthers,
  pack_plan: settings,
  partnership: settings,
  partnership_mail: settings,
  partnership_query: 'its words are messages, which are searched',
  partnership_sign_in: settings,
  priority_tag: noWords,
  reply_window: noWords,
  response_batch_member: noWords,
  retention_length: disposal,
  return_move: noWords,
  sampled_return: noWords,
  sampling_draw: noWords,
  shared_return: noWords,
  shared_return_member: noWords,
  sign_off_authority: noWords,
  standard_edition: 'questions, which ask and tell nothing',
  standard_progress: noWords,
  submission_document: 'drawn from the sent return, which is searched',
  submission_evidence: 'part of the sent return, which is searched',
  submission_rating: noWords,
  submission_standard: noWords,
  thread_read: noWords,
  upgrade_preview: fromOthers,
  withheld_evidence: noWords,
};

it('every table of an owner is searched for a request, or has a reason not to be', () => {
  const forgotten = Object.keys(walled).filter((table) => !new RegExp(`'${table}( as \\w+)?'`).test(read));
  expect(forgotten.toSorted()).toEqual(Object.keys(notRead).toSorted());
});
