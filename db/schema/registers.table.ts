export type RiskLevel = 'strategic' | 'operational';
export type RiskStatus = 'open' | 'watched' | 'closed';

/** A risk of a partnership: what may happen, why, and what it would do. */
export interface RiskRow {
  id: string;
  reference: string;
  partnership_id: string;
  level: RiskLevel;
  category: string;
  cause: string;
  risk_event: string;
  effect: string;
  source_kind: 'hand' | 'session' | 'moderation' | 'challenge-log';
  challenge_id: string | null;
  submission_id: string | null;
  question_code: string | null;
  log_entry_id: string | null;
  owner_id: string | null;
  owner_name: string;
  /** The group that holds it. */
  group_id: string | null;
  /** From 1 to 5, without any control. */
  inherent_likelihood: number;
  inherent_impact: number;
  /** As judged last. */
  likelihood_now: number;
  impact_now: number;
  /** Their product, for filters and order. */
  risk_now: number;
  target_likelihood: number;
  target_impact: number;
  /** What shows that the controls work. */
  assurance: string;
  raised_on: string;
  /** The day of the next review. */
  review_on: string;
  status: RiskStatus;
  closed_because: 'happened-no-more' | 'at-target' | 'accepted' | 'merged' | null;
  closed_on: string | null;
  created_by: string;
  created_at: string;
  revision: number;
}

/** What is done about a risk already, or will be. */
export interface RiskControlRow {
  id: string;
  partnership_id: string;
  risk_id: string;
  kind: 'existing' | 'planned';
  words: string;
  /** The action that puts a planned control in place. */
  action_id: string | null;
  added_by: string;
  added_at: string;
  ended_at: string | null;
  ended_by: string | null;
}

/** The history of a risk: only ever added to. Level, status and scores are those that stood after it. */
export interface RiskEntryRow {
  id: string;
  partnership_id: string;
  risk_id: string;
  kind: 'raised' | 'reviewed' | 'changed' | 'moved' | 'closed' | 'reopened';
  note: string;
  level: RiskLevel;
  status: RiskStatus;
  likelihood: number;
  impact: number;
  next_review_on: string | null;
  happened_on: string;
  made_by: string;
  made_at: string;
}

/** What a partnership asks a body for, by law or by agreement. */
export interface InformationRequestRow {
  id: string;
  reference: string;
  partnership_id: string;
  /** Null for a body without an account. */
  organisation_id: string | null;
  body_name: string;
  asked: string;
  basis: string;
  basis_words: string | null;
  asked_on: string;
  due_on: string;
  first_due_on: string;
  status: 'open' | 'answered' | 'refused' | 'closed';
  created_by: string;
  created_at: string;
  revision: number;
}

/** The history of a request: only ever added to. */
export interface InformationRequestEntryRow {
  id: string;
  partnership_id: string;
  organisation_id: string | null;
  request_id: string;
  kind: 'answered' | 'refused' | 'extended' | 'closed' | 'reopened';
  note: string;
  /** Who gave an answer that somebody at the partnership entered for them. */
  given_by: string | null;
  happened_on: string;
  due_from: string | null;
  due_to: string | null;
  evidence_id: string | null;
  evidence_version: number | null;
  made_by: string;
  made_at: string;
}

/** One thing that is tagged with a priority or theme; which column is set follows from `kind`. */
export interface PriorityTagRow {
  id: string;
  partnership_id: string;
  priority_id: string;
  kind: 'question' | 'log-entry' | 'challenge' | 'risk';
  set_code: string | null;
  question_code: string | null;
  log_entry_id: string | null;
  challenge_id: string | null;
  risk_id: string | null;
  tagged_by: string;
  tagged_at: string;
}
