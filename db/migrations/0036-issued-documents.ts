import { randomInt } from 'node:crypto';
import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // One row for each thing that was issued, by the code that its print carries. `series` joins the versions of one thing.
  // The end of the owner's chain of events at that moment is named; what was issued before this step names none.
  `create table issued_document (
    code text primary key,
    kind text not null check (kind in ('submission', 'pack', 'minutes', 'letter', 'response', 'escalation-letter')),
    subject_id text not null,
    series text not null,
    version integer not null,
    reference text not null,
    partnership_id text not null references partnership (id),
    organisation_id text references organisation (id),
    content_sha256 text not null,
    chain text,
    chain_seq integer,
    chain_hash text,
    issued_at text not null,
    check ((chain is null) = (chain_hash is null)),
    check ((chain is null) = (chain_seq is null)),
    unique (kind, subject_id)
  )`,
  `create index issued_document_by_series on issued_document (kind, series, version)`,
  `create index issued_document_by_chain on issued_document (chain, chain_seq)`,
  // The end of each chain that was last written to the log.
  `create table event_chain_logged (
    chain text primary key references event_chain (chain),
    seq integer not null
  )`,
];

/** What was issued before, by the table it stands in. */
const earlier = [
  `select 'submission' as kind, id, return_id as series, version, reference, partnership_id, organisation_id,
    sha256, submitted_at as at from submission`,
  `select 'pack' as kind, id, session_id || ' ' || edition || ' ' || coalesce(organisation_id, '') as series, version,
    id as reference, partnership_id, null as organisation_id, snapshot_sha256 as sha256, requested_at as at, model
    from challenge_pack`,
  `select 'minutes' as kind, id, session_id as series, version, reference, partnership_id, null as organisation_id,
    body_sha256 as sha256, approved_at as at from session_minutes`,
  `select 'letter' as kind, id, submission_id as series, 1 as version, reference, partnership_id, organisation_id,
    sha256, issued_at as at from outcome_letter`,
  `select 'response' as kind, id, submission_id as series, 1 as version, reference, partnership_id, organisation_id,
    sha256, sent_at as at from written_response`,
];

interface Earlier {
  readonly kind: string;
  readonly id: string;
  readonly series: string;
  readonly version: number;
  readonly reference: string;
  readonly partnership_id: string;
  readonly organisation_id: string | null;
  readonly sha256: string;
  readonly at: string;
  readonly model?: string;
}

const letters = '23456789BCDFGHJKMNPQRSTVWXZ';
const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
  for (const statement of earlier) {
    const { rows } = await sql.raw<Earlier>(statement).execute(executor);
    for (const row of rows) {
      const code = `${group()}-${group()}-${group()}`;
      const reference =
        row.model === undefined ? row.reference : (JSON.parse(row.model) as { reference: string }).reference;
      await sql`insert into issued_document (code, kind, subject_id, series, version, reference, partnership_id,
        organisation_id, content_sha256, issued_at) values (${code}, ${row.kind}, ${row.id}, ${row.series}, ${row.version},
        ${reference}, ${row.partnership_id}, ${row.organisation_id}, ${row.sha256}, ${row.at})`.execute(executor);
    }
  }
}
