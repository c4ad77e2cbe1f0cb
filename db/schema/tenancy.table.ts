/** A role of the installation itself; `to_on` is the first day without it. */
export interface SystemRoleGrantRow {
  id: string;
  person_id: string;
  role: 'system-administrator';
  from_on: string;
  to_on: string | null;
  granted_by: string | null;
  created_at: string;
}

/** An hour in which a system administrator may read what one organisation or one partnership owns. */
export interface EmergencyAccessRow {
  id: string;
  person_id: string;
  organisation_id: string | null;
  partnership_id: string | null;
  reason: string;
  opened_at: string;
  ends_at: string;
  ended_at: string | null;
  ended_by: string | null;
  revision: number;
}

/** The token with which a new installation is set up, as an HMAC. */
export interface SetUpTokenRow {
  token_hash: string;
  made_at: string;
  ends_at: string;
  used_at: string | null;
}

/** Somebody who was asked to take a role, by a link that ends. */
export interface InvitationRow {
  id: string;
  partnership_id: string;
  /** Null for a role in the partnership itself. */
  organisation_id: string | null;
  person_id: string;
  role: string;
  link_hash: string;
  invited_by: string | null;
  invited_at: string;
  ends_at: string;
  /** How many messages went out. */
  sent: number;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  revision: number;
}

/** Somebody of a school who asked, on the public page, to be let in. */
export interface AccessRequestRow {
  id: string;
  partnership_id: string;
  organisation_id: string;
  urn: string;
  name: string;
  email: string;
  role: string;
  asked_at: string;
  status: 'waiting' | 'approved' | 'refused';
  decided_by: string | null;
  decided_at: string | null;
  revision: number;
}

/** A business manager looked through who may do what. */
export interface AccessReviewRow {
  id: string;
  partnership_id: string;
  /** For instance `2026-Q4`. */
  quarter: string;
  people: number;
  note: string;
  reviewed_by: string;
  reviewed_at: string;
  revision: number;
}
