import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // Which site belongs to which trust or group, from a day on and until another. The partnership is the one whose
  // manager linked it: nobody else's list shows it.
  `create table organisation_site (
    id text primary key,
    group_id text not null references organisation (id),
    site_id text not null references organisation (id),
    partnership_id text not null references partnership (id),
    from_on text not null,
    to_on text,
    linked_by text not null references person (id),
    linked_at text not null,
    ended_by text references person (id),
    ended_at text,
    check (group_id <> site_id)
  )`,
  `create unique index organisation_site_once on organisation_site (site_id) where to_on is null`,
  `create index organisation_site_by_group on organisation_site (group_id, site_id, from_on)`,
  `create index organisation_site_by_site on organisation_site (site_id, from_on)`,
  // A question that a group answers for its sites; without a value until it has been answered.
  `create table central_answer (
    id text primary key,
    group_id text not null references organisation (id),
    edition_id text not null references standard_edition (id),
    standard_code text not null,
    question_code text not null,
    value text,
    revision integer not null,
    marked_at text not null,
    marked_by text not null references person (id),
    saved_at text,
    saved_by text references person (id),
    withdrawn_at text,
    unique (group_id, id),
    unique (group_id, edition_id, question_code)
  )`,
  `create table central_answer_revision (
    id text primary key,
    group_id text not null,
    central_id text not null,
    revision integer not null,
    value text not null,
    evidence text not null,
    saved_at text not null,
    saved_by text not null references person (id),
    unique (central_id, revision),
    foreign key (group_id, central_id) references central_answer (group_id, id)
  )`,
  `create table central_evidence (
    group_id text not null,
    central_id text not null,
    evidence_id text not null,
    primary key (central_id, evidence_id),
    foreign key (group_id, central_id) references central_answer (group_id, id),
    foreign key (group_id, evidence_id) references evidence (organisation_id, id)
  )`,
  `create index central_evidence_by_evidence on central_evidence (group_id, evidence_id)`,
  // What a site made of a central answer in one of its returns. No row: nobody has looked at it yet.
  `create table central_settlement (
    organisation_id text not null,
    return_id text not null,
    question_code text not null,
    standard_code text not null,
    group_id text not null,
    central_id text not null,
    group_name text not null,
    state text not null check (state in ('accepted', 'added', 'excepted')),
    taken_revision integer,
    seen_revision integer not null,
    value text,
    added text not null,
    reason text not null,
    evidence text not null,
    settled_at text not null,
    settled_by text not null references person (id),
    settled_by_name text not null,
    primary key (return_id, question_code),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id),
    foreign key (group_id, central_id) references central_answer (group_id, id)
  )`,
  `create index central_settlement_by_group on central_settlement (group_id, settled_at)`,
  `create index central_settlement_by_question on central_settlement (central_id, state)`,
  // A piece of evidence that a site has from its group: a copy of its own, which outlives the group's.
  `create table evidence_copy (
    organisation_id text not null,
    evidence_id text not null,
    group_id text not null,
    source_id text not null,
    copied_at text not null,
    primary key (evidence_id),
    foreign key (organisation_id, evidence_id) references evidence (organisation_id, id),
    foreign key (group_id, source_id) references evidence (organisation_id, id)
  )`,
  `create index evidence_copy_by_source on evidence_copy (organisation_id, source_id)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
