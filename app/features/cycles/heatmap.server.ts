import { type Expression, sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import type { Scale } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { organisationKindOf, phaseOf } from '../organisations/queries.server.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { pointsWorstFirst, primaryScale } from '../questionnaire/ratings.ts';
import { hiddenFrom } from './blind.server.ts';
import { getCycleEditions } from './cycle-editions.server.ts';
import type { Heatmap, HeatmapBasis, HeatmapFilter, HeatmapPoint, HeatmapRow } from './heatmap.ts';
import type { Cycle } from './schema.ts';

/** A cycle whose submissions are read; with `reader`, without those whose ratings this person must not see yet. */
export type ReadCycle = Pick<Cycle, 'id' | 'partnershipId'> & { readonly reader?: Viewer };

interface HeatmapOptions {
  readonly basis: HeatmapBasis;
  readonly filter: HeatmapFilter;
  readonly sort: 'name' | 'worst';
  readonly page: number;
}

/** The rating that a basis looks at. `latest`: agreed at challenge, else moderated, else the organisation's own. */
const ratingOf = {
  latest: sql<string | null>`coalesce("rated"."agreed_point", "rated"."moderated_point", "rated"."self_point")`,
  self: sql<string | null>`"rated"."self_point"`,
  moderated: sql<string | null>`"rated"."moderated_point"`,
  agreed: sql<string | null>`"rated"."agreed_point"`,
} as const satisfies Record<HeatmapBasis, Expression<string | null>>;

/**
 * Ratings of the submissions of a cycle: organisations down, standards across, with totals over every organisation that
 * matches. Reads submissions alone, the newest of each return, in a number of queries that does not grow.
 */
export async function getHeatmap(
  db: Reader,
  cycle: ReadCycle & Pick<Cycle, 'editionId'>,
  { basis, filter, sort, page: pageAsked }: HeatmapOptions,
): Promise<Heatmap> {
  const { compiled, sent } = await getCycleEditions(db, cycle);
  const { edition } = compiled;
  const scales = scalesOf(compiled);
  const matching = () => submissionsOf(db, cycle, filter);
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const severity = severityOf(scales, basis);
  const listed = matching().select([
    'submission.id as submissionId',
    'organisation.id as organisationId',
    'organisation.name',
    'organisation.kind',
    'organisation.phase',
  ]);
  const submissions = await (sort === 'worst'
    ? listed.orderBy(
        (eb) =>
          eb
            .selectFrom('submission_standard as rated')
            .whereRef('rated.submission_id', '=', 'submission.id')
            .where('rated.partnership_id', '=', cycle.partnershipId)
            .where('rated.cycle_id', '=', cycle.id)
            .select(sql<number>`coalesce(sum(${severity}), 0)`.as('severity')),
        'desc',
      )
    : listed
  )
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('organisation.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const cells = await listCells(
    db,
    cycle,
    submissions.map(({ submissionId }) => submissionId),
    basis,
  );
  const totals = await db
    .selectFrom('submission_standard as rated')
    .select((eb) => [
      'rated.standard_code as standard',
      'rated.scale_code as scale',
      ratingOf[basis].as('point'),
      eb.fn.countAll<number>().as('count'),
    ])
    .where('rated.partnership_id', '=', cycle.partnershipId)
    .where('rated.cycle_id', '=', cycle.id)
    .where('rated.submission_id', 'in', matching().select('submission.id'))
    .groupBy(['rated.standard_code', 'rated.scale_code', 'point'])
    .execute();

  const points = pointsOf(scales);
  const bySubmission = Map.groupBy(cells, (cell) => cell.submissionId);
  const rows = submissions.map((submission): HeatmapRow => {
    const rated = new Map((bySubmission.get(submission.submissionId) ?? []).map((cell) => [cell.standard, cell]));
    const keys = edition.standards.map(({ code }) => keyOf(rated.get(code)));
    return {
      submissionId: submission.submissionId,
      organisationId: submission.organisationId,
      name: submission.name,
      kind: organisationKindOf(submission.kind),
      phase: phaseOf(submission.phase),
      points: keys,
      needingAction: keys.filter((key) => key !== null && points[key]?.actionNeeded).length,
    };
  });
  return {
    standards: edition.standards.map(({ code, number, title }) => ({ code, number, title })),
    points,
    asked: edition.edition,
    editions: sent.map(({ edition, title, submissions }) => ({ edition, title, submissions })),
    rows: { items: rows, page, pageCount, total } satisfies Page<HeatmapRow>,
    totals: totals.map(({ standard, scale, point, count }) => ({ standard, point: keyOf({ scale, point }), count })),
  };
}

/** The scales on which standards as a whole are rated; questions may use further ones. */
const scalesOf = (compiled: CompiledEdition): Scale[] => [
  ...new Set(compiled.edition.standards.flatMap((standard) => primaryScale(compiled, standard) ?? [])),
];

/** The newest submissions of a cycle that were sent on the edition that it asks now: those whose ratings compare. */
export const submissionsOnEdition = (db: Reader, cycle: ReadCycle & Pick<Cycle, 'editionId'>) =>
  submissionsOf(db, cycle, {}).where('submission.edition_id', '=', cycle.editionId);

/** The newest submission of each return of the cycle whose organisation matches. */
export function submissionsOf(db: Reader, cycle: ReadCycle, filter: HeatmapFilter) {
  let query = db
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .where('submission.partnership_id', '=', cycle.partnershipId)
    .where('submission.cycle_id', '=', cycle.id)
    .where('submission.superseded_at', 'is', null);
  const { reader } = cycle;
  if (reader) query = query.where((eb) => eb.not(hiddenFrom(reader)));
  const { search, kind, phase } = filter;
  if (kind) query = query.where('organisation.kind', '=', kind);
  if (phase) query = query.where('organisation.phase', phase === 'none' ? 'is' : '=', phase === 'none' ? null : phase);
  const words = search?.trim().toLowerCase().replaceAll('%', '').replaceAll('_', '') ?? '';
  if (words !== '')
    query = query.where((eb) => eb(eb.fn<string>('lower', ['organisation.name']), 'like', `%${words}%`));
  return query;
}

async function listCells(
  db: Reader,
  cycle: Pick<Cycle, 'id' | 'partnershipId'>,
  submissionIds: readonly string[],
  basis: HeatmapBasis,
) {
  if (submissionIds.length === 0) return [];
  return db
    .selectFrom('submission_standard as rated')
    .select([
      'rated.submission_id as submissionId',
      'rated.standard_code as standard',
      'rated.scale_code as scale',
      ratingOf[basis].as('point'),
    ])
    .where('rated.partnership_id', '=', cycle.partnershipId)
    .where('rated.cycle_id', '=', cycle.id)
    .where('rated.submission_id', 'in', submissionIds)
    .execute();
}

type Rated = { readonly scale: string | null; readonly point: string | null };

/** Names a point among all scales of an edition; null where there is no rating. */
function keyOf(rated: Rated | undefined): string | null {
  if (!rated || rated.point === null || rated.scale === null) return null;
  return rated.point === notApplicableCode ? notApplicableCode : `${rated.scale}/${rated.point}`;
}

function pointsOf(scales: readonly Scale[]): Record<string, HeatmapPoint> {
  const [first] = scales;
  const points: Record<string, HeatmapPoint> = {};
  for (const scale of scales)
    for (const point of pointsWorstFirst(scale))
      points[`${scale.code}/${point.code}`] = {
        word: point.word,
        letter: point.letter,
        shape: point.shape,
        tone: point.tone,
        actionNeeded: point.actionNeeded,
      };
  points[notApplicableCode] = {
    word: first?.notApplicable.word ?? 'Not applicable',
    letter: '–',
    shape: 'dash',
    tone: 'grey',
    actionNeeded: false,
  };
  return points;
}

/** How far from best a rating is, in steps of its scale: 0 for the best, for "not applicable" and for none. */
function severityOf(scales: readonly Scale[], basis: HeatmapBasis) {
  const cases = scales.flatMap((scale) =>
    pointsWorstFirst(scale).map(
      (point, place, all) =>
        sql`when "rated"."scale_code" = ${scale.code} and ${ratingOf[basis]} = ${point.code} then ${sql.lit(all.length - 1 - place)}`,
    ),
  );
  return cases.length === 0 ? sql<number>`0` : sql<number>`case ${sql.join(cases, sql` `)} else 0 end`;
}
