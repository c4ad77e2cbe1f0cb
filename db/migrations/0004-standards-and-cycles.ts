import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `create table standard_edition (
    id text primary key,
    set_code text not null,
    edition text not null,
    status text not null check (status in ('draft', 'published')),
    title text not null,
    short_title text not null,
    sector text not null,
    sha256 text not null,
    document text not null,
    installed_at text not null
  )`,
  `create table cycle (
    id text primary key,
    partnership_id text not null references partnership (id),
    edition_id text not null references standard_edition (id),
    previous_cycle_id text,
    name text not null,
    status text not null check (status in ('draft', 'open', 'closed')),
    opens_on text not null,
    due_on text not null,
    moderation_on text not null,
    challenge_on text not null,
    actions_due_on text not null,
    launched_at text,
    closed_at text,
    created_by text not null references person (id),
    created_at text not null,
    revision integer not null,
    unique (partnership_id, id),
    foreign key (partnership_id, previous_cycle_id) references cycle (partnership_id, id)
  )`,
  `create index cycle_by_partnership on cycle (partnership_id, status, due_on)`,
  `create table cycle_cohort (
    partnership_id text not null,
    cycle_id text not null,
    organisation_id text not null references organisation (id),
    primary key (cycle_id, organisation_id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id)
  )`,
  `create index cycle_cohort_by_organisation on cycle_cohort (organisation_id)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
