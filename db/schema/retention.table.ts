/** How long an owner keeps a kind of record, where it differs from what ships. Both owners null: the installation. */
export interface RetentionLengthRow {
  id: string;
  partnership_id: string | null;
  organisation_id: string | null;
  line: string;
  /** Null with `unit`: it is kept. */
  amount: number | null;
  unit: 'days' | 'months' | 'years' | null;
  reason: string;
  set_by: string;
  set_at: string;
  revision: number;
}

/** What must not go, until somebody lifts it. `scope_id` is what it holds; the owner of all for `everything`. */
export interface LegalHoldRow {
  id: string;
  partnership_id: string | null;
  organisation_id: string | null;
  scope: 'everything' | 'organisation' | 'cycle' | 'return' | 'person';
  scope_id: string;
  reason: string;
  placed_by: string;
  placed_at: string;
  lifted_by: string | null;
  lifted_at: string | null;
  lifted_reason: string | null;
  revision: number;
}

/** One row, which whoever puts a hold and whoever disposes change first. */
export interface RetentionTurnRow {
  name: string;
  turn: number;
}

export interface DisposalRunRow {
  id: string;
  reference: string;
  partnership_id: string | null;
  organisation_id: string | null;
  kind: 'schedule' | 'erasure';
  reason: string;
  status: 'prepared' | 'approved' | 'running' | 'done' | 'withdrawn';
  records: number;
  needs_second: number;
  /** JSON: the rules of the schedule as they were when it was prepared. */
  rules: string;
  prepared_by: string;
  prepared_at: string;
  approved_by: string | null;
  approved_at: string | null;
  confirmed_by: string | null;
  confirmed_at: string | null;
  finished_at: string | null;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  revision: number;
}

/** An entry of the list that was approved. Identifiers alone: it stays when the record has gone. */
export interface DisposalRunRecordRow {
  run_id: string;
  position: number;
  unit: string;
  record_id: string;
  /** The day or the instant from which its length counts. */
  since: string;
  state: 'listed' | 'gone' | 'held' | 'waits' | 'not-due' | 'absent';
  settled_at: string | null;
}

export interface DisposalCertificateRow {
  run_id: string;
  reference: string;
  model: string;
  sha256: string;
  issued_at: string;
  pdf_sha256: string | null;
  pdf_size: number | null;
}

/** A line of the journal outside of the database; without `written_at` it may not be there yet. */
export interface DisposalJournalRow {
  seq: number;
  line: string;
  hash: string;
  written_at: string | null;
}

/** A file whose last row has gone, until it is off the disk. */
export interface DisposedFileRow {
  owner: string;
  sha256: string;
  disposed_at: string;
}

export interface ErasedPersonRow {
  person_id: string;
  erased_at: string;
}
