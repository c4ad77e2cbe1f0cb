import type { Generated } from 'kysely';

type SourceKind = 'challenge' | 'moderation' | 'return' | 'inspection' | 'review' | 'audit' | 'survey' | 'other';
type Rag = 'red' | 'amber' | 'green';

/** The board, its sub-groups and working groups. */
export interface PartnershipGroupRow {
  id: string;
  partnership_id: string;
  name: string;
  kind: 'board' | 'executive' | 'sub-group' | 'task-group' | 'advisory';
  closed_on: string | null;
  created_by: string | null;
  created_at: string;
  revision: number;
}

/** A priority of the business plan, or a theme that young people set. */
export interface PartnershipPriorityRow {
  id: string;
  partnership_id: string;
  set_by: 'partnership' | 'young-people';
  /** Who among young people set it, in words. */
  set_by_name: string | null;
  title: string;
  description: string;
  from_on: string;
  to_on: string | null;
  position: number;
  created_by: string | null;
  created_at: string;
  revision: number;
}

/** Where a finding comes from. */
interface FindingColumns {
  cycle_id: string | null;
  source_kind: SourceKind;
  /** The inspection, review, audit or survey in words, and its day. */
  source_name: string | null;
  source_on: string | null;
  challenge_id: string | null;
  submission_id: string | null;
  standard_code: string | null;
  question_code: string | null;
  finding: string;
}

export interface ActionRow extends FindingColumns {
  id: string;
  reference: string;
  partnership_id: string;
  /** Whose action it is; null where it is a group's own. */
  organisation_id: string | null;
  /** The group that follows it, or whose own it is. */
  group_id: string | null;
  what: string;
  success_measure: string;
  owner_id: string | null;
  owner_name: string;
  sponsor_id: string | null;
  sponsor_name: string | null;
  starts_on: string | null;
  due_on: string;
  first_due_on: string;
  priority: 'high' | 'medium' | 'low';
  /** The partnership's priority that it serves. */
  priority_id: string | null;
  status: 'open' | 'in-progress' | 'done' | 'verified' | 'closed';
  percent: number;
  /** How its owner last rated the progress. */
  rag: Rag | null;
  /** 1: the board ratifies before it is closed. */
  ratify: Generated<number>;
  /** The day on which somebody looks whether it still works. */
  impact_check_on: string | null;
  /** The closed action whose finding came back. */
  follows_id: string | null;
  created_by: string;
  created_at: string;
  closed_at: string | null;
  revision: number;
}

export interface ActionUpdateRow {
  id: string;
  partnership_id: string;
  organisation_id: string | null;
  action_id: string;
  kind:
    | 'progress'
    | 'done'
    | 'verified'
    | 'returned'
    | 'ratified'
    | 'not-ratified'
    | 'reopened'
    | 'rescheduled'
    | 'more-time-asked'
    | 'more-time-granted'
    | 'more-time-refused'
    | 'impact-seen'
    | 'impact-not-seen'
    | 'reassigned'
    | 'changed'
    | 'finding-added';
  note: string;
  percent: number | null;
  rag: Rag | null;
  due_from: string | null;
  due_to: string | null;
  evidence_id: string | null;
  /** The version that was shown as proof. */
  evidence_version: Generated<number>;
  made_by: string;
  made_at: string;
}

/** What else an action answers. `partnership_id` is the partnership whose finding it is. */
export interface ActionFindingRow extends FindingColumns {
  id: string;
  partnership_id: string;
  organisation_id: string;
  action_id: string;
  added_by: string;
  added_at: string;
  /** The organisation ended that another partnership reads its action by this finding. */
  declined_at: string | null;
  declined_by: string | null;
  declined_because: string | null;
}

/** More time that an owner asked for; open while `decision` is null. */
export interface ActionMoreTimeRow {
  id: string;
  partnership_id: string;
  organisation_id: string | null;
  action_id: string;
  due_from: string;
  asked_for: string;
  reason: string;
  asked_by: string;
  asked_at: string;
  decision: 'granted' | 'refused' | 'withdrawn' | null;
  decision_note: string | null;
  /** The date that was granted, which may be another than the one asked for. */
  granted_to: string | null;
  decided_by: string | null;
  decided_at: string | null;
}
