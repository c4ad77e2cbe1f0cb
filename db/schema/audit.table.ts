export interface EventChainRow {
  chain: string;
  head_seq: number;
  head_hash: string;
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
