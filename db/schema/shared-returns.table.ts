/** Returns that an organisation answers once, for several partnerships. */
export interface SharedReturnRow {
  id: string;
  organisation_id: string;
  base_edition_id: string;
  created_by: string;
  created_at: string;
  revision: number;
}

/** A return that is or was answered together with others; `ended` says how that came to its end, null while it lasts. */
export interface SharedReturnMemberRow {
  organisation_id: string;
  shared_return_id: string;
  return_id: string;
  partnership_id: string;
  /** 1 while this partnership is ticked to receive its copy with the next round of signatures. */
  receives: number;
  joined_at: string;
  joined_by: string;
  ended_at: string | null;
  ended: 'sent' | 'left' | 'moved' | null;
  /** What the lead decided about changes made elsewhere since this one was sent; `correction_mark` says which changes. */
  correction: 'offered' | 'kept' | null;
  correction_mark: string | null;
  correction_at: string | null;
  correction_by: string | null;
}

/** Evidence that stays out of the copy of one return. */
export interface WithheldEvidenceRow {
  organisation_id: string;
  return_id: string;
  evidence_id: string;
  withheld_by: string;
  withheld_at: string;
}
