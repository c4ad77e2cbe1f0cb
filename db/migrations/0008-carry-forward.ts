import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `create table standard_succession (
    id text primary key,
    set_code text not null,
    from_edition text not null,
    to_edition text not null,
    sha256 text not null,
    document text not null,
    installed_at text not null,
    unique (set_code, from_edition, to_edition)
  )`,
  `create table carry_forward (
    organisation_id text not null,
    return_id text not null,
    submission_id text,
    outcome text not null check (outcome in ('carried', 'nothing-sent', 'no-succession')),
    retired text not null,
    carried_at text not null,
    primary key (return_id),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id),
    foreign key (organisation_id, submission_id) references submission (organisation_id, id)
  )`,
  `create table carried_answer (
    organisation_id text not null,
    return_id text not null,
    question_code text not null,
    standard_code text not null,
    submission_id text not null,
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
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id),
    foreign key (organisation_id, submission_id) references submission (organisation_id, id)
  )`,
  `create index carried_answer_by_state on carried_answer (organisation_id, return_id, state)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
