import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // What a scanner for malware said of a file of an owner. No row: nobody asked one, because there was none.
  `create table file_scan (
    organisation_id text not null references organisation (id),
    sha256 text not null,
    state text not null check (state in ('waiting', 'clean', 'infected')),
    asked_at text not null,
    finished_at text,
    primary key (organisation_id, sha256),
    check ((state = 'waiting') = (finished_at is null))
  )`,
  `create index file_scan_waiting on file_scan (asked_at) where state = 'waiting'`,
  `create index file_scan_infected on file_scan (organisation_id, finished_at) where state = 'infected'`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
