import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `create table event_chain (
    chain text primary key,
    head_seq bigint not null,
    head_hash text not null
  )`,
  `create table event (
    chain text not null references event_chain (chain),
    seq bigint not null,
    id text not null unique,
    type text not null,
    at text not null,
    actor_id text,
    organisation_id text,
    partnership_id text,
    subject_kind text not null,
    subject_id text not null,
    detail text not null,
    prev_hash text not null,
    hash text not null,
    primary key (chain, seq)
  )`,
  `create index event_by_subject on event (subject_kind, subject_id, at)`,
  `create index event_by_organisation on event (organisation_id, at)`,
  `create index event_by_partnership on event (partnership_id, at)`,
  `create table job (
    id text primary key,
    kind text not null,
    payload text not null,
    reference text unique,
    status text not null check (status in ('waiting', 'running', 'done', 'failed')),
    run_at text not null,
    attempts integer not null,
    leased_until text,
    progress integer not null,
    progress_note text,
    last_error text,
    created_at text not null,
    finished_at text
  )`,
  `create index job_waiting on job (status, run_at)`,
  `create table outbox_message (
    id text primary key,
    partnership_id text,
    organisation_id text,
    person_id text,
    to_address text not null,
    template text not null,
    subject text not null,
    body text not null,
    reference text not null unique,
    status text not null check (status in ('queued', 'sent', 'failed')),
    attempts integer not null,
    last_error text,
    created_at text not null,
    sent_at text
  )`,
  `create index outbox_by_status on outbox_message (status, created_at)`,
  `create index outbox_by_address on outbox_message (to_address, created_at)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
