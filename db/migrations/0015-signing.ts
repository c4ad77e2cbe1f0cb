import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // When the person behind a session last proved who they are; null means that signing in was the last time.
  `alter table session add column confirmed_at text`,
  // A code of six digits as an HMAC, good for the one session that asked for it.
  `create table confirmation_code (
    id text primary key,
    person_id text not null references person (id),
    session_hash text not null references session (token_hash),
    code_hash text not null,
    created_at text not null,
    expires_at text not null,
    tries integer not null,
    used_at text
  )`,
  `create index confirmation_code_by_person on confirmation_code (person_id, created_at)`,
  `create index confirmation_code_by_session on confirmation_code (session_hash, created_at)`,
  // What must hold between the figures of a set, as the library holds it: owned by nobody, replaced as a whole.
  `create table count_relation (
    set_code text not null,
    code text not null,
    place integer not null,
    document text not null,
    sha256 text not null,
    installed_at text not null,
    primary key (set_code, code)
  )`,
  `create table signing_authority (
    id text primary key,
    organisation_id text not null references organisation (id),
    signatory text not null,
    delegate_id text not null references person (id),
    from_on text not null,
    to_on text not null,
    reason text not null,
    document text,
    role_grant_id text not null references role_grant (id),
    given_by text not null references person (id),
    given_at text not null,
    ended_at text,
    ended_by text references person (id),
    revision integer not null,
    unique (organisation_id, id),
    check (from_on <= to_on)
  )`,
  `create index signing_authority_by_organisation on signing_authority (organisation_id, given_at)`,
  `create index signing_authority_by_delegate on signing_authority (delegate_id, organisation_id)`,
  `create unique index sign_off_of_organisation on sign_off (organisation_id, id)`,
  // The authority under which somebody signed for a role that is not theirs.
  `create table sign_off_authority (
    organisation_id text not null,
    sign_off_id text not null,
    authority_id text not null,
    primary key (sign_off_id),
    foreign key (organisation_id, sign_off_id) references sign_off (organisation_id, id),
    foreign key (organisation_id, authority_id) references signing_authority (organisation_id, id)
  )`,
  `create index sign_off_authority_by_authority on sign_off_authority (authority_id)`,
  // The meeting of the board or the governors at which the return was considered; one for a return.
  `create table sign_off_meeting (
    organisation_id text not null,
    return_id text not null,
    held_on text not null,
    body text not null,
    minute_reference text,
    recorded_by text not null references person (id),
    recorded_at text not null,
    revision integer not null,
    primary key (return_id),
    foreign key (organisation_id, return_id) references agency_return (organisation_id, id)
  )`,
  // What a partnership asks of a sign-off in one cycle; a cycle without a row asks for nothing more than signatures.
  `create table cycle_sign_off (
    partnership_id text not null,
    cycle_id text not null,
    meeting_asked integer not null check (meeting_asked in (0, 1)),
    primary key (cycle_id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id)
  )`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
