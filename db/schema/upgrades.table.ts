/** What an upgrade by one plan does to one sent return. */
export interface UpgradePreviewRow {
  partnership_id: string;
  organisation_id: string;
  submission_id: string;
  /** Hash of the plan and of the questions to which it leads. */
  plan_key: string;
  /** JSON: per question what becomes of the answer. Counts and codes, never words. */
  document: string;
  worked_out_at: string;
}

/** One press that moved the returns of an open cycle to a newer edition. */
export interface EditionMoveRow {
  id: string;
  partnership_id: string;
  cycle_id: string;
  from_edition_id: string;
  to_edition_id: string;
  reason: string;
  returns: number;
  moved_by: string;
  moved_at: string;
  undone_by: string | null;
  undone_at: string | null;
}

/** One return in such a move. It belongs to the organisation: `before_move` and `aside` hold its words. */
export interface ReturnMoveRow {
  move_id: string;
  partnership_id: string;
  organisation_id: string;
  return_id: string;
  from_edition_id: string;
  to_edition_id: string;
  /** JSON: the rows that the move took away or changed, to put back. */
  before_move: string;
  /** Hash of what the return was right after the move. Another one now says that somebody has worked on it. */
  mark: string;
  /** JSON: answers to questions that are not asked any more, each with its question as it was asked. */
  aside: string;
  undone_at: string | null;
}
