import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `create table person (
    id text primary key,
    email text not null unique,
    name text not null,
    job_title text,
    created_at text not null,
    deactivated_at text,
    revision integer not null
  )`,
  `create table role_grant (
    id text primary key,
    person_id text not null references person (id),
    role text not null,
    organisation_id text references organisation (id),
    partnership_id text references partnership (id),
    from_on text not null,
    to_on text,
    granted_by text references person (id),
    created_at text not null,
    check ((organisation_id is null) <> (partnership_id is null))
  )`,
  `create index role_grant_by_person on role_grant (person_id)`,
  `create index role_grant_by_organisation on role_grant (organisation_id)`,
  `create index role_grant_by_partnership on role_grant (partnership_id)`,
  `create table session (
    token_hash text primary key,
    person_id text not null references person (id),
    created_at text not null,
    last_seen_at text not null,
    expires_at text not null,
    ended_at text
  )`,
  `create index session_by_person on session (person_id)`,
  `create table sign_in_link (
    token_hash text primary key,
    person_id text not null references person (id),
    destination text,
    created_at text not null,
    expires_at text not null,
    used_at text
  )`,
  `create index sign_in_link_by_person on sign_in_link (person_id, created_at)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
