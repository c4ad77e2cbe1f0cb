import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // Results of a survey that was held elsewhere, to be read beside the returns of one cycle.
  `create table survey (
    id text primary key,
    partnership_id text not null references partnership (id),
    cycle_id text not null,
    set_code text not null,
    title text not null,
    asked text not null check (asked in ('staff', 'practitioners', 'children', 'carers')),
    source text not null,
    from_on text not null,
    to_on text not null,
    least_answers integer not null check (least_answers between 5 and 100),
    shared integer not null check (shared in (0, 1)),
    withdrawn_at text,
    withdrawn_because text,
    withdrawn_by text references person (id),
    created_by text not null references person (id),
    created_at text not null,
    revision integer not null,
    unique (partnership_id, id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id),
    check (from_on <= to_on),
    check ((withdrawn_at is null) = (withdrawn_because is null)),
    check ((withdrawn_at is null) = (withdrawn_by is null))
  )`,
  `create index survey_by_partnership on survey (partnership_id, to_on)`,
  `create index survey_by_cycle on survey (partnership_id, cycle_id, to_on)`,
  // Only ever added to: a correction is the next version of its series, and taking one out is a version without figures.
  // Of too few answers nothing is kept but that there were too few.
  `create table survey_figure (
    id text primary key,
    partnership_id text not null,
    survey_id text not null,
    organisation_id text not null references organisation (id),
    series text not null,
    revision integer not null,
    standard_code text not null,
    question_code text,
    statement text not null,
    measure text not null check (measure in ('share', 'mean')),
    too_few integer not null check (too_few in (0, 1)),
    removed integer not null check (removed in (0, 1)),
    invited integer,
    answered integer,
    agreed integer,
    agree_tenths integer check (agree_tenths between 0 and 1000),
    mean_hundredths integer,
    scale_low integer,
    scale_high integer,
    reason text not null,
    made_by text not null references person (id),
    made_at text not null,
    superseded_at text,
    unique (partnership_id, id),
    unique (series, revision),
    foreign key (partnership_id, survey_id) references survey (partnership_id, id),
    check (scale_low < scale_high),
    check (agreed <= answered),
    check (answered <= invited),
    check (too_few = 0 and removed = 0
      or coalesce(invited, answered, agreed, agree_tenths, mean_hundredths) is null),
    check (too_few = 1 or removed = 1 or answered is not null and (agree_tenths is not null or mean_hundredths is not null))
  )`,
  `create unique index survey_figure_current on survey_figure
    (survey_id, organisation_id, standard_code, coalesce(question_code, ''), statement) where superseded_at is null`,
  `create index survey_figure_by_organisation on survey_figure (organisation_id, partnership_id, survey_id)
    where superseded_at is null`,
  // From when on a survey says otherwise than an own rating, in per cent.
  `create table cycle_survey_conflict (
    partnership_id text not null,
    cycle_id text not null,
    agree_under integer not null check (agree_under between 1 and 100),
    agree_over integer not null check (agree_over between 1 and 100),
    set_by text not null references person (id),
    set_at text not null,
    primary key (cycle_id),
    foreign key (partnership_id, cycle_id) references cycle (partnership_id, id),
    check (agree_under <= agree_over)
  )`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
