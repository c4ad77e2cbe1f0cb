type Subject = 'action' | 'return' | 'challenge' | 'letter';

export interface EscalationLadderRow {
  partnership_id: string;
  subject: Subject;
  /** JSON: the levels and how days are counted. */
  ladder: string;
  revision: number;
  updated_at: string;
  updated_by: string | null;
}

export interface EscalationWordingRow {
  partnership_id: string;
  letter: string;
  duty: string;
  text: string;
  revision: number;
  updated_at: string;
  updated_by: string | null;
}

/** One thing that is late and has been raised; ended once the work moved. */
export interface EscalationRow {
  id: string;
  partnership_id: string;
  /** Null for a group's own action, and for a challenge to a body without an account. */
  organisation_id: string | null;
  subject: Subject;
  subject_id: string;
  action_id: string | null;
  return_id: string | null;
  entry_id: string | null;
  outcome_letter_id: string | null;
  /** "Action A-7K3M": what it is, as it was when it was raised first. */
  name: string;
  /** The date in force, from which the levels count. */
  due_on: string;
  level: number;
  level_name: string;
  level_on: string;
  /** The level that has come and waits for somebody's press. */
  waiting_level: number | null;
  waiting_since: string | null;
  status: 'open' | 'paused' | 'ended';
  /** The last day of the pause. */
  paused_until: string | null;
  paused_because: string | null;
  ended_because: 'done' | 'more-time' | 'not-waited-for' | 'by-hand' | null;
  ended_on: string | null;
  opened_at: string;
  revision: number;
}

export interface EscalationStepRow {
  id: string;
  partnership_id: string;
  organisation_id: string | null;
  escalation_id: string;
  kind:
    | 'raised'
    | 'waiting'
    | 'paused'
    | 'resumed'
    | 'ended'
    | 'letter-approved'
    | 'letter-released'
    | 'letter-set-aside';
  level: number | null;
  level_name: string | null;
  /** JSON: the codes of those who were told. */
  told: string | null;
  by_hand: number;
  note: string | null;
  /** Null for what the daily round did. */
  made_by: string | null;
  made_on: string;
  made_at: string;
}

export interface EscalationLetterRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  escalation_id: string;
  level: number;
  letter: string;
  status: 'draft' | 'released' | 'set-aside';
  addressee_name: string;
  addressee_role: string;
  text: string;
  /** Null while it says what the template says. */
  saved_by: string | null;
  saved_at: string;
  /** Hash of the words that were approved; an approval stands while the letter says them. */
  approved_sha256: string | null;
  approved_by: string | null;
  approved_at: string | null;
  reference: string | null;
  model: string | null;
  sha256: string | null;
  released_by: string | null;
  released_at: string | null;
  pdf_sha256: string | null;
  pdf_size: number | null;
  created_at: string;
  revision: number;
}
