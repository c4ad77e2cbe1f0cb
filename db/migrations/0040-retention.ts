import { PostgresAdapter, type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // How long an owner keeps a kind of record, where it differs from what ships. Both owners null: the installation.
  // No amount: it is kept.
  `create table retention_length (
    id text primary key,
    partnership_id text references partnership (id),
    organisation_id text references organisation (id),
    line text not null,
    amount integer check (amount > 0),
    unit text check (unit in ('days', 'months', 'years')),
    reason text not null,
    set_by text not null references person (id),
    set_at text not null,
    revision integer not null,
    check (partnership_id is null or organisation_id is null),
    check ((amount is null) = (unit is null))
  )`,
  `create unique index retention_length_of_partnership on retention_length (partnership_id, line)
    where partnership_id is not null`,
  `create unique index retention_length_of_organisation on retention_length (organisation_id, line)
    where organisation_id is not null`,
  `create unique index retention_length_of_installation on retention_length (line)
    where partnership_id is null and organisation_id is null`,
  // What must not go, until somebody lifts it. Who put it owns it; what it holds may belong to somebody else.
  `create table legal_hold (
    id text primary key,
    partnership_id text references partnership (id),
    organisation_id text references organisation (id),
    scope text not null check (scope in ('everything', 'organisation', 'cycle', 'return', 'person')),
    scope_id text not null,
    reason text not null,
    placed_by text not null references person (id),
    placed_at text not null,
    lifted_by text references person (id),
    lifted_at text,
    lifted_reason text,
    revision integer not null,
    check (partnership_id is null or organisation_id is null),
    check ((lifted_at is null) = (lifted_by is null))
  )`,
  `create index legal_hold_in_force on legal_hold (scope_id, scope) where lifted_at is null`,
  `create index legal_hold_by_partnership on legal_hold (partnership_id, placed_at)`,
  `create index legal_hold_by_organisation on legal_hold (organisation_id, placed_at)`,
  // Putting a hold and disposing of records take turns here, on both databases.
  `create table retention_turn (name text primary key, turn integer not null)`,
  `create table disposal_run (
    id text primary key,
    reference text not null unique,
    partnership_id text references partnership (id),
    organisation_id text references organisation (id),
    kind text not null check (kind in ('schedule', 'erasure')),
    reason text not null,
    status text not null check (status in ('prepared', 'approved', 'running', 'done', 'withdrawn')),
    records integer not null,
    needs_second integer not null,
    rules text not null,
    prepared_by text not null references person (id),
    prepared_at text not null,
    approved_by text references person (id),
    approved_at text,
    confirmed_by text references person (id),
    confirmed_at text,
    finished_at text,
    withdrawn_by text references person (id),
    withdrawn_at text,
    revision integer not null,
    check (partnership_id is null or organisation_id is null),
    check ((status = 'done') = (finished_at is not null)),
    check ((status = 'withdrawn') = (withdrawn_at is not null))
  )`,
  `create index disposal_run_by_partnership on disposal_run (partnership_id, prepared_at)`,
  `create index disposal_run_by_organisation on disposal_run (organisation_id, prepared_at)`,
  // The list that was approved: identifiers alone, which stay when the records have gone.
  `create table disposal_run_record (
    run_id text not null references disposal_run (id),
    position integer not null,
    unit text not null,
    record_id text not null,
    since text not null,
    state text not null check (state in ('listed', 'gone', 'held', 'waits', 'not-due', 'absent')),
    settled_at text,
    primary key (run_id, position),
    unique (run_id, unit, record_id)
  )`,
  `create index disposal_run_record_open on disposal_run_record (run_id, state, position)`,
  `create table disposal_certificate (
    run_id text primary key references disposal_run (id),
    reference text not null unique,
    model text not null,
    sha256 text not null,
    issued_at text not null,
    pdf_sha256 text,
    pdf_size integer
  )`,
  // What stands in the journal outside of the database, line by line, and whether the line is known to be there.
  `create table disposal_journal (
    seq integer primary key,
    line text not null,
    hash text not null,
    written_at text
  )`,
  `create index disposal_journal_unwritten on disposal_journal (seq) where written_at is null`,
  // Files whose last row has gone, until they are off the disk.
  `create table disposed_file (
    owner text not null,
    sha256 text not null,
    disposed_at text not null,
    primary key (owner, sha256)
  )`,
  // Whose name and address are here no more.
  `create table erased_person (
    person_id text primary key references person (id),
    erased_at text not null
  )`,
];

const kind = 'disposal-certificate';

/** A certificate of disposal carries a code as all that is issued does: one more kind, beside whatever kinds there are. */
export async function up(executor: QueryExecutorProvider): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(executor);
  for (const statement of statements) await run(statement);
  if (executor.getExecutor().adapter instanceof PostgresAdapter) {
    const { rows } = await sql<{ name: string; made: string }>`
      select conname as name, pg_get_constraintdef(oid) as made from pg_constraint
      where conrelid = 'issued_document'::regclass and contype = 'c' and conname = 'issued_document_kind_check'`.execute(
      executor,
    );
    const made = rows[0]?.made ?? '';
    await run('alter table issued_document drop constraint issued_document_kind_check');
    await run(
      `alter table issued_document add constraint issued_document_kind_check ${made.replace('ARRAY[', `ARRAY['${kind}'::text, `)}`,
    );
    return;
  }
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_master where tbl_name = 'issued_document' and sql is not null`.execute(executor);
  const made = rows.find(({ type }) => type === 'table')?.sql ?? '';
  const body = made.slice(made.indexOf('(')).replace('kind in (', `kind in ('${kind}', `);
  await run(`create table issued_document_anew ${body}`);
  await run('insert into issued_document_anew select * from issued_document');
  await run('drop table issued_document');
  await run('alter table issued_document_anew rename to issued_document');
  for (const index of rows.filter(({ type }) => type === 'index')) await run(index.sql);
}
