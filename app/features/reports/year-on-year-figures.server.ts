import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { submissionsOnEdition } from '../cycles/heatmap.server.ts';
import type { HeatmapBasis } from '../cycles/heatmap.ts';
import type { ComparabilityOfEditions } from './comparability.ts';
import type { ComparedCycle, CyclePair } from './cycle-pairs.server.ts';
import type { Move } from './levels.ts';
import type { RatedGroup } from './rated-groups.ts';
import type { Counts } from './year-on-year.ts';

/** Counts and moves by the code of what is rated; a standard's own under its code with a slash before it. */
export interface Figures {
  readonly now: ReadonlyMap<string, Counts>;
  readonly before: ReadonlyMap<string, Counts>;
  readonly moves: ReadonlyMap<string, readonly Move[]>;
}

/** Names a standard as a whole among the figures. */
export const wholeKey = (standard: string) => `/${standard}`;

/** The rating that a basis looks at; the same rule as on the heatmap. */
function pointOf(alias: 'rated' | 'was', basis: HeatmapBasis): RawBuilder<string | null> {
  const column = (name: string) => sql.ref<string | null>(`${alias}.${name}`);
  if (basis === 'latest')
    return sql<
      string | null
    >`coalesce(${column('agreed_point')}, ${column('moderated_point')}, ${column('self_point')})`;
  return column(`${basis}_point`);
}

/** Organisations that sent a return in both cycles: the newest submission of each, the earlier one as `earlier`. */
export const earlierAndLater = (db: Reader, { now, before }: CyclePair) =>
  submissionsOnEdition(db, now).innerJoin(
    submissionsOnEdition(db, before)
      .select(['submission.id as earlier_id', 'submission.organisation_id as earlier_organisation_id'])
      .as('earlier'),
    'earlier.earlier_organisation_id',
    'submission.organisation_id',
  );

/** Everything that the page shows, for the ratings of these groups alone. */
export async function readFigures(
  db: Reader,
  pair: CyclePair,
  basis: HeatmapBasis,
  groups: readonly RatedGroup[],
  { questions: comparable }: ComparabilityOfEditions,
): Promise<Figures> {
  const asked = groups.flatMap(({ rated }) => rated.map(({ question }) => question.code));
  const origins = asked.flatMap((code) => comparable.get(code)?.before ?? []);
  const gone = groups.flatMap((group) => group.gone.map(({ question }) => question.code));
  const standards = groups.map(({ code }) => code);
  const renamed = asked.flatMap((code) => {
    const origin = comparable.get(code)?.before;
    return origin && origin !== code ? [{ code, origin }] : [];
  });
  const questionMoves = await earlierAndLater(db, pair)
    .innerJoin('submission_rating as rated', 'rated.submission_id', 'submission.id')
    .innerJoin('submission_rating as was', (join) =>
      join.onRef('was.submission_id', '=', 'earlier.earlier_id').on('was.question_code', '=', codeBefore(renamed)),
    )
    .where('rated.partnership_id', '=', pair.now.partnershipId)
    .where('was.partnership_id', '=', pair.before.partnershipId)
    .where('rated.question_code', 'in', orNothing(asked))
    .select((eb) => [
      'rated.question_code as code',
      pointOf('was', basis).as('before'),
      pointOf('rated', basis).as('now'),
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy(['rated.question_code', pointOf('was', basis), pointOf('rated', basis)])
    .execute();
  const standardMoves = await earlierAndLater(db, pair)
    .innerJoin('submission_standard as rated', 'rated.submission_id', 'submission.id')
    .innerJoin('submission_standard as was', (join) =>
      join.onRef('was.submission_id', '=', 'earlier.earlier_id').onRef('was.standard_code', '=', 'rated.standard_code'),
    )
    .where('rated.partnership_id', '=', pair.now.partnershipId)
    .where('was.partnership_id', '=', pair.before.partnershipId)
    .where('rated.standard_code', 'in', orNothing(standards))
    .select((eb) => [
      'rated.standard_code as code',
      pointOf('was', basis).as('before'),
      pointOf('rated', basis).as('now'),
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy(['rated.standard_code', pointOf('was', basis), pointOf('rated', basis)])
    .execute();
  return {
    now: await countsIn(db, pair.now, basis, asked, standards),
    before: await countsIn(db, pair.before, basis, [...origins, ...gone], standards),
    moves: new Map([
      ...Map.groupBy(questionMoves, ({ code }) => code),
      ...Map.groupBy(standardMoves, ({ code }) => wholeKey(code)),
    ]),
  };
}

/** No code is empty, so this list finds nothing where there is nothing to look for. */
const orNothing = (codes: readonly string[]): readonly string[] => (codes.length > 0 ? codes : ['']);

/** The code that a question had in the year before. */
function codeBefore(renamed: readonly { readonly code: string; readonly origin: string }[]) {
  const now = sql.ref<string>('rated.question_code');
  if (renamed.length === 0) return now;
  const cases = renamed.map(({ code, origin }) => sql`when ${now} = ${code} then ${origin}`);
  return sql<string>`case ${sql.join(cases, sql` `)} else ${now} end`;
}

async function countsIn(
  db: Reader,
  cycle: ComparedCycle,
  basis: HeatmapBasis,
  questions: readonly string[],
  standards: readonly string[],
): Promise<Map<string, Counts>> {
  const point = pointOf('rated', basis);
  const sent = () => submissionsOnEdition(db, cycle).select('submission.id');
  const byQuestion = await db
    .selectFrom('submission_rating as rated')
    .select((eb) => ['rated.question_code as code', point.as('point'), eb.fn.countAll<number>().as('count')])
    .where('rated.partnership_id', '=', cycle.partnershipId)
    .where('rated.cycle_id', '=', cycle.id)
    .where('rated.question_code', 'in', orNothing(questions))
    .where('rated.submission_id', 'in', sent())
    .groupBy(['rated.question_code', point])
    .execute();
  const byStandard = await db
    .selectFrom('submission_standard as rated')
    .select((eb) => ['rated.standard_code as code', point.as('point'), eb.fn.countAll<number>().as('count')])
    .where('rated.partnership_id', '=', cycle.partnershipId)
    .where('rated.cycle_id', '=', cycle.id)
    .where('rated.standard_code', 'in', orNothing(standards))
    .where('rated.submission_id', 'in', sent())
    .groupBy(['rated.standard_code', point])
    .execute();
  const rows = [...byQuestion, ...byStandard.map((row) => ({ ...row, code: wholeKey(row.code) }))];
  return new Map(
    [...Map.groupBy(rows, ({ code }) => code)].map(([code, its]) => [
      code,
      Object.fromEntries(its.flatMap(({ point: at, count }) => (at === null ? [] : [[at, count]]))),
    ]),
  );
}
