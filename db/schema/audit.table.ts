export interface EventChainRow {
  chain: string;
  head_seq: number;
  head_hash: string;
}

/** The end of a chain that was last written to the log. */
export interface EventChainLoggedRow {
  chain: string;
  seq: number;
}

export interface EventRow {
  chain: string;
  seq: number;
  id: string;
  type: string;
  at: string;
  actor_id: string | null;
  organisation_id: string | null;
  partnership_id: string | null;
  subject_kind: string;
  subject_id: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

/** Something that was issued, by the code on its print. `series` joins the versions of one thing. */
export interface IssuedDocumentRow {
  code: string;
  kind: 'submission' | 'pack' | 'minutes' | 'letter' | 'response' | 'escalation-letter' | 'disposal-certificate';
  subject_id: string;
  series: string;
  version: number;
  reference: string;
  partnership_id: string;
  organisation_id: string | null;
  /** Lower-case hexadecimal SHA-256 of what it says, as it is printed. */
  content_sha256: string;
  /** The end of its owner's chain of events as it was issued; null for what was issued before codes were. */
  chain: string | null;
  chain_seq: number | null;
  chain_hash: string | null;
  issued_at: string;
}
