import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // A hand-over of who leads, with the grants it gave and shortened, so that it can be cancelled before its day.
  `create table hand_over (
    id text primary key,
    organisation_id text not null references organisation (id),
    role text not null,
    from_person_id text references person (id),
    to_person_id text not null references person (id),
    on_day text not null,
    leaves integer not null,
    given text not null,
    shortened text not null,
    made_by text not null references person (id),
    made_at text not null,
    cancelled_at text,
    cancelled_by text references person (id),
    check ((cancelled_at is null) = (cancelled_by is null))
  )`,
  `create index hand_over_planned on hand_over (organisation_id, on_day) where cancelled_at is null`,
  // What was taken back from somebody a short while ago, on their home page.
  `create index delegation_ended_by_holder on delegation (holder_id, ended_at) where ended_at is not null`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
