import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  `create table submission (
    id text primary key,
    organisation_id text not null,
    partnership_id text not null,
    cycle_id text not null,
    return_id text not null,
    edition_id text not null references standard_edition (id),
    version integer not null,
    reference text not null unique,
    snapshot text not null,
    sha256 text not null,
    submitted_at text not null,
    submitted_by text not null references person (id),
    unique (partnership_id, id),
    unique (organisation_id, id),
    unique (return_id, version),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id)
  )`,
  `create index submission_by_cycle on submission (partnership_id, cycle_id, submitted_at)`,
  `create index submission_by_organisation on submission (organisation_id, submitted_at)`,
  `create table submission_document (
    organisation_id text not null,
    submission_id text not null,
    kind text not null check (kind in ('copy', 'receipt')),
    pdf_sha256 text not null,
    pdf_size bigint not null,
    pages integer not null,
    made_at text not null,
    primary key (submission_id, kind),
    foreign key (organisation_id, submission_id) references submission (organisation_id, id)
  )`,
  `create table submission_evidence (
    partnership_id text not null,
    organisation_id text not null,
    submission_id text not null,
    evidence_id text not null,
    primary key (submission_id, evidence_id),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id),
    foreign key (organisation_id, evidence_id) references evidence (organisation_id, id)
  )`,
  `create index submission_evidence_by_evidence on submission_evidence (evidence_id, partnership_id)`,
  `create table submission_rating (
    partnership_id text not null,
    cycle_id text not null,
    organisation_id text not null,
    submission_id text not null,
    standard_code text not null,
    question_code text not null,
    scale_code text not null,
    self_point text,
    moderated_point text,
    agreed_point text,
    primary key (submission_id, question_code),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create index submission_rating_by_cycle on submission_rating (partnership_id, cycle_id, standard_code, self_point)`,
  `create table submission_standard (
    partnership_id text not null,
    cycle_id text not null,
    organisation_id text not null,
    submission_id text not null,
    standard_code text not null,
    scale_code text,
    self_point text,
    moderated_point text,
    agreed_point text,
    primary key (submission_id, standard_code),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create index submission_standard_by_cycle on submission_standard (partnership_id, cycle_id, submission_id, standard_code, scale_code, self_point, moderated_point, agreed_point)`,
  `create table moderation (
    partnership_id text not null,
    submission_id text not null,
    status text not null check (status in ('waiting', 'in-progress', 'finished')),
    started_at text,
    finished_at text,
    finished_by text references person (id),
    revision integer not null,
    primary key (submission_id),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create index moderation_by_status on moderation (partnership_id, status)`,
  `create table judgement (
    id text primary key,
    partnership_id text not null,
    submission_id text not null,
    standard_code text not null,
    question_code text not null,
    point text not null,
    reason text not null,
    moderator_id text not null references person (id),
    made_at text not null,
    superseded_at text,
    revision integer not null,
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create unique index judgement_current on judgement (submission_id, question_code) where superseded_at is null`,
  `create index judgement_by_submission on judgement (partnership_id, submission_id, standard_code)`,
  `create table key_line (
    id text primary key,
    partnership_id text not null,
    cycle_id text not null,
    organisation_id text not null references organisation (id),
    submission_id text not null,
    standard_code text,
    question_code text,
    text text not null,
    author_id text not null references person (id),
    position integer not null,
    created_at text not null,
    removed_at text,
    revision integer not null,
    foreign key (partnership_id, submission_id) references submission (partnership_id, id)
  )`,
  `create index key_line_by_submission on key_line (partnership_id, submission_id, position)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
