import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `create table delegation (
    id text primary key,
    organisation_id text not null,
    return_id text not null,
    part text not null,
    holder_id text not null references person (id),
    asked_by text not null references person (id),
    asked_at text not null,
    due_on text not null,
    note text,
    status text not null check (status in ('asked', 'ready', 'returned', 'accepted', 'taken-back', 'moved', 'sent')),
    ready_at text,
    evidence_changed_at text,
    returned_at text,
    returned_note text,
    ended_at text,
    ended_by text references person (id),
    revision integer not null,
    check ((ended_at is null) = (status in ('asked', 'ready', 'returned'))),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id)
  )`,
  // A part is with one person at a time.
  `create unique index delegation_open on delegation (return_id, part) where ended_at is null`,
  `create index delegation_by_return on delegation (return_id, asked_at)`,
  `create index delegation_by_holder on delegation (holder_id, return_id) where ended_at is null`,
  `create index delegation_by_organisation on delegation (organisation_id, status) where ended_at is null`,
  `create index delegation_by_date on delegation (due_on) where ended_at is null`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
