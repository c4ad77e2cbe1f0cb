export interface ChallengeSessionRow {
  id: string;
  partnership_id: string;
  cycle_id: string;
  title: string;
  held_on: string;
  starts_at: string;
  place: string;
  chair_id: string | null;
  status: 'planned' | 'held';
  created_by: string;
  created_at: string;
  revision: number;
  /** HH:MM; null when the session ends with its last slot. */
  ends_at: string | null;
  join_link: string | null;
  /** The day from which agencies and panel may read the papers; null when they may from the beginning. */
  papers_on: string | null;
  papers_released_at: string | null;
  papers_released_by: string | null;
  /** From when agencies see the panel's questions about them among the papers. */
  key_lines_released_at: string | null;
  /** Of the last change of time, place or agenda; null while there was none. */
  changed_at: string | null;
  called_off_at: string | null;
  called_off_by: string | null;
  called_off_reason: string | null;
}

/** What a session under way shows; one row from its opening. */
export interface LiveSessionRow {
  session_id: string;
  partnership_id: string;
  slot_id: string;
  /** `standard:a1`, `question:a1-rating`, or empty for the whole return. */
  about: string;
  key_line_id: string | null;
  /** Of a running timer. */
  timer_ends_at: string | null;
  /** Seconds, of one that is paused. */
  timer_left: number | null;
  opened_at: string;
  opened_by: string;
  closed_at: string | null;
  closed_by: string | null;
  revision: number;
}

export interface SessionSlotRow {
  id: string;
  partnership_id: string;
  session_id: string;
  organisation_id: string;
  submission_id: string;
  position: number;
  starts_at: string;
  minutes: number;
  lead_id: string | null;
  /** JSON: who came for the organisation. */
  attended: string | null;
  /** The time before which the slot does not begin; null when it follows straight on. */
  not_before: string | null;
}

/** Somebody who is asked to come: of the panel, or for an agency on the agenda. */
export interface SessionInvitationRow {
  id: string;
  partnership_id: string;
  session_id: string;
  capacity: 'chair' | 'scrutineer' | 'partner' | 'member' | 'scribe' | 'agency';
  /** Whom they speak for; of the panel, whom they work for. */
  organisation_id: string | null;
  /** Null for an address without an account. */
  person_id: string | null;
  name: string;
  email: string;
  takes_part: 'in-person' | 'by-link';
  reply: 'waiting' | 'accepted' | 'declined';
  question: string;
  answer: string;
  replied_at: string | null;
  /** The invitation whose place this one takes. */
  substitute_for: string | null;
  /** What they were last told of time and place, as a fingerprint. */
  told: string | null;
  invited_by: string;
  invited_at: string;
  ended_at: string | null;
  revision: number;
}

/** An agency that left an agenda it had been told of; the id is that of its slot. */
export interface SessionWithdrawalRow {
  id: string;
  partnership_id: string;
  session_id: string;
  organisation_id: string;
  submission_id: string;
  starts_at: string;
  minutes: number;
  reason: string;
  withdrawn_by: string;
  withdrawn_at: string;
}

export interface ChallengePackRow {
  id: string;
  partnership_id: string;
  session_id: string;
  version: number;
  status: 'queued' | 'compiling' | 'ready' | 'failed';
  model: string;
  sha256: string;
  /** Of what the model says, without its own number, date and reference: equal for equal records. */
  snapshot_sha256: string;
  pdf_sha256: string | null;
  pdf_size: number | null;
  pages: number | null;
  progress: number;
  progress_note: string | null;
  failure: string | null;
  /** Null when the command line asked. */
  requested_by: string | null;
  requested_at: string;
  compiled_at: string | null;
  edition: 'panel' | 'agency' | 'chair';
  /** The one agency of an edition for an agency. */
  organisation_id: string | null;
}

/** A submission that a pack was made from. */
export interface ChallengePackAgencyRow {
  partnership_id: string;
  pack_id: string;
  organisation_id: string;
  submission_id: string;
  position: number;
}

/** How the packs of a session are put together. */
export interface PackPlanRow {
  session_id: string;
  partnership_id: string;
  /** JSON: parts of the whole pack in order. */
  whole: string;
  /** JSON: parts of each agency's section in order. */
  agency: string;
  /** JSON: evidence listed as annexes, by submission. */
  annexes: string;
  saved_by: string;
  saved_at: string;
  revision: number;
}

/** The chair's private note on one agency of a session. */
export interface ChairNoteRow {
  partnership_id: string;
  session_id: string;
  organisation_id: string;
  text: string;
  saved_by: string;
  saved_at: string;
  revision: number;
}

export interface ChallengeRow {
  id: string;
  partnership_id: string;
  session_id: string;
  slot_id: string;
  organisation_id: string;
  submission_id: string;
  standard_code: string | null;
  question_code: string | null;
  asked_by: string;
  challenge: string;
  reply: string;
  outcome: 'assured' | 'partly-assured' | 'not-assured' | 'to-come-back';
  agreed_point: string | null;
  agreed_reason: string | null;
  recorded_by: string;
  recorded_at: string;
  revision: number;
}

export interface OutcomeLetterRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  submission_id: string;
  reference: string;
  model: string;
  sha256: string;
  issued_by: string;
  issued_at: string;
  /** The day until which the agency is asked to reply; null where nobody was asked. */
  reply_by: string | null;
  pdf_sha256: string | null;
  pdf_size: number | null;
}

/** The words of a letter that is still being written; all else in it comes from the records. */
export interface OutcomeLetterDraftRow {
  partnership_id: string;
  submission_id: string;
  opening: string;
  strengths: string;
  closing: string;
  saved_by: string;
  saved_at: string;
  revision: number;
}
