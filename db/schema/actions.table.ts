import type { Generated } from 'kysely';

export interface ActionRow {
  id: string;
  reference: string;
  partnership_id: string;
  organisation_id: string;
  cycle_id: string | null;
  source_kind: 'challenge' | 'moderation' | 'return' | 'other';
  challenge_id: string | null;
  submission_id: string | null;
  standard_code: string | null;
  question_code: string | null;
  finding: string;
  what: string;
  success_measure: string;
  owner_id: string | null;
  owner_name: string;
  due_on: string;
  first_due_on: string;
  priority: 'high' | 'medium' | 'low';
  status: 'open' | 'in-progress' | 'done' | 'closed';
  percent: number;
  created_by: string;
  created_at: string;
  closed_at: string | null;
  revision: number;
}

export interface ActionUpdateRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  action_id: string;
  kind: 'progress' | 'done' | 'verified' | 'returned' | 'reopened' | 'rescheduled';
  note: string;
  percent: number | null;
  due_from: string | null;
  due_to: string | null;
  evidence_id: string | null;
  /** The version that was shown as proof. */
  evidence_version: Generated<number>;
  made_by: string;
  made_at: string;
}
