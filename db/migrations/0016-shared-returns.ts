import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // Returns that an organisation answers once for several partnerships, all on one edition of the library.
  `create table shared_return (
    id text primary key,
    organisation_id text not null references organisation (id),
    base_edition_id text not null references standard_edition (id),
    created_by text not null references person (id),
    created_at text not null,
    revision integer not null,
    unique (organisation_id, id)
  )`,
  `create index shared_return_by_edition on shared_return (organisation_id, base_edition_id)`,
  // Every return that was ever answered together with others, and what became of that; one that is sent stays listed.
  `create table shared_return_member (
    organisation_id text not null,
    shared_return_id text not null,
    return_id text not null,
    partnership_id text not null,
    receives integer not null,
    joined_at text not null,
    joined_by text not null references person (id),
    ended_at text,
    ended text check (ended in ('sent', 'left', 'moved')),
    correction text check (correction in ('offered', 'kept')),
    correction_mark text,
    correction_at text,
    correction_by text references person (id),
    primary key (return_id),
    foreign key (organisation_id, shared_return_id) references shared_return (organisation_id, id),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id)
  )`,
  `create index shared_return_member_by_shared on shared_return_member (shared_return_id, return_id)`,
  // Evidence that stands by an answer and does not go to the partnership of this return.
  `create table withheld_evidence (
    organisation_id text not null,
    return_id text not null,
    evidence_id text not null,
    withheld_by text not null references person (id),
    withheld_at text not null,
    primary key (return_id, evidence_id),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id),
    foreign key (organisation_id, evidence_id) references evidence (organisation_id, id)
  )`,
  // The open returns that are answered together now. A save reads this column with the rest of its return.
  `alter table agency_return add column shared_return_id text references shared_return (id)`,
  `create index agency_return_by_shared on agency_return (shared_return_id, id) where shared_return_id is not null`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
