import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // The row of `evidence` is its newest version; those before it stand frozen in `evidence_version`.
  `alter table evidence add column version integer not null default 1`,
  `alter table evidence add column review_on text`,
  `alter table evidence add column version_by text references person (id)`,
  `alter table evidence add column version_at text`,
  `alter table evidence add column checked_by text references person (id)`,
  `alter table evidence add column checked_at text`,
  `alter table evidence add column details_found text not null default '[]'`,
  `create table evidence_version (
    organisation_id text not null,
    evidence_id text not null,
    version integer not null,
    kind text not null check (kind in ('file', 'link')),
    title text not null,
    url text,
    file_name text,
    media_type text,
    size bigint,
    sha256 text,
    covers_from text,
    covers_to text,
    review_on text,
    version_by text not null references person (id),
    version_at text not null,
    checked_by text references person (id),
    checked_at text,
    details_found text not null,
    replaced_at text not null,
    primary key (evidence_id, version),
    foreign key (organisation_id, evidence_id) references evidence (organisation_id, id)
  )`,
  `create index evidence_by_content on evidence (organisation_id, sha256)`,
  `create index evidence_version_by_content on evidence_version (organisation_id, sha256)`,
  `create index evidence_by_title on evidence (organisation_id, title)`,
  // What was sent or shown as proof stays on the version that it was sent with.
  `alter table submission_evidence add column version integer not null default 1`,
  `create index submission_evidence_by_organisation on submission_evidence (organisation_id, evidence_id)`,
  `alter table action_update add column evidence_version integer not null default 1`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
