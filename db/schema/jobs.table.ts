export interface JobRow {
  id: string;
  kind: string;
  payload: string;
  reference: string | null;
  status: 'waiting' | 'running' | 'done' | 'failed';
  /** The lowest first. */
  priority: number;
  run_at: string;
  /** Times it was claimed; also what tells one claim from the next. */
  attempts: number;
  failures: number;
  leased_until: string | null;
  progress: number;
  progress_note: string | null;
  last_error: string | null;
  created_at: string;
  finished_at: string | null;
}
