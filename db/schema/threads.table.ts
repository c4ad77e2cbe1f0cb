/** One time a sent return was opened again, or its agency asked for that, and how it ended. */
export interface ReturnReopeningRow {
  id: string;
  organisation_id: string;
  partnership_id: string;
  return_id: string;
  /** The version that is corrected. */
  submission_id: string;
  status: 'asked' | 'open' | 'declined' | 'withdrawn' | 'resent';
  asked_by: string | null;
  asked_at: string | null;
  asked_reason: string | null;
  opened_by: string | null;
  opened_at: string | null;
  opened_reason: string | null;
  /** Codes of the standards to look at, as JSON. */
  standards: string;
  revise_by: string | null;
  ended_by: string | null;
  ended_at: string | null;
  end_reason: string | null;
  resent_submission_id: string | null;
  revision: number;
}

/** A comment inside an agency. No partnership ever reads this table. `standard_code` is empty for the whole return. */
export interface AgencyCommentRow {
  id: string;
  organisation_id: string;
  return_id: string;
  standard_code: string;
  question_code: string | null;
  text: string;
  author_id: string;
  posted_at: string;
  withdrawn_at: string | null;
}

/** A question of the partnership about a sent return, which waits for an answer. Its words are comments. */
export interface PartnershipQueryRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  return_id: string;
  submission_id: string;
  standard_code: string;
  question_code: string | null;
  status: 'open' | 'answered' | 'settled' | 'withdrawn';
  reply_by: string;
  asked_by: string;
  asked_at: string;
  answered_at: string | null;
  ended_by: string | null;
  ended_at: string | null;
  revision: number;
}

/** A comment that an agency and its partnership both read. `standard_code` is empty for the whole return. */
export interface PartnershipCommentRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  return_id: string;
  standard_code: string;
  question_code: string | null;
  query_id: string | null;
  side: 'agency' | 'partnership';
  text: string;
  author_id: string;
  posted_at: string;
}

/** Up to when a person has read one standard's part of a thread. */
export interface ThreadReadRow {
  person_id: string;
  organisation_id: string;
  return_id: string;
  thread: 'agency' | 'partnership';
  standard_code: string;
  read_at: string;
}
