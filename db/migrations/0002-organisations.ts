import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `create table partnership (
    id text primary key,
    name text not null,
    short_name text not null,
    slug text not null unique,
    settings text not null,
    created_at text not null,
    revision integer not null
  )`,
  `create table organisation (
    id text primary key,
    name text not null,
    kind text not null,
    sector text not null check (sector in ('agency', 'setting')),
    duty_basis text not null,
    phase text,
    urn text unique,
    dfe_number text,
    ods_code text unique,
    reference text,
    local_authority text,
    address text,
    postcode text,
    website text,
    telephone text,
    status text not null check (status in ('open', 'closed')),
    closed_on text,
    facts text not null,
    created_at text not null,
    updated_at text not null,
    revision integer not null
  )`,
  `create index organisation_by_name on organisation (name)`,
  `create table partnership_member (
    id text primary key,
    partnership_id text not null references partnership (id),
    organisation_id text not null references organisation (id),
    joined_on text not null,
    left_on text,
    created_at text not null
  )`,
  `create unique index partnership_member_current on partnership_member (partnership_id, organisation_id) where left_on is null`,
  `create index partnership_member_by_organisation on partnership_member (organisation_id)`,
  `create table organisation_contact (
    id text primary key,
    organisation_id text not null references organisation (id),
    name text not null,
    job_title text,
    email text,
    telephone text,
    created_at text not null,
    removed_at text
  )`,
  `create index organisation_contact_by_organisation on organisation_contact (organisation_id)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
