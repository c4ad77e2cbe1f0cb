import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `alter table job add column priority integer not null default 5`,
  `alter table job add column failures integer not null default 0`,
  `drop index job_waiting`,
  `create index job_waiting on job (status, priority, run_at)`,
  // A check cannot be widened in place on SQLite, so the table is made anew. What is in it was written while there was
  // no mail: it must not go out now by surprise, and the operator may still send any of it.
  `create table outbox_message_2 (
    id text primary key,
    partnership_id text,
    organisation_id text,
    person_id text,
    to_address text not null,
    template text not null,
    message_values text not null,
    subject text not null,
    body text not null,
    reference text not null unique,
    about_kind text,
    about_id text,
    status text not null check (status in ('queued', 'sent', 'merged', 'withdrawn', 'held', 'failed')),
    urgent integer not null,
    attempts integer not null,
    last_error text,
    created_at text not null,
    attempted_at text,
    sent_at text,
    merged_into text,
    provider_id text,
    delivery text check (delivery in ('delivered', 'permanent-failure', 'temporary-failure', 'technical-failure')),
    delivery_at text,
    resent integer not null default 0
  )`,
  `insert into outbox_message_2 (id, partnership_id, organisation_id, person_id, to_address, template, message_values, subject,
    body, reference, status, urgent, attempts, last_error, created_at, sent_at)
  select id, partnership_id, organisation_id, person_id, to_address, template, '{}', subject, body, reference,
    case when status = 'queued' then 'held' else status end, 0, attempts,
    case when status = 'queued' then 'Written before mail was connected' else last_error end, created_at, sent_at
    from outbox_message`,
  `drop table outbox_message`,
  `alter table outbox_message_2 rename to outbox_message`,
  `create index outbox_by_status on outbox_message (status, created_at)`,
  `create index outbox_newest on outbox_message (created_at, id)`,
  `create index outbox_by_address on outbox_message (to_address, status, created_at)`,
  `create index outbox_by_attempt on outbox_message (attempted_at)`,
  `create index outbox_by_about on outbox_message (about_id, template)`,
  `create index outbox_by_provider on outbox_message (provider_id)`,
  `create index outbox_by_partnership on outbox_message (partnership_id, status, created_at)`,
  `create index outbox_undelivered on outbox_message (delivery, sent_at)`,
  // One row: whoever begins an attempt holds it, so that the pace is kept by all processes together.
  `create table mail_gate (
    name text primary key,
    wait_until text not null
  )`,
  `create table mail_address (
    address text primary key,
    broken_since text,
    broken_reason text,
    digests_stopped_at text
  )`,
  `create table partnership_mail (
    partnership_id text primary key references partnership (id),
    reply_to text,
    notify_reply_to_id text,
    settings text not null,
    revision integer not null,
    updated_at text not null,
    updated_by text references person (id)
  )`,
  `create table reminder_round (
    day text primary key,
    finished_at text not null,
    queued integer not null
  )`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
