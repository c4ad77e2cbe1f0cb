import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // What an organisation agrees to share. It belongs to the organisation, and is nobody else's to read unless it is
  // shared, and its last day has not passed.
  `create table good_practice (
    id text primary key,
    reference text not null unique,
    organisation_id text not null references organisation (id),
    status text not null check (status in ('suggested', 'declined', 'shared', 'withdrawn')),
    title text not null,
    what text not null,
    difference text not null,
    contact text not null,
    source_kind text not null check (source_kind in ('hand', 'answer', 'evidence')),
    submission_id text,
    question_code text,
    evidence_id text,
    suggested_by text references person (id),
    suggested_for text references partnership (id),
    suggestion text,
    shared_until text,
    created_by text not null references person (id),
    created_at text not null,
    changed_at text not null,
    revision integer not null,
    unique (organisation_id, id),
    foreign key (organisation_id, submission_id) references submission (organisation_id, id),
    foreign key (organisation_id, evidence_id) references evidence (organisation_id, id)
  )`,
  `create index good_practice_by_organisation on good_practice (organisation_id, status, changed_at)`,
  `create index good_practice_suggested on good_practice (suggested_for, created_at)`,
  // With which partnerships it is shared: the rows go when the consent does.
  `create table good_practice_sharing (
    organisation_id text not null,
    item_id text not null,
    partnership_id text not null references partnership (id),
    shared_on text not null,
    primary key (item_id, partnership_id),
    foreign key (organisation_id, item_id) references good_practice (organisation_id, id)
  )`,
  `create index good_practice_sharing_by_partnership on good_practice_sharing (partnership_id, shared_on)`,
  `create table good_practice_tag (
    organisation_id text not null,
    item_id text not null,
    standard text not null,
    title text not null,
    primary key (item_id, standard),
    foreign key (organisation_id, item_id) references good_practice (organisation_id, id)
  )`,
  `create index good_practice_tag_by_standard on good_practice_tag (standard)`,
  // Who agreed, when, until when and with whom; who withdrew. Only ever added to, and stays for good.
  `create table good_practice_consent (
    id text primary key,
    organisation_id text not null,
    item_id text not null,
    kind text not null check (kind in ('suggested', 'declined', 'agreed', 'withdrawn')),
    until_on text,
    partnerships text,
    made_by text not null references person (id),
    made_at text not null,
    foreign key (organisation_id, item_id) references good_practice (organisation_id, id)
  )`,
  `create index good_practice_consent_by_item on good_practice_consent (item_id, made_at)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
