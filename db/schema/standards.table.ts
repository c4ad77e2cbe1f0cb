export interface StandardEditionRow {
  id: string;
  set_code: string;
  edition: string;
  status: 'draft' | 'published';
  title: string;
  short_title: string;
  sector: string;
  sha256: string;
  document: string;
  installed_at: string;
}
