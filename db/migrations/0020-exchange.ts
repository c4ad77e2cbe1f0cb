import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // The whole of an organisation as a file, while there is one: it is made by a job and deleted when it ends.
  `create table organisation_export (
    id text primary key,
    organisation_id text not null references organisation (id),
    status text not null check (status in ('queued', 'making', 'ready', 'failed', 'ended')),
    progress integer not null,
    progress_note text,
    requested_by text references person (id),
    requested_at text not null,
    files integer,
    zip_sha256 text,
    zip_size bigint,
    made_at text,
    ends_at text,
    unique (organisation_id, id)
  )`,
  `create index organisation_export_by_organisation on organisation_export (organisation_id, requested_at)`,
  // One at a time: a second press while one is being made gives the same one.
  `create unique index organisation_export_under_way on organisation_export (organisation_id)
    where status in ('queued', 'making')`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
