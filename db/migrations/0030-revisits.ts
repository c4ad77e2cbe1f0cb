import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // Closed actions that were drawn to be looked at again: which of them could fall in, how many, and what the lots were
  // drawn with, so that anybody can draw the same again.
  `create table action_revisit (
    id text primary key,
    partnership_id text not null references partnership (id),
    pool text not null check (pool in ('all', 'older', 'high', 'review')),
    amount text not null check (amount in ('every', 'number', 'share')),
    asked_for integer,
    drawn_from integer not null,
    drawn integer not null,
    seed text not null,
    drawn_by text not null references person (id),
    drawn_at text not null,
    unique (partnership_id, id),
    check ((amount = 'every') = (asked_for is null))
  )`,
  `create index action_revisit_by_partnership on action_revisit (partnership_id, drawn_at)`,
  `create table action_revisit_member (
    partnership_id text not null,
    organisation_id text,
    revisit_id text not null,
    action_id text not null,
    position integer not null,
    primary key (partnership_id, revisit_id, action_id),
    foreign key (partnership_id, revisit_id) references action_revisit (partnership_id, id),
    foreign key (partnership_id, action_id) references action (partnership_id, id),
    foreign key (organisation_id, action_id) references action (organisation_id, id)
  )`,
  `create unique index action_revisit_member_in_order on action_revisit_member (partnership_id, revisit_id, position)`,
  `create index action_revisit_member_by_action on action_revisit_member (partnership_id, action_id)`,
  // What somebody saw. Nothing in it is ever changed: another look is another row, and the newest counts.
  `create table action_revisit_look (
    id text primary key,
    partnership_id text not null,
    organisation_id text,
    revisit_id text not null,
    action_id text not null,
    outcome text not null check (outcome in ('works', 'fails', 'unclear')),
    note text not null,
    looked_by text not null references person (id),
    looked_at text not null,
    foreign key (partnership_id, revisit_id, action_id)
      references action_revisit_member (partnership_id, revisit_id, action_id),
    foreign key (organisation_id, action_id) references action (organisation_id, id)
  )`,
  `create index action_revisit_look_by_member on action_revisit_look (partnership_id, revisit_id, action_id, looked_at)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
