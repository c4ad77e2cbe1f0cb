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
  revision: number;
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
  /** Who will ask it. */
  owner_id: string | null;
  /** Why the panel asks. */
  reason: string | null;
  /** Key of the suggestion that it was made from. */
  suggestion: string | null;
  /** When the chair released it to everybody who reads packs; a draft until then. */
  released_at: string | null;
  released_by: string | null;
  /** When the chair let the agency see it. */
  shown_at: string | null;
  shown_by: string | null;
}

/** A suggested question that somebody put aside. */
export interface KeyLineAsideRow {
  partnership_id: string;
  submission_id: string;
  suggestion: string;
  put_by: string;
  put_at: string;
}
