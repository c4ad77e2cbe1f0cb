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
}
