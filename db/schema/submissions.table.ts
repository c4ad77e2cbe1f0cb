import type { Generated } from 'kysely';

export interface SubmissionRow {
  id: string;
  organisation_id: string;
  partnership_id: string;
  cycle_id: string;
  return_id: string;
  edition_id: string;
  version: number;
  reference: string;
  snapshot: string;
  sha256: string;
  submitted_at: string;
  submitted_by: string;
  /** When a newer version was sent; null for the one that counts. */
  superseded_at: string | null;
}

export interface SubmissionEvidenceRow {
  partnership_id: string;
  organisation_id: string;
  submission_id: string;
  evidence_id: string;
  /** The version that was sent; the partnership opens it and no later one. */
  version: Generated<number>;
}

export interface SubmissionRatingRow {
  partnership_id: string;
  cycle_id: string;
  organisation_id: string;
  submission_id: string;
  standard_code: string;
  question_code: string;
  scale_code: string;
  self_point: string | null;
  moderated_point: string | null;
  agreed_point: string | null;
}

export interface SubmissionStandardRow {
  partnership_id: string;
  cycle_id: string;
  organisation_id: string;
  submission_id: string;
  standard_code: string;
  scale_code: string | null;
  self_point: string | null;
  moderated_point: string | null;
  agreed_point: string | null;
}

/** A document made once from a frozen submission; its bytes are in the blob store under the organisation. */
export interface SubmissionDocumentRow {
  organisation_id: string;
  submission_id: string;
  kind: 'copy' | 'receipt';
  pdf_sha256: string;
  pdf_size: number;
  pages: number;
  made_at: string;
}
