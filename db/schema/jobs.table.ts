export interface JobRow {
  id: string;
  kind: string;
  payload: string;
  reference: string | null;
  status: 'waiting' | 'running' | 'done' | 'failed';
  run_at: string;
  attempts: number;
  leased_until: string | null;
  progress: number;
  progress_note: string | null;
  last_error: string | null;
  created_at: string;
  finished_at: string | null;
}
