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
  /** Null for the editions of the library, which belong to nobody. */
  partnership_id: string | null;
  /** The edition of the library that a partnership's own was made from. */
  base_edition_id: string | null;
}
