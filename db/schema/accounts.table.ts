export interface PersonRow {
  id: string;
  email: string;
  name: string;
  job_title: string | null;
  created_at: string;
  deactivated_at: string | null;
  revision: number;
}

export interface RoleGrantRow {
  id: string;
  person_id: string;
  role: string;
  organisation_id: string | null;
  partnership_id: string | null;
  from_on: string;
  to_on: string | null;
  granted_by: string | null;
  created_at: string;
}

export interface SessionRow {
  token_hash: string;
  person_id: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  ended_at: string | null;
  /** When the person last proved who they are; null means at sign-in. */
  confirmed_at: string | null;
}

/** A code of six digits as an HMAC, good for the one session that asked for it. */
export interface ConfirmationCodeRow {
  id: string;
  person_id: string;
  session_hash: string;
  code_hash: string;
  created_at: string;
  expires_at: string;
  tries: number;
  used_at: string | null;
}

export interface SignInLinkRow {
  token_hash: string;
  person_id: string;
  destination: string | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}
