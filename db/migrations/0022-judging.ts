import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // How a cycle is moderated; a cycle without a row is not blind.
  `create table cycle_moderation (
    partnership_id text not null,
    cycle_id text not null,
    blind integer not null,
    reply_days integer not null,
    primary key (cycle_id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id)
  )`,
  // Each moderator has a judgement of their own from here on.
  `drop index judgement_current`,
  `create unique index judgement_current on judgement (submission_id, question_code, moderator_id) where superseded_at is null`,
  `create index judgement_by_moderator on judgement (partnership_id, moderator_id, submission_id)`,
  `alter table judgement add column blind integer not null default 0`,
  `create table panel_rating (
    id text primary key,
    partnership_id text not null,
    submission_id text not null,
    standard_code text not null,
    question_code text not null,
    point text not null,
    reason text not null,
    set_by text not null references person (id),
    set_at text not null,
    superseded_at text,
    revision integer not null,
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create unique index panel_rating_current on panel_rating (submission_id, question_code) where superseded_at is null`,
  `create index panel_rating_by_submission on panel_rating (partnership_id, submission_id, standard_code)`,
  `create table evidence_judgement (
    id text primary key,
    partnership_id text not null,
    submission_id text not null,
    evidence_id text not null references evidence (id),
    verdict text not null check (verdict in ('supports', 'partly', 'does-not', 'not-opened')),
    note text not null,
    moderator_id text not null references person (id),
    made_at text not null,
    superseded_at text,
    revision integer not null,
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create unique index evidence_judgement_current on evidence_judgement (submission_id, evidence_id, moderator_id) where superseded_at is null`,
  `create index evidence_judgement_by_submission on evidence_judgement (partnership_id, submission_id)`,
  // Who moderates which return, whatever version of it is the newest.
  `create table moderation_assignment (
    id text primary key,
    partnership_id text not null,
    cycle_id text not null,
    organisation_id text not null,
    return_id text not null,
    person_id text not null references person (id),
    assigned_by text not null references person (id),
    assigned_at text not null,
    declared_at text,
    ended_at text,
    ended_by text references person (id),
    ended_because text,
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id)
  )`,
  `create unique index moderation_assignment_current on moderation_assignment (partnership_id, return_id, person_id) where ended_at is null`,
  `create index moderation_assignment_by_person on moderation_assignment (person_id, partnership_id)`,
  `create table declared_interest (
    id text primary key,
    partnership_id text not null references partnership (id),
    organisation_id text not null references organisation (id),
    person_id text not null references person (id),
    text text not null,
    declared_at text not null,
    ended_at text
  )`,
  `create unique index declared_interest_current on declared_interest (partnership_id, person_id, organisation_id) where ended_at is null`,
  `create index declared_interest_by_partnership on declared_interest (partnership_id, declared_at)`,
  `create table sampling_draw (
    id text primary key,
    partnership_id text not null,
    cycle_id text not null,
    rules text not null,
    seed text not null,
    population integer not null,
    drawn_by text not null references person (id),
    drawn_at text not null,
    unique (partnership_id, id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id)
  )`,
  `create index sampling_draw_by_cycle on sampling_draw (partnership_id, cycle_id, drawn_at)`,
  `create table sampled_return (
    id text primary key,
    partnership_id text not null,
    cycle_id text not null,
    organisation_id text not null,
    return_id text not null,
    draw_id text,
    why text not null,
    reason text not null,
    added_by text not null references person (id),
    added_at text not null,
    removed_at text,
    foreign key (partnership_id, draw_id) references sampling_draw (partnership_id, id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id)
  )`,
  `create unique index sampled_return_current on sampled_return (partnership_id, return_id) where removed_at is null`,
  `create index sampled_return_by_cycle on sampled_return (partnership_id, cycle_id, removed_at)`,
  // Opened as a moderation is finished: until when the agency may reply to its ratings.
  `create table reply_window (
    partnership_id text not null,
    organisation_id text not null,
    submission_id text not null,
    reply_by text not null,
    opened_at text not null,
    primary key (submission_id),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id),
    foreign key (organisation_id, submission_id) references submission (organisation_id, id)
  )`,
  `create table rating_reply (
    id text primary key,
    partnership_id text not null,
    organisation_id text not null,
    submission_id text not null,
    standard_code text not null,
    question_code text not null,
    moderated_point text not null,
    text text not null,
    written_by text not null references person (id),
    written_at text not null,
    superseded_at text,
    revision integer not null,
    foreign key (partnership_id, submission_id) references submission (partnership_id, id),
    foreign key (organisation_id, submission_id) references submission (organisation_id, id)
  )`,
  `create unique index rating_reply_current on rating_reply (submission_id, question_code) where superseded_at is null`,
  `create index rating_reply_by_submission on rating_reply (partnership_id, submission_id)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
