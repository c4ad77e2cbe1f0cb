import type { Generated } from 'kysely';

export interface ModerationRow {
  partnership_id: string;
  submission_id: string;
  status: 'waiting' | 'in-progress' | 'finished';
  started_at: string | null;
  finished_at: string | null;
  finished_by: string | null;
  revision: number;
}

export interface JudgementRow {
  id: string;
  partnership_id: string;
  submission_id: string;
  standard_code: string;
  question_code: string;
  point: string;
  reason: string;
  moderator_id: string;
  made_at: string;
  superseded_at: string | null;
  /** Of this moderator's judgements on the question. */
  revision: number;
  /** 1 where the moderator had not seen the agency's own rating. */
  blind: Generated<number>;
}

export interface KeyLineRow {
  id: string;
  partnership_id: string;
  cycle_id: string;
  organisation_id: string;
  submission_id: string;
  standard_code: string | null;
  question_code: string | null;
  text: string;
  author_id: string;
  position: number;
  created_at: string;
  removed_at: string | null;
  revision: number;
}

/** How a cycle is moderated. A cycle without a row is not blind. */
export interface CycleModerationRow {
  partnership_id: string;
  cycle_id: string;
  blind: number;
  /** Working days that an agency has to reply to the ratings. */
  reply_days: number;
}

/** The rating that one person set from those of several moderators. */
export interface PanelRatingRow {
  id: string;
  partnership_id: string;
  submission_id: string;
  standard_code: string;
  question_code: string;
  point: string;
  reason: string;
  set_by: string;
  set_at: string;
  superseded_at: string | null;
  revision: number;
}

export interface EvidenceJudgementRow {
  id: string;
  partnership_id: string;
  submission_id: string;
  evidence_id: string;
  verdict: 'supports' | 'partly' | 'does-not' | 'not-opened';
  note: string;
  moderator_id: string;
  made_at: string;
  superseded_at: string | null;
  revision: number;
}

/** Who moderates a return, whatever version of it is the newest. */
export interface ModerationAssignmentRow {
  id: string;
  partnership_id: string;
  cycle_id: string;
  organisation_id: string;
  return_id: string;
  person_id: string;
  assigned_by: string;
  assigned_at: string;
  /** When the person declared that they have no interest in the organisation. */
  declared_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
  ended_because: 'taken-back' | 'interest' | null;
}

export interface DeclaredInterestRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  person_id: string;
  text: string;
  declared_at: string;
  ended_at: string | null;
}

/** One choice of which returns of a cycle are moderated. */
export interface SamplingDrawRow {
  id: string;
  partnership_id: string;
  cycle_id: string;
  /** JSON. */
  rules: string;
  seed: string;
  /** How many returns it was drawn from. */
  population: number;
  drawn_by: string;
  drawn_at: string;
}

export interface SampledReturnRow {
  id: string;
  partnership_id: string;
  cycle_id: string;
  organisation_id: string;
  return_id: string;
  /** Null where it was added by hand. */
  draw_id: string | null;
  /** JSON: the rules that it falls under, with their figures. */
  why: string;
  /** What was typed where it was added by hand; else empty. */
  reason: string;
  added_by: string;
  added_at: string;
  removed_at: string | null;
}

export interface ReplyWindowRow {
  partnership_id: string;
  organisation_id: string;
  submission_id: string;
  reply_by: string;
  opened_at: string;
}

/** What an agency says to a moderated rating that differs from its own. */
export interface RatingReplyRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  submission_id: string;
  standard_code: string;
  question_code: string;
  /** The rating that it answers. */
  moderated_point: string;
  text: string;
  written_by: string;
  written_at: string;
  superseded_at: string | null;
  revision: number;
}
