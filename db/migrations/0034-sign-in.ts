import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // Sessions that a person can tell apart, and end one by one.
  `alter table session add column id text`,
  `alter table session add column way text`,
  `alter table session add column device text`,
  `alter table session add column address text`,
  `update session set id = substr(token_hash, 1, 32)`,
  `create unique index session_by_id on session (id)`,
  // The sign-in of an organisation or of a partnership. The client's secret is named here and stands in the configuration.
  `create table identity_issuer (
    id text primary key,
    organisation_id text references organisation (id),
    partnership_id text references partnership (id),
    name text not null,
    issuer text not null,
    client_id text not null,
    secret_name text not null,
    added_at text not null,
    ended_at text,
    check ((organisation_id is null) <> (partnership_id is null))
  )`,
  `create unique index identity_issuer_of_organisation on identity_issuer (organisation_id)
    where ended_at is null and organisation_id is not null`,
  `create unique index identity_issuer_of_partnership on identity_issuer (partnership_id)
    where ended_at is null and partnership_id is not null`,
  `create index identity_issuer_by_name on identity_issuer (name, id) where ended_at is null`,
  // Who an account of an issuer is here: the pair of issuer and subject, never an e-mail address.
  `create table identity_binding (
    id text primary key,
    issuer_id text not null references identity_issuer (id),
    subject text not null,
    person_id text not null references person (id),
    bound_at text not null,
    last_used_at text,
    ended_at text,
    ended_by text references person (id)
  )`,
  `create unique index identity_binding_of_subject on identity_binding (issuer_id, subject) where ended_at is null`,
  `create unique index identity_binding_of_person on identity_binding (person_id, issuer_id) where ended_at is null`,
  // A sign-in under way in one browser, which holds the token; state, nonce, verifier and challenge are derived from it.
  `create table sign_in_attempt (
    token_hash text primary key,
    kind text not null,
    purpose text not null,
    issuer_id text references identity_issuer (id),
    person_id text references person (id),
    session_hash text,
    link_hash text references sign_in_link (token_hash),
    destination text,
    created_at text not null,
    expires_at text not null,
    used_at text
  )`,
  `create index sign_in_attempt_by_expiry on sign_in_attempt (expires_at)`,
  `create table passkey (
    id text primary key,
    person_id text not null references person (id),
    credential_id text not null unique,
    public_key text not null,
    counter integer not null,
    transports text not null,
    multi_device integer not null,
    backed_up integer not null,
    name text not null,
    added_at text not null,
    last_used_at text
  )`,
  `create index passkey_by_person on passkey (person_id, added_at)`,
  // A password is never without an authenticator: both are set together. The secret of the authenticator is sealed.
  `create table person_password (
    person_id text primary key references person (id),
    password_hash text not null,
    totp_secret text not null,
    totp_last_step integer not null,
    set_at text not null
  )`,
  `create table recovery_code (
    id text primary key,
    person_id text not null references person (id),
    code_hash text not null,
    made_at text not null,
    used_at text
  )`,
  `create unique index recovery_code_of_person on recovery_code (person_id, code_hash)`,
  // Wrong passwords and codes, by the HMAC of the address that was typed, whether anybody has it or not.
  `create table sign_in_failure (
    address_hash text primary key,
    failures integer not null,
    last_at text not null,
    wait_until text
  )`,
  `create index sign_in_failure_by_time on sign_in_failure (last_at)`,
  `create table partnership_sign_in (
    partnership_id text primary key references partnership (id),
    links_allowed integer not null,
    changed_at text not null,
    changed_by text not null references person (id),
    revision integer not null
  )`,
  `alter table sign_in_link add column recovery integer not null default 0`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
