import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // The register of challenges between meetings. What was asked in a session is read from there, never copied: such an
  // entry has no reason of its own.
  `create table challenge_log_entry (
    id text primary key,
    reference text not null unique,
    partnership_id text not null references partnership (id),
    raised_by_kind text not null check (raised_by_kind in ('agency', 'sub-group', 'board', 'other-board')),
    raised_by_organisation_id text references organisation (id),
    raised_by_name text not null,
    raised_to_kind text not null check (raised_to_kind in ('agency', 'sub-group', 'board', 'other-board')),
    raised_to_organisation_id text references organisation (id),
    raised_to_name text not null,
    source_kind text not null check (source_kind in ('hand', 'session', 'moderation')),
    challenge_id text,
    submission_id text,
    reason text,
    raised_on text not null,
    report_requested integer not null,
    report_about text,
    due_on text not null,
    first_due_on text not null,
    status text not null check (status in ('open', 'answered', 'closed')),
    outcome text check (outcome in ('accepted', 'partly-accepted', 'not-accepted', 'withdrawn')),
    likelihood integer not null check (likelihood between 1 and 5),
    impact integer not null check (impact between 1 and 5),
    likelihood_now integer not null check (likelihood_now between 1 and 5),
    impact_now integer not null check (impact_now between 1 and 5),
    risk_now integer not null,
    closed_on text,
    created_by text not null references person (id),
    created_at text not null,
    revision integer not null,
    unique (partnership_id, id),
    unique (partnership_id, challenge_id),
    foreign key (partnership_id, challenge_id) references challenge (partnership_id, id),
    foreign key (partnership_id, submission_id) references submission (partnership_id, id),
    check ((source_kind = 'session') = (challenge_id is not null)),
    check ((reason is null) = (challenge_id is not null)),
    check ((status = 'closed') = (outcome is not null))
  )`,
  `create index challenge_log_by_partnership on challenge_log_entry (partnership_id, status, due_on)`,
  `create index challenge_log_by_day on challenge_log_entry (partnership_id, raised_on)`,
  `create index challenge_log_by_challenged on challenge_log_entry (raised_to_organisation_id, status, due_on)`,
  `create index challenge_log_by_raiser on challenge_log_entry (raised_by_organisation_id, status, due_on)`,
  `create index challenge_log_by_submission on challenge_log_entry (partnership_id, submission_id)`,
  // Only ever added to. The organisation is the one that was challenged, whose evidence an answer may show.
  `create table challenge_log_update (
    id text primary key,
    partnership_id text not null,
    organisation_id text,
    entry_id text not null,
    kind text not null check (kind in ('answered', 'closed', 'reopened', 'rescheduled', 'rescored')),
    note text not null,
    given_by text,
    happened_on text not null,
    due_from text,
    due_to text,
    outcome text,
    likelihood integer,
    impact integer,
    evidence_id text,
    evidence_version integer,
    made_by text not null references person (id),
    made_at text not null,
    foreign key (partnership_id, entry_id) references challenge_log_entry (partnership_id, id),
    foreign key (organisation_id, evidence_id) references evidence (organisation_id, id)
  )`,
  `create index challenge_log_update_by_entry on challenge_log_update (entry_id, made_at)`,
  `create index challenge_log_update_by_evidence on challenge_log_update (evidence_id)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
