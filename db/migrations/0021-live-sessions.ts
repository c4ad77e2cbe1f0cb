import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // What a session under way shows: one row a session, from its opening.
  `create table live_session (
    session_id text primary key,
    partnership_id text not null,
    slot_id text not null,
    about text not null,
    key_line_id text,
    timer_ends_at text,
    timer_left integer,
    opened_at text not null,
    opened_by text not null references person (id),
    closed_at text,
    closed_by text references person (id),
    revision integer not null,
    unique (partnership_id, session_id),
    foreign key (partnership_id, session_id) references challenge_session (partnership_id, id),
    foreign key (partnership_id, slot_id) references session_slot (partnership_id, id)
  )`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
