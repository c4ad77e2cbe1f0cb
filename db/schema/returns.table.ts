export interface AgencyReturnRow {
  id: string;
  organisation_id: string;
  partnership_id: string;
  cycle_id: string;
  edition_id: string;
  status: 'not-started' | 'in-progress' | 'awaiting-sign-off' | 'signed' | 'submitted' | 'closed';
  due_on: string;
  first_due_on: string;
  profile: string;
  profile_confirmed_at: string | null;
  opened_at: string;
  started_at: string | null;
  submitted_at: string | null;
  closed_at: string | null;
  last_saved_at: string | null;
  last_saved_by: string | null;
  revision: number;
  /** The returns that are answered together with this one, while it is open; null for one that stands alone. */
  shared_return_id: string | null;
}

export interface AnswerRow {
  organisation_id: string;
  return_id: string;
  question_code: string;
  standard_code: string;
  value: string;
  point: string | null;
  revision: number;
  saved_at: string;
  saved_by: string;
}

export interface AnswerRevisionRow {
  id: string;
  organisation_id: string;
  return_id: string;
  question_code: string;
  revision: number;
  value: string;
  saved_at: string;
  saved_by: string;
  outcome: 'kept' | 'conflict';
  idempotency_key: string | null;
}

export interface StandardProgressRow {
  organisation_id: string;
  partnership_id: string;
  cycle_id: string;
  return_id: string;
  standard_code: string;
  questions: number;
  required: number;
  answered: number;
  required_complete: number;
  marked_complete: number;
}

export interface SignOffRow {
  id: string;
  organisation_id: string;
  return_id: string;
  signatory: string;
  person_id: string;
  name: string;
  job_title: string | null;
  content_hash: string;
  signed_at: string;
  voided_at: string | null;
  void_reason: string | null;
}

/** One time a return was sent for signatures, and how that ended; null while it is still waiting or signed. */
export interface SignOffRequestRow {
  id: string;
  organisation_id: string;
  return_id: string;
  requested_by: string;
  requested_at: string;
  content_hash: string;
  ended_at: string | null;
  ended_by: string | null;
  outcome: 'sent-back' | 'changed' | 'submitted' | null;
  note: string | null;
}
