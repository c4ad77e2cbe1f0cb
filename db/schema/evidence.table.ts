import type { Generated } from 'kysely';

/** A piece of evidence in its newest version. */
export interface EvidenceRow {
  id: string;
  organisation_id: string;
  kind: 'file' | 'link';
  title: string;
  url: string | null;
  file_name: string | null;
  media_type: string | null;
  size: number | null;
  sha256: string | null;
  covers_from: string | null;
  covers_to: string | null;
  added_by: string;
  added_at: string;
  removed_at: string | null;
  revision: number;
  version: Generated<number>;
  review_on: string | null;
  /** Who made this version and when; null for the first, which came with the piece itself. */
  version_by: string | null;
  version_at: string | null;
  /** Who said that no child or family can be recognised in this version. */
  checked_by: string | null;
  checked_at: string | null;
  /** JSON: the kinds of detail that were seen in the text of the file. */
  details_found: Generated<string>;
}

/** A version that a newer one replaced; never changed and never removed. */
export interface EvidenceVersionRow {
  organisation_id: string;
  evidence_id: string;
  version: number;
  kind: 'file' | 'link';
  title: string;
  url: string | null;
  file_name: string | null;
  media_type: string | null;
  size: number | null;
  sha256: string | null;
  covers_from: string | null;
  covers_to: string | null;
  review_on: string | null;
  version_by: string;
  version_at: string;
  checked_by: string | null;
  checked_at: string | null;
  details_found: string;
  replaced_at: string;
}

export interface EvidenceUseRow {
  organisation_id: string;
  return_id: string;
  question_code: string;
  evidence_id: string;
  added_by: string;
  added_at: string;
}
