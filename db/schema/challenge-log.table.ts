export type LogBodyKind = 'agency' | 'sub-group' | 'board' | 'other-board';

/** A challenge between meetings: who asks whom for an answer, by when, and how great the risk is. */
export interface ChallengeLogEntryRow {
  id: string;
  reference: string;
  partnership_id: string;
  raised_by_kind: LogBodyKind;
  /** Set for an agency alone. */
  raised_by_organisation_id: string | null;
  /** The body's name as it was then. */
  raised_by_name: string;
  raised_to_kind: LogBodyKind;
  raised_to_organisation_id: string | null;
  raised_to_name: string;
  source_kind: 'hand' | 'session' | 'moderation';
  challenge_id: string | null;
  submission_id: string | null;
  /** Null for a challenge of a session, whose words stand there. */
  reason: string | null;
  raised_on: string;
  report_requested: number;
  report_about: string | null;
  due_on: string;
  first_due_on: string;
  status: 'open' | 'answered' | 'closed';
  outcome: 'accepted' | 'partly-accepted' | 'not-accepted' | 'withdrawn' | null;
  /** From 1 to 5, as judged when it was raised. */
  likelihood: number;
  impact: number;
  /** As judged last. */
  likelihood_now: number;
  impact_now: number;
  /** Their product, for the filter. */
  risk_now: number;
  closed_on: string | null;
  created_by: string;
  created_at: string;
  /** When whoever is challenged could read it; null while it waits for the partnership to pass it on. */
  passed_on_at: string | null;
  passed_on_by: string | null;
  revision: number;
}

export interface ChallengeLogUpdateRow {
  id: string;
  partnership_id: string;
  /** The organisation that was challenged; null for a body without one. */
  organisation_id: string | null;
  entry_id: string;
  kind: 'answered' | 'closed' | 'reopened' | 'rescheduled' | 'rescored';
  note: string;
  /** Who gave an answer that somebody at the partnership entered for them. */
  given_by: string | null;
  /** The day in London that it counts for: an answer that is entered later counts for the day it was given. */
  happened_on: string;
  due_from: string | null;
  due_to: string | null;
  outcome: string | null;
  likelihood: number | null;
  impact: number | null;
  evidence_id: string | null;
  evidence_version: number | null;
  made_by: string;
  made_at: string;
}
