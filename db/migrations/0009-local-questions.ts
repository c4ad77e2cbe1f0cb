import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // An edition that one partnership made for one cycle from a shared edition and questions of its own.
  `alter table standard_edition add column partnership_id text references partnership (id)`,
  `alter table standard_edition add column base_edition_id text references standard_edition (id)`,
  `create table local_part (
    partnership_id text not null,
    cycle_id text not null primary key,
    document text not null,
    revision integer not null,
    updated_at text not null,
    updated_by text not null references person (id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id)
  )`,
  `create index local_part_by_partnership on local_part (partnership_id)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
