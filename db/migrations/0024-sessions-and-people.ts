import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // A session may end at a said time, be joined by a link, release its papers on a day, and be called off.
  `alter table challenge_session add column ends_at text`,
  `alter table challenge_session add column join_link text`,
  `alter table challenge_session add column papers_on text`,
  `alter table challenge_session add column papers_released_at text`,
  `alter table challenge_session add column papers_released_by text references person (id)`,
  `alter table challenge_session add column key_lines_released_at text`,
  `alter table challenge_session add column changed_at text`,
  `alter table challenge_session add column called_off_at text`,
  `alter table challenge_session add column called_off_by text references person (id)`,
  `alter table challenge_session add column called_off_reason text`,
  // The time before which a slot does not begin, as somebody set it.
  `alter table session_slot add column not_before text`,
  // Who is asked to come: the panel, and people of the agencies on the agenda.
  `create table session_invitation (
    id text primary key,
    partnership_id text not null,
    session_id text not null,
    capacity text not null check (capacity in ('chair', 'scrutineer', 'partner', 'member', 'scribe', 'agency')),
    organisation_id text references organisation (id),
    person_id text references person (id),
    name text not null,
    email text not null,
    takes_part text not null check (takes_part in ('in-person', 'by-link')),
    reply text not null check (reply in ('waiting', 'accepted', 'declined')),
    question text not null,
    answer text not null,
    replied_at text,
    substitute_for text,
    told text,
    invited_by text not null references person (id),
    invited_at text not null,
    ended_at text,
    revision integer not null,
    unique (partnership_id, id),
    unique (session_id, capacity, organisation_id, email),
    foreign key (partnership_id, session_id) references challenge_session (partnership_id, id)
  )`,
  `create index session_invitation_by_session on session_invitation (partnership_id, session_id, organisation_id)`,
  `create index session_invitation_by_person on session_invitation (person_id, session_id)`,
  // An agency that left an agenda it had been told of. The id is that of its slot.
  `create table session_withdrawal (
    id text primary key,
    partnership_id text not null,
    session_id text not null,
    organisation_id text not null references organisation (id),
    submission_id text not null,
    starts_at text not null,
    minutes integer not null,
    reason text not null,
    withdrawn_by text not null references person (id),
    withdrawn_at text not null,
    unique (partnership_id, id),
    foreign key (partnership_id, session_id) references challenge_session (partnership_id, id),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create index session_withdrawal_by_session on session_withdrawal (partnership_id, session_id)`,
  `create index session_withdrawal_by_organisation on session_withdrawal (organisation_id, session_id)`,
  `create index session_slot_by_organisation on session_slot (organisation_id, session_id)`,
  // The secret address at which a person's calendar fetches what concerns them.
  `create table calendar_feed (
    person_id text primary key references person (id),
    token_hash text not null unique,
    made_at text not null,
    window_began_at text not null,
    window_reads integer not null
  )`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
