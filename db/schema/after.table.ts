/** How soon an answer is promised in a cycle, how long agencies have to reply, and whether the chair approves letters. */
export interface CycleFeedbackRow {
  partnership_id: string;
  cycle_id: string;
  target_days: number;
  reply_days: number;
  chair_approves: number;
}

/** What an entry of the record said before it was corrected; `revision` is the one it had then. */
export interface ChallengeBeforeRow {
  id: string;
  partnership_id: string;
  challenge_id: string;
  revision: number;
  challenge: string;
  reply: string;
  outcome: 'assured' | 'partly-assured' | 'not-assured' | 'to-come-back';
  agreed_point: string | null;
  agreed_reason: string | null;
  changed_by: string;
  changed_at: string;
}

/** One text that minutes had, with the minutes as they read then; the newest is the draft. */
export interface SessionMinutesWordsRow {
  partnership_id: string;
  session_id: string;
  revision: number;
  panel: string;
  opening: string;
  discussion: string;
  next_steps: string;
  /** Why there is a version beside an approved one; empty for the first. */
  reason: string;
  body: string;
  body_sha256: string;
  saved_by: string;
  saved_at: string;
}

/** Minutes as they were approved. */
export interface SessionMinutesRow {
  id: string;
  partnership_id: string;
  session_id: string;
  version: number;
  reference: string;
  words_revision: number;
  body: string;
  body_sha256: string;
  model: string;
  sha256: string;
  approved_by: string;
  approved_at: string;
  pdf_sha256: string | null;
  pdf_size: number | null;
}

/** One text that a letter had, with the letter as it read then. */
export interface OutcomeLetterWordsRow {
  partnership_id: string;
  submission_id: string;
  revision: number;
  opening: string;
  strengths: string;
  closing: string;
  body: string;
  body_sha256: string;
  saved_by: string;
  saved_at: string;
}

/** A letter that the chair approved, by its hash: another text is another letter. */
export interface OutcomeLetterApprovalRow {
  id: string;
  partnership_id: string;
  submission_id: string;
  body: string;
  body_sha256: string;
  approved_by: string;
  approved_at: string;
}

export interface LetterReplyRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  letter_id: string;
  kind: 'agree' | 'text' | 'question';
  text: string;
  replied_by: string;
  replied_at: string;
  answer: string | null;
  answered_by: string | null;
  answered_at: string | null;
}

/** One text for one or many returns that are answered in writing. */
export interface ResponseBatchRow {
  id: string;
  partnership_id: string;
  cycle_id: string;
  status: 'draft' | 'sending' | 'done';
  text: string;
  created_by: string;
  created_at: string;
  sent_by: string | null;
  sent_at: string | null;
  done_at: string | null;
  revision: number;
}

export interface ResponseBatchMemberRow {
  partnership_id: string;
  batch_id: string;
  organisation_id: string;
  submission_id: string;
  position: number;
  own_line: string;
  status: 'waiting' | 'sent' | 'passed-over';
  /** In words, why it was passed over. */
  why: string | null;
}

export interface WrittenResponseRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  submission_id: string;
  batch_id: string;
  reference: string;
  model: string;
  sha256: string;
  sent_by: string;
  sent_at: string;
  pdf_sha256: string | null;
  pdf_size: number | null;
}
