import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Reader } from '../../../../db/client.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';
import type { ConflictThresholds } from '../../surveys/rules.ts';
import { countSurveyConflicts } from '../survey-conflicts.server.ts';
import type { RiskRule, SampleCandidate } from './rules.ts';

/** A sent return of a cycle with what the rules of sampling look at. */
export interface SentReturn extends SampleCandidate {
  readonly submissionId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly reference: string;
}

/** The order of the lots: SHA-256 of the seed, a colon and the number of the return, lowest first. */
export const lotOf = (seed: string, returnId: string): string =>
  createHash('sha256').update(`${seed}:${returnId}`).digest('hex');

/**
 * The newest version of every return that was sent in a cycle, by name. Evidence is counted only where asked for, as it
 * means reading what was sent, and surveys are compared only where it is said from which share on they say otherwise. The caller has looked the cycle up in scope.
 */
export async function listSentReturns(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
  {
    seed,
    withEvidence,
    survey,
  }: { readonly seed: string; readonly withEvidence: boolean; readonly survey?: ConflictThresholds | undefined },
): Promise<SentReturn[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .select([
      'submission.id as submissionId',
      'submission.return_id as returnId',
      'submission.organisation_id as organisationId',
      'submission.edition_id as editionId',
      'submission.reference',
      'organisation.name as organisationName',
    ])
    .where('submission.partnership_id', '=', cycle.partnershipId)
    .where('submission.cycle_id', '=', cycle.id)
    .where('submission.superseded_at', 'is', null)
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('submission.id')
    .execute();
  const { changed, reds } = await countAgainstLast(db, cycle);
  const unproven = withEvidence ? await countUnproven(db, rows) : new Map<string, number>();
  const otherwise = survey ? await countSurveyConflicts(db, cycle, rows, survey) : new Map<string, number>();
  return rows.map(({ editionId: _editionId, ...row }) => {
    const counts: Record<RiskRule, number> = {
      changed: changed.get(row.submissionId) ?? 0,
      unproven: unproven.get(row.submissionId) ?? 0,
      reds: reds.get(row.organisationId) ?? 0,
      survey: otherwise.get(row.submissionId) ?? 0,
    };
    return { ...row, lot: lotOf(seed, row.returnId), counts };
  });
}

async function countAgainstLast(
  db: Reader,
  { id, partnershipId }: { readonly id: string; readonly partnershipId: string },
) {
  const before = () =>
    db
      .selectFrom('submission as earlier')
      .innerJoin('cycle', 'cycle.previous_cycle_id', 'earlier.cycle_id')
      .innerJoin('submission_rating as was', 'was.submission_id', 'earlier.id')
      .where('cycle.id', '=', id)
      .where('cycle.partnership_id', '=', partnershipId)
      .where('earlier.partnership_id', '=', partnershipId)
      .where('earlier.superseded_at', 'is', null);
  const changed = await before()
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.organisation_id', '=', 'earlier.organisation_id')
        .on('submission.cycle_id', '=', id)
        .on('submission.superseded_at', 'is', null),
    )
    .innerJoin('submission_rating as is', (join) =>
      join
        .onRef('is.submission_id', '=', 'submission.id')
        .onRef('is.question_code', '=', 'was.question_code')
        .onRef('is.scale_code', '=', 'was.scale_code'),
    )
    .where('submission.partnership_id', '=', partnershipId)
    .whereRef('is.self_point', '<>', 'was.self_point')
    .select((eb) => ['submission.id as submissionId', eb.fn.countAll<number>().as('count')])
    .groupBy('submission.id')
    .execute();
  const points = await before()
    .select((eb) => [
      'earlier.organisation_id as organisationId',
      'earlier.edition_id as editionId',
      'was.scale_code as scaleCode',
      eb.fn.coalesce('was.agreed_point', 'was.moderated_point', 'was.self_point').as('point'),
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy((eb) => [
      'earlier.organisation_id',
      'earlier.edition_id',
      'was.scale_code',
      eb.fn.coalesce('was.agreed_point', 'was.moderated_point', 'was.self_point'),
    ])
    .execute();
  const reds = new Map<string, number>();
  for (const { organisationId, editionId, scaleCode, point, count } of points) {
    const scale = (await getEdition(db, editionId)).scales.get(scaleCode);
    if (!scale || pointsWorstFirst(scale)[0]?.code !== point) continue;
    reds.set(organisationId, (reds.get(organisationId) ?? 0) + Number(count));
  }
  return { changed: new Map(changed.map(({ submissionId, count }) => [submissionId, Number(count)])), reds };
}

/** As little of what was sent as the rule needs. */
const ratedAnswers = z.object({
  content: z.object({
    standards: z.array(
      z.object({
        questions: z.array(
          z.object({ scale: z.string().nullable(), point: z.string().nullable(), evidence: z.array(z.string()) }),
        ),
      }),
    ),
  }),
});

/** What was sent is read so many at a time: whole returns are long. */
const chunk = 50;

async function countUnproven(
  db: Reader,
  sent: readonly { readonly submissionId: string; readonly editionId: string }[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let from = 0; from < sent.length; from += chunk) {
    const some = sent.slice(from, from + chunk);
    const rows = await db
      .selectFrom('submission')
      .select(['id', 'edition_id as editionId', 'snapshot'])
      .where(
        'id',
        'in',
        some.map(({ submissionId }) => submissionId),
      )
      .execute();
    for (const { id, editionId, snapshot } of rows) {
      const { scales } = await getEdition(db, editionId);
      const { content } = ratedAnswers.parse(JSON.parse(snapshot));
      const questions = content.standards.flatMap((standard) => standard.questions);
      const unproven = questions.filter(({ scale: code, point, evidence }) => {
        const scale = code === null ? undefined : scales.get(code);
        return scale !== undefined && pointsWorstFirst(scale).at(-1)?.code === point && evidence.length === 0;
      });
      counts.set(id, unproven.length);
    }
  }
  return counts;
}
