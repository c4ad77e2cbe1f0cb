import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import type { Scale } from '../../../standards/contract.ts';
import { organisationKinds } from '../../../standards/vocabulary.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInPartnership, type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { getCycleEditions } from '../cycles/cycle-editions.server.ts';
import { submissionsOf } from '../cycles/heatmap.server.ts';
import { organisationKindOf } from '../organisations/queries.server.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { pointsWorstFirst, primaryScale } from '../questionnaire/ratings.ts';
import type { ComparedCycle } from './cycle-pairs.server.ts';
import { type Drift, driftsOf, type RatedAlike, type Variance, varianceOf } from './variance.ts';

/** One row: a standard or a kind of organisation. */
export interface VarianceRow extends Variance {
  readonly code: string;
  readonly label: string;
  /** Words of the worst and best points of its scale, and how many steps lie between; null across several scales. */
  readonly scale: { readonly worst: string; readonly best: string; readonly steps: number } | null;
}

/** What the page and the file say of one cycle. */
export interface CycleVariance {
  readonly cycle: { readonly id: string; readonly name: string };
  readonly previousCycle: string | null;
  /** Returns that are looked at, and of them those with a moderated rating. */
  readonly returns: number;
  readonly moderated: number;
  readonly all: Variance;
  readonly standards: readonly VarianceRow[];
  readonly kinds: readonly VarianceRow[];
  /** Null for those who do not see how single moderators rate. */
  readonly moderators: readonly Drift[] | null;
}

const mostCycles = 100;

/** Launched cycles in scope in which something was sent, newest first. */
export async function listVarianceCycles(
  db: Reader,
  scope: PartnershipScope,
): Promise<(ComparedCycle & { readonly previousCycleId: string | null })[]> {
  return db
    .selectFrom('cycle')
    .select([
      'id',
      'partnership_id as partnershipId',
      'edition_id as editionId',
      'name',
      'previous_cycle_id as previousCycleId',
    ])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('status', '<>', 'draft')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('submission_standard')
          .select('submission_standard.submission_id')
          .whereRef('submission_standard.cycle_id', '=', 'cycle.id')
          .whereRef('submission_standard.partnership_id', '=', 'cycle.partnership_id')
          .where('submission_standard.moderated_point', 'is not', null),
      ),
    )
    .orderBy('opens_on', 'desc')
    .orderBy('id', 'desc')
    .limit(mostCycles)
    .execute();
}

/** The cycle that an address asks for, else the newest; refuses one that is not in scope. Null where nothing is moderated. */
export async function findVariance(
  db: Reader,
  viewer: Viewer,
  cycleId: string | null,
): Promise<{ readonly cycles: readonly ComparedCycle[]; readonly variance: CycleVariance | null }> {
  const cycles = await listVarianceCycles(db, partnershipScope(viewer, 'variance.read'));
  const cycle = cycleId ? cycles.find(({ id }) => id === cycleId) : cycles[0];
  if (!cycle) {
    if (cycleId && !(await isOwnCycle(db, viewer, cycleId))) throw notFound();
    return { cycles, variance: null };
  }
  return { cycles, variance: await getVariance(db, viewer, cycle) };
}

async function isOwnCycle(db: Reader, viewer: Viewer, cycleId: string): Promise<boolean> {
  const row = await db
    .selectFrom('cycle')
    .select('id')
    .where('id', '=', cycleId)
    .where('partnership_id', 'in', partnershipScope(viewer, 'variance.read').partnershipIds)
    .executeTakeFirst();
  return row !== undefined;
}

async function getVariance(
  db: Reader,
  viewer: Viewer,
  cycle: ComparedCycle & { readonly previousCycleId: string | null },
): Promise<CycleVariance> {
  const { compiled } = await getCycleEditions(db, cycle);
  const read = { ...cycle, reader: viewer };
  const rows = await readStandards(db, read, compiled);
  const previous = await db
    .selectFrom('cycle')
    .select('name')
    .where('id', '=', cycle.previousCycleId ?? '')
    .where('partnership_id', '=', cycle.partnershipId)
    .executeTakeFirst();
  const byStandard = Map.groupBy(rows, ({ standard }) => standard);
  const counted = await submissionsOf(db, read, {})
    .select((eb) => [
      eb.fn.countAll<number>().as('returns'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when(
              eb.exists(
                eb
                  .selectFrom('submission_standard as moderated')
                  .select('moderated.standard_code')
                  .whereRef('moderated.submission_id', '=', 'submission.id')
                  .where('moderated.moderated_point', 'is not', null),
              ),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as('moderated'),
    ])
    .executeTakeFirstOrThrow();
  return {
    cycle: { id: cycle.id, name: cycle.name },
    previousCycle: previous?.name ?? null,
    returns: Number(counted.returns),
    moderated: Number(counted.moderated ?? 0),
    all: varianceOf(rows),
    standards: compiled.edition.standards.flatMap((standard) => {
      const its = byStandard.get(standard.code);
      const scale = primaryScale(compiled, standard);
      if (!its || !scale) return [];
      return [
        {
          ...varianceOf(its),
          code: standard.code,
          label: `${standard.number} ${standard.title}`,
          scale: endsOf(scale),
        },
      ];
    }),
    kinds: [...Map.groupBy(rows, ({ kind }) => kind)]
      .map(([kind, its]) => ({
        ...varianceOf(its),
        code: kind,
        label: organisationKinds[organisationKindOf(kind)].name,
        scale: null,
      }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB')),
    moderators: mayInPartnership(viewer, 'variance.by-moderator', cycle.partnershipId)
      ? await readDrifts(db, read, compiled)
      : null,
  };
}

function endsOf(scale: Scale): VarianceRow['scale'] {
  const points = pointsWorstFirst(scale);
  return { worst: points[0]?.word ?? '', best: points.at(-1)?.word ?? '', steps: points.length - 1 };
}

type ReadCycle = ComparedCycle & { readonly reader: Viewer };

/** The four ratings of every standard, counted together where they are alike. */
async function readStandards(
  db: Reader,
  cycle: ReadCycle,
  compiled: CompiledEdition,
): Promise<(RatedAlike & { readonly standard: string; readonly kind: string })[]> {
  const previous = sql<string | null>`coalesce("was"."agreed_point", "was"."moderated_point", "was"."self_point")`;
  const rows = await submissionsOf(db, cycle, {})
    .innerJoin('submission_standard as rated', 'rated.submission_id', 'submission.id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .leftJoin('submission as earlier', (join) =>
      join
        .onRef('earlier.cycle_id', '=', 'cycle.previous_cycle_id')
        .onRef('earlier.organisation_id', '=', 'submission.organisation_id')
        .onRef('earlier.partnership_id', '=', 'submission.partnership_id')
        .on('earlier.superseded_at', 'is', null),
    )
    .leftJoin('submission_standard as was', (join) =>
      join
        .onRef('was.submission_id', '=', 'earlier.id')
        .onRef('was.standard_code', '=', 'rated.standard_code')
        .onRef('was.scale_code', '=', 'rated.scale_code'),
    )
    .where('rated.partnership_id', '=', cycle.partnershipId)
    .where('rated.cycle_id', '=', cycle.id)
    .where('rated.scale_code', 'is not', null)
    .select((eb) => [
      'rated.standard_code as standard',
      'rated.scale_code as scaleCode',
      'organisation.kind',
      'rated.self_point as self',
      'rated.moderated_point as moderated',
      'rated.agreed_point as agreed',
      previous.as('previous'),
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy([
      'rated.standard_code',
      'rated.scale_code',
      'organisation.kind',
      'rated.self_point',
      'rated.moderated_point',
      'rated.agreed_point',
      previous,
    ])
    .execute();
  return rows.flatMap(({ scaleCode, count, ...row }) => {
    const scale = compiled.scales.get(scaleCode ?? '');
    return scale ? [{ ...row, scale, count: Number(count) }] : [];
  });
}

/** Every judgement that counts, beside the agency's own rating and the panel's where one was set. */
async function readDrifts(db: Reader, cycle: ReadCycle, compiled: CompiledEdition): Promise<Drift[]> {
  const rows = await db
    .selectFrom('judgement')
    .innerJoin('person', 'person.id', 'judgement.moderator_id')
    .innerJoin('submission_rating as rated', (join) =>
      join
        .onRef('rated.submission_id', '=', 'judgement.submission_id')
        .onRef('rated.question_code', '=', 'judgement.question_code'),
    )
    .leftJoin('panel_rating as panel', (join) =>
      join
        .onRef('panel.submission_id', '=', 'judgement.submission_id')
        .onRef('panel.question_code', '=', 'judgement.question_code')
        .on('panel.superseded_at', 'is', null),
    )
    .where('judgement.partnership_id', '=', cycle.partnershipId)
    .where('judgement.superseded_at', 'is', null)
    .where('judgement.submission_id', 'in', submissionsOf(db, cycle, {}).select('submission.id'))
    .select((eb) => [
      'judgement.moderator_id as moderatorId',
      'person.name as moderator',
      'rated.scale_code as scaleCode',
      'judgement.point',
      'rated.self_point as self',
      'panel.point as panel',
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy([
      'judgement.moderator_id',
      'person.name',
      'rated.scale_code',
      'judgement.point',
      'rated.self_point',
      'panel.point',
    ])
    .execute();
  return driftsOf(
    rows.flatMap(({ scaleCode, count, ...row }) => {
      const scale = compiled.scales.get(scaleCode);
      return scale ? [{ ...row, scale, count: Number(count) }] : [];
    }),
  );
}
