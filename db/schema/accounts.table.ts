import type { Generated } from 'kysely';

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
  /** For the person to name the session by; the token's hash stays inside. */
  id: string | null;
  /** How it began; see `signInWays`. */
  way: string | null;
  /** The browser and the system in words, such as "Firefox on Windows". */
  device: string | null;
  /** The network address it began from. */
  address: string | null;
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
  /** 1: for somebody who has another way to sign in and has lost it. */
  recovery: Generated<number>;
}

/** The secret address at which a person's calendar fetches what concerns them; renewing it ends the one before. */
export interface CalendarFeedRow {
  person_id: string;
  token_hash: string;
  made_at: string;
  /** Reads are counted in windows, so that an address that went astray cannot be hammered. */
  window_began_at: string;
  window_reads: number;
}
