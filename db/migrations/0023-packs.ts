import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // A question for the panel has an owner, a reason, and two doors: to the shared pack, and to the agency.
  `alter table key_line add column owner_id text references person (id)`,
  `alter table key_line add column reason text`,
  `alter table key_line add column suggestion text`,
  `alter table key_line add column released_at text`,
  `alter table key_line add column released_by text references person (id)`,
  `alter table key_line add column shown_at text`,
  `alter table key_line add column shown_by text references person (id)`,
  // Until now every pack printed every question: those that stand stay in it.
  `update key_line set owner_id = author_id, released_at = created_at, released_by = author_id`,
  // A suggestion that somebody put aside.
  `create table key_line_aside (
    partnership_id text not null,
    submission_id text not null,
    suggestion text not null,
    put_by text not null references person (id),
    put_at text not null,
    primary key (submission_id, suggestion),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  // Which parts the packs of a session have, in which order, and what is listed as an annex; no row: as always.
  `create table pack_plan (
    session_id text primary key,
    partnership_id text not null,
    whole text not null,
    agency text not null,
    annexes text not null,
    saved_by text not null references person (id),
    saved_at text not null,
    revision integer not null,
    foreign key (partnership_id, session_id) references challenge_session (partnership_id, id)
  )`,
  // The chair's own notes before a session; printed in the chair's edition alone.
  `create table chair_note (
    partnership_id text not null,
    session_id text not null,
    organisation_id text not null references organisation (id),
    text text not null,
    saved_by text not null references person (id),
    saved_at text not null,
    revision integer not null,
    primary key (session_id, organisation_id),
    foreign key (partnership_id, session_id) references challenge_session (partnership_id, id)
  )`,
  `create index challenge_by_organisation on challenge (partnership_id, organisation_id, recorded_at)`,
  `alter table challenge_pack add column edition text not null default 'panel' check (edition in ('panel', 'agency', 'chair'))`,
  `alter table challenge_pack add column organisation_id text references organisation (id)`,
  // Which submissions a pack was made from, so that it can say when one was replaced.
  `create table challenge_pack_agency (
    partnership_id text not null,
    pack_id text not null,
    organisation_id text not null,
    submission_id text not null,
    position integer not null,
    primary key (pack_id, organisation_id),
    foreign key (partnership_id, pack_id) references challenge_pack (partnership_id, id),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `insert into challenge_pack_agency (partnership_id, pack_id, organisation_id, submission_id, position)
    select pack.partnership_id, pack.id, slot.organisation_id, slot.submission_id, slot.position
    from challenge_pack as pack inner join session_slot as slot on slot.session_id = pack.session_id`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
