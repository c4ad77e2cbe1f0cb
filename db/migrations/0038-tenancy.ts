import { PostgresAdapter, type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // A role of the installation itself: no organisation and no partnership, and nothing that they own.
  `create table system_role_grant (
    id text primary key,
    person_id text not null references person (id),
    role text not null check (role in ('system-administrator')),
    from_on text not null,
    to_on text,
    granted_by text references person (id),
    created_at text not null
  )`,
  `create index system_role_grant_by_person on system_role_grant (person_id)`,
  // An hour in which a system administrator may read what one partnership or one organisation owns.
  `create table emergency_access (
    id text primary key,
    person_id text not null references person (id),
    organisation_id text references organisation (id),
    partnership_id text references partnership (id),
    reason text not null,
    opened_at text not null,
    ends_at text not null,
    ended_at text,
    ended_by text references person (id),
    revision integer not null,
    check ((organisation_id is null) <> (partnership_id is null))
  )`,
  `create index emergency_access_by_person on emergency_access (person_id, ends_at)`,
  `create index emergency_access_by_time on emergency_access (opened_at)`,
  `create index emergency_access_by_organisation on emergency_access (organisation_id, opened_at)`,
  `create index emergency_access_by_partnership on emergency_access (partnership_id, opened_at)`,
  // The one token with which a new installation is set up. Only its hash is kept.
  `create table set_up_token (
    token_hash text primary key,
    made_at text not null,
    ends_at text not null,
    used_at text
  )`,
  // Who was asked to take a role, while the link in the message lives; the role itself stands in role_grant.
  `create table invitation (
    id text primary key,
    partnership_id text not null references partnership (id),
    organisation_id text references organisation (id),
    person_id text not null references person (id),
    role text not null,
    link_hash text not null,
    invited_by text references person (id),
    invited_at text not null,
    ends_at text not null,
    sent integer not null,
    withdrawn_at text,
    withdrawn_by text references person (id),
    revision integer not null,
    unique (partnership_id, id)
  )`,
  `create index invitation_open on invitation (partnership_id, invited_at) where withdrawn_at is null`,
  `create index invitation_by_person on invitation (person_id, invited_at)`,
  // A school asks by its URN for somebody to be let in; nobody is before a business manager says so.
  `create table access_request (
    id text primary key,
    partnership_id text not null references partnership (id),
    organisation_id text not null references organisation (id),
    urn text not null,
    name text not null,
    email text not null,
    role text not null,
    asked_at text not null,
    status text not null check (status in ('waiting', 'approved', 'refused')),
    decided_by text references person (id),
    decided_at text,
    revision integer not null,
    unique (partnership_id, id),
    check ((status = 'waiting') = (decided_at is null))
  )`,
  `create index access_request_waiting on access_request (partnership_id, asked_at) where status = 'waiting'`,
  `create index access_request_by_email on access_request (email, status)`,
  `create index access_request_by_urn on access_request (urn, status)`,
  // Once a quarter a business manager looks through who may do what, and says so.
  `create table access_review (
    id text primary key,
    partnership_id text not null references partnership (id),
    quarter text not null,
    people integer not null,
    note text not null,
    reviewed_by text not null references person (id),
    reviewed_at text not null,
    revision integer not null,
    unique (partnership_id, quarter)
  )`,
  // What composite keys of the tables below point at.
  `create unique index agency_return_of_partnership on agency_return (partnership_id, id)`,
  `create unique index edition_move_of_partnership on edition_move (partnership_id, id)`,
  `create unique index role_grant_of_organisation on role_grant (organisation_id, id)`,
  `create unique index key_line_of_partnership on key_line (partnership_id, id)`,
];

/** Columns that named an owner of the row and were held by no key with it. */
const keys = [
  ['deadline_extension', 'partnership_id, return_id', 'agency_return (partnership_id, id)'],
  ['standard_progress', 'partnership_id, return_id', 'agency_return (partnership_id, id)'],
  ['submission_rating', 'organisation_id, submission_id', 'submission (organisation_id, id)'],
  ['submission_standard', 'organisation_id, submission_id', 'submission (organisation_id, id)'],
  ['upgrade_preview', 'organisation_id, submission_id', 'submission (organisation_id, id)'],
  ['challenge_pack_agency', 'organisation_id, submission_id', 'submission (organisation_id, id)'],
  ['return_move', 'partnership_id, move_id', 'edition_move (partnership_id, id)'],
  ['return_move', 'partnership_id, return_id', 'agency_return (partnership_id, id)'],
  ['shared_return_member', 'partnership_id, return_id', 'agency_return (partnership_id, id)'],
  ['live_session', 'partnership_id, key_line_id', 'key_line (partnership_id, id)'],
] as const;

/** The same for tables that others point at: SQLite cannot make them anew, so there a trigger refuses. */
const keysOfParents = [
  ['agency_return', 'organisation_id', 'shared_return_id', 'shared_return'],
  ['signing_authority', 'organisation_id', 'role_grant_id', 'role_grant'],
] as const;

export async function up(executor: QueryExecutorProvider): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(executor);
  for (const statement of statements) await run(statement);
  if (executor.getExecutor().adapter instanceof PostgresAdapter) {
    for (const [table, columns, parent] of keys)
      await run(`alter table ${table} add foreign key (${columns}) references ${parent}`);
    for (const [table, owner, column, parent] of keysOfParents)
      await run(`alter table ${table} add foreign key (${owner}, ${column}) references ${parent} (${owner}, id)`);
    return;
  }
  for (const table of new Set(keys.map(([name]) => name))) {
    const added = keys
      .filter(([name]) => name === table)
      .map(([, columns, parent]) => `foreign key (${columns}) references ${parent}`);
    await makeAnew(executor, table, added);
  }
  for (const [table, owner, column, parent] of keysOfParents)
    for (const event of ['insert', `update of ${owner}, ${column}`])
      await run(`create trigger ${table}_${column}_${event.split(' ')[0]} before ${event} on ${table}
        when new.${column} is not null and not exists (
          select 1 from ${parent} where id = new.${column} and ${owner} = new.${owner})
        begin select raise(abort, 'FOREIGN KEY constraint failed'); end`);
}

/** SQLite adds no key to a table that there is: it is made again with them, row by row, with its indexes. */
async function makeAnew(executor: QueryExecutorProvider, table: string, added: readonly string[]): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(executor);
  const { rows } = await sql<{ type: string; sql: string }>`
    select type, sql from sqlite_master where tbl_name = ${table} and sql is not null`.execute(executor);
  const made = rows.find(({ type }) => type === 'table')?.sql ?? '';
  const body = made.slice(made.indexOf('('), made.lastIndexOf(')'));
  await run(`create table ${table}_anew ${body}, ${added.join(', ')})`);
  await run(`insert into ${table}_anew select * from ${table}`);
  await run(`drop table ${table}`);
  await run(`alter table ${table}_anew rename to ${table}`);
  for (const index of rows.filter(({ type }) => type === 'index')) await run(index.sql);
}
