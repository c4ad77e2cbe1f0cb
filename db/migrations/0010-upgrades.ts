import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // What an upgrade would do to one sent return: worked out once for a plan, because neither ever changes.
  `create table upgrade_preview (
    partnership_id text not null,
    organisation_id text not null,
    submission_id text not null,
    plan_key text not null,
    document text not null,
    worked_out_at text not null,
    primary key (submission_id, plan_key),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create index upgrade_preview_by_plan on upgrade_preview (partnership_id, plan_key)`,
  `create table edition_move (
    id text primary key,
    partnership_id text not null,
    cycle_id text not null,
    from_edition_id text not null references standard_edition (id),
    to_edition_id text not null references standard_edition (id),
    reason text not null,
    returns integer not null,
    moved_by text not null references person (id),
    moved_at text not null,
    undone_by text references person (id),
    undone_at text,
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id)
  )`,
  `create index edition_move_by_cycle on edition_move (partnership_id, cycle_id, moved_at)`,
  `create table return_move (
    move_id text not null references edition_move (id),
    partnership_id text not null,
    organisation_id text not null,
    return_id text not null,
    from_edition_id text not null references standard_edition (id),
    to_edition_id text not null references standard_edition (id),
    before_move text not null,
    mark text not null,
    aside text not null,
    undone_at text,
    primary key (move_id, return_id),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id)
  )`,
  `create index return_move_by_return on return_move (return_id)`,
  // A carried answer comes from a return that was sent, or from the same return before it moved. A foreign key or a
  // "not null" cannot be taken off in place on SQLite, so the table is made anew.
  `create table carried_answer_2 (
    organisation_id text not null,
    return_id text not null,
    question_code text not null,
    standard_code text not null,
    submission_id text,
    move_id text,
    from_codes text not null,
    rule text not null check (rule in ('keep', 'keep-and-confirm', 'prefill-text', 'ask-again')),
    fate text not null check (fate in ('unchanged', 'renumbered', 'reworded', 'split', 'merged', 'moved')),
    note text,
    origins text not null,
    value text,
    text_only integer not null,
    evidence text not null,
    state text not null check (state in ('waiting', 'confirmed', 'revised', 'afresh')),
    settled_at text,
    settled_by text references person (id),
    primary key (return_id, question_code),
    check (submission_id is not null or move_id is not null),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id),
    foreign key (organisation_id, submission_id) references submission (organisation_id, id),
    foreign key (move_id) references edition_move (id)
  )`,
  `insert into carried_answer_2 (organisation_id, return_id, question_code, standard_code, submission_id, from_codes,
    rule, fate, note, origins, value, text_only, evidence, state, settled_at, settled_by)
  select organisation_id, return_id, question_code, standard_code, submission_id, from_codes,
    rule, fate, note, origins, value, text_only, evidence, state, settled_at, settled_by from carried_answer`,
  `drop table carried_answer`,
  `alter table carried_answer_2 rename to carried_answer`,
  `create index carried_answer_by_state on carried_answer (organisation_id, return_id, state)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
