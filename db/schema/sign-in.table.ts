/** Where an organisation or a partnership has its own people sign in: exactly one of the two owns it. */
export interface IdentityIssuerRow {
  id: string;
  organisation_id: string | null;
  partnership_id: string | null;
  /** On the button. */
  name: string;
  /** The issuer's address, letter by letter as it stands in its tokens. */
  issuer: string;
  client_id: string;
  /** The secret itself is `OIDC_SECRET_` and this name in the configuration. */
  secret_name: string;
  added_at: string;
  ended_at: string | null;
}

/** Who an account of an issuer is here: the pair of issuer and subject, never an e-mail address. */
export interface IdentityBindingRow {
  id: string;
  issuer_id: string;
  subject: string;
  person_id: string;
  bound_at: string;
  last_used_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
}

/** A sign-in under way in one browser. Used once; nothing in it is a secret. */
export interface SignInAttemptRow {
  token_hash: string;
  kind: string;
  purpose: string;
  issuer_id: string | null;
  person_id: string | null;
  session_hash: string | null;
  link_hash: string | null;
  destination: string | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

/** A public key of a person's device or password keeper. Keys, identifiers: base64url. */
export interface PasskeyRow {
  id: string;
  person_id: string;
  credential_id: string;
  public_key: string;
  counter: number;
  /** JSON: a list of texts. */
  transports: string;
  multi_device: number;
  backed_up: number;
  name: string;
  added_at: string;
  last_used_at: string | null;
}

/** A password with its authenticator: neither is there without the other. */
export interface PersonPasswordRow {
  person_id: string;
  /** `$argon2id$v=19$m=...,t=...,p=...$salt$hash`. */
  password_hash: string;
  /** Sealed with a key that is not in the database. */
  totp_secret: string;
  /** The newest step of 30 seconds whose code was used: it and older ones are refused. */
  totp_last_step: number;
  set_at: string;
}

export interface RecoveryCodeRow {
  id: string;
  person_id: string;
  code_hash: string;
  made_at: string;
  used_at: string | null;
}

/** Wrong passwords and codes by the HMAC of the address that was typed, whether anybody has it or not. */
export interface SignInFailureRow {
  address_hash: string;
  failures: number;
  last_at: string;
  wait_until: string | null;
}

/** What a partnership decided about signing in; without a row, links are allowed. */
export interface PartnershipSignInRow {
  partnership_id: string;
  links_allowed: number;
  changed_at: string;
  changed_by: string;
  revision: number;
}
