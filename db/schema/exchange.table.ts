/** The whole of an organisation as a file; its bytes are in the blob store, under an owner of their own. */
export interface OrganisationExportRow {
  id: string;
  organisation_id: string;
  /** `ended`: its days are over and the file is deleted. */
  status: 'queued' | 'making' | 'ready' | 'failed' | 'ended';
  /** Per cent. */
  progress: number;
  progress_note: string | null;
  /** Null for the command line. */
  requested_by: string | null;
  requested_at: string;
  files: number | null;
  zip_sha256: string | null;
  zip_size: number | null;
  made_at: string | null;
  ends_at: string | null;
}
