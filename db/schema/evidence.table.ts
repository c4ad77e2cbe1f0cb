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
}

export interface EvidenceUseRow {
  organisation_id: string;
  return_id: string;
  question_code: string;
  evidence_id: string;
  added_by: string;
  added_at: string;
}
