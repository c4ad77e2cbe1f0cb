import { type QueryExecutorProvider, sql } from 'kysely';

/** The columns of something under a request: one organisation or one partnership owns the request and all of it. */
const underRequest = (columns: string) => `
    organisation_id text,
    partnership_id text,
    request_id text not null,
    ${columns.trim()},
    check ((organisation_id is null) <> (partnership_id is null)),
    foreign key (organisation_id, request_id) references disclosure_request (organisation_id, id),
    foreign key (partnership_id, request_id) references disclosure_request (partnership_id, id)`;

const statements = [
  // Somebody asks to see what is held: about themselves, or by freedom of information.
  `create table disclosure_request (
    id text primary key,
    reference text not null unique,
    organisation_id text references organisation (id),
    partnership_id text references partnership (id),
    kind text not null check (kind in ('subject-access', 'freedom-of-information')),
    asked_by text not null,
    asked_for text not null,
    search_words text not null,
    person_id text references person (id),
    received_on text not null,
    counts_from text not null,
    days_not_counted integer not null,
    extended integer not null check (extended in (0, 1)),
    due_on text not null,
    first_due_on text not null,
    status text not null check (status in ('open', 'paused', 'closed')),
    paused_on text,
    paused_for text check (paused_for in ('identity', 'clarification')),
    outcome text check (outcome in ('given', 'given-in-part', 'nothing-held', 'refused', 'withdrawn', 'passed-on')),
    closed_on text,
    judged_revision integer not null,
    check_by text references person (id),
    check_asked_at text,
    checked_at text,
    checked_revision integer,
    created_by text not null references person (id),
    created_at text not null,
    revision integer not null,
    unique (organisation_id, id),
    unique (partnership_id, id),
    check ((organisation_id is null) <> (partnership_id is null)),
    check ((status = 'paused') = (paused_on is not null)),
    check ((status = 'paused') = (paused_for is not null)),
    check ((status = 'closed') = (closed_on is not null)),
    check ((status = 'closed') = (outcome is not null))
  )`,
  `create index disclosure_request_by_partnership on disclosure_request (partnership_id, status, due_on)`,
  `create index disclosure_request_by_organisation on disclosure_request (organisation_id, status, due_on)`,
  `create index disclosure_request_by_checker on disclosure_request (check_by, status)`,
  // Only ever added to.
  `create table disclosure_entry (
    id text primary key,${underRequest(`
    kind text not null,
    note text not null,
    due_from text,
    due_to text,
    made_by text not null references person (id),
    made_at text not null`)}
  )`,
  `create index disclosure_entry_by_request on disclosure_entry (request_id, made_at)`,
  // One run of the search; one at a time for a request.
  `create table disclosure_search (
    id text primary key,${underRequest(`
    status text not null check (status in ('queued', 'searching', 'ready', 'failed')),
    progress integer not null,
    progress_note text,
    found integer,
    added integer,
    cut_short integer not null check (cut_short in (0, 1)),
    asked_by text not null references person (id),
    asked_at text not null,
    finished_at text`)}
  )`,
  `create unique index disclosure_search_under_way on disclosure_search (request_id) where status in ('queued', 'searching')`,
  `create index disclosure_search_by_request on disclosure_search (request_id, asked_at)`,
  // What was found, as it read then, and what was decided about it.
  `create table disclosure_item (
    id text primary key,${underRequest(`
    source text not null,
    source_key text not null,
    title text not null,
    dated text,
    found_by text not null check (found_by in ('words', 'account')),
    text text not null,
    text_sha256 text not null,
    taken_at text not null,
    decision text check (decision in ('include', 'leave-out')),
    exemption text,
    reason text not null,
    marks text not null,
    judged_by text references person (id),
    judged_at text,
    revision integer not null`)}
  )`,
  `create unique index disclosure_item_once on disclosure_item (request_id, source_key, text_sha256)`,
  `create index disclosure_item_by_request on disclosure_item (request_id, decision, id)`,
  // A file that was made to go out; its bytes are in the blob store under an owner of the request's own.
  `create table disclosure_file (
    id text primary key,${underRequest(`
    version integer not null,
    included integer not null,
    blacked_out integer not null,
    left_out integer not null,
    zip_sha256 text not null,
    zip_size integer not null,
    made_by text not null references person (id),
    made_at text not null`)}
  )`,
  `create unique index disclosure_file_by_version on disclosure_file (request_id, version)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
