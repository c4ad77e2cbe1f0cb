import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // What a partnership set for one kind of thing that is late; the usual ladder holds where it set nothing.
  `create table escalation_ladder (
    partnership_id text not null references partnership (id),
    subject text not null check (subject in ('action', 'return', 'challenge', 'letter')),
    ladder text not null,
    revision integer not null,
    updated_at text not null,
    updated_by text references person (id),
    primary key (partnership_id, subject)
  )`,
  // The words that a letter starts with, where a partnership has words of its own.
  `create table escalation_wording (
    partnership_id text not null references partnership (id),
    letter text not null,
    duty text not null,
    text text not null,
    revision integer not null,
    updated_at text not null,
    updated_by text references person (id),
    primary key (partnership_id, letter, duty)
  )`,
  // The foreign keys below name a return together with its partnership.
  'create unique index agency_return_in_partnership on agency_return (partnership_id, id)',
  // One row from the first level reached until the work moves; the next time it is late is another row. A group's own
  // action and a challenge to a body outside have no organisation.
  `create table escalation (
    id text primary key,
    partnership_id text not null references partnership (id),
    organisation_id text references organisation (id),
    subject text not null check (subject in ('action', 'return', 'challenge', 'letter')),
    subject_id text not null,
    action_id text,
    return_id text,
    entry_id text,
    outcome_letter_id text,
    name text not null,
    due_on text not null,
    level integer not null,
    level_name text not null,
    level_on text not null,
    waiting_level integer,
    waiting_since text,
    status text not null check (status in ('open', 'paused', 'ended')),
    paused_until text,
    paused_because text,
    ended_because text,
    ended_on text,
    opened_at text not null,
    revision integer not null,
    unique (partnership_id, id),
    unique (organisation_id, id),
    foreign key (partnership_id, action_id) references action (partnership_id, id),
    foreign key (partnership_id, return_id) references agency_return (partnership_id, id),
    foreign key (partnership_id, entry_id) references challenge_log_entry (partnership_id, id),
    foreign key (partnership_id, outcome_letter_id) references outcome_letter (partnership_id, id),
    check (subject_id = coalesce(action_id, return_id, entry_id, outcome_letter_id)),
    check ((action_id is not null) = (subject = 'action')),
    check ((return_id is not null) = (subject = 'return')),
    check ((entry_id is not null) = (subject = 'challenge')),
    check ((outcome_letter_id is not null) = (subject = 'letter')),
    check ((status = 'paused') = (paused_until is not null)),
    check ((status = 'ended') = (ended_because is not null)),
    check ((waiting_level is null) = (waiting_since is null))
  )`,
  `create unique index escalation_running on escalation (subject_id) where status <> 'ended'`,
  'create index escalation_by_partnership on escalation (partnership_id, status, level_on)',
  'create index escalation_by_subject on escalation (subject_id, opened_at)',
  'create index escalation_by_organisation on escalation (organisation_id, status)',
  // Only ever added to. A level is reached once.
  `create table escalation_step (
    id text primary key,
    partnership_id text not null,
    organisation_id text,
    escalation_id text not null,
    kind text not null check (kind in
      ('raised', 'waiting', 'paused', 'resumed', 'ended', 'letter-approved', 'letter-released', 'letter-set-aside')),
    level integer,
    level_name text,
    told text,
    by_hand integer not null,
    note text,
    made_by text references person (id),
    made_on text not null,
    made_at text not null,
    foreign key (partnership_id, escalation_id) references escalation (partnership_id, id),
    foreign key (organisation_id, escalation_id) references escalation (organisation_id, id)
  )`,
  `create unique index escalation_level_once on escalation_step (escalation_id, level) where kind = 'raised'`,
  'create index escalation_step_by_escalation on escalation_step (escalation_id, made_at)',
  // A letter is drafted by a level and goes out by two people's presses: one approves these very words, one releases them.
  `create table escalation_letter (
    id text primary key,
    partnership_id text not null,
    organisation_id text not null,
    escalation_id text not null,
    level integer not null,
    letter text not null,
    status text not null check (status in ('draft', 'released', 'set-aside')),
    addressee_name text not null,
    addressee_role text not null,
    text text not null,
    saved_by text references person (id),
    saved_at text not null,
    approved_sha256 text,
    approved_by text references person (id),
    approved_at text,
    reference text unique,
    model text,
    sha256 text,
    released_by text references person (id),
    released_at text,
    pdf_sha256 text,
    pdf_size bigint,
    created_at text not null,
    revision integer not null,
    unique (partnership_id, id),
    unique (organisation_id, id),
    unique (escalation_id, level),
    foreign key (partnership_id, escalation_id) references escalation (partnership_id, id),
    foreign key (organisation_id, escalation_id) references escalation (organisation_id, id),
    check ((status = 'released') = (released_at is not null)),
    check ((approved_sha256 is null) = (approved_at is null))
  )`,
  'create index escalation_letter_by_partnership on escalation_letter (partnership_id, status, created_at)',
  'create index escalation_letter_by_organisation on escalation_letter (organisation_id, status, released_at)',
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
