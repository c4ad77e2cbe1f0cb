import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import type { CurrentJudgement } from '../pages.ts';
import { moderatedStandardPoint, type RatedQuestion } from '../rules.ts';
import { type HeldModeration, startModeration } from './open-moderation.server.ts';

/** The ratings of one standard of a submission, in no order. */
export async function listRatings(trx: Trx, held: HeldModeration, standardCode: string): Promise<RatedQuestion[]> {
  return trx
    .selectFrom('submission_rating')
    .select([
      'question_code as questionCode',
      'scale_code as scaleCode',
      'self_point as selfPoint',
      'moderated_point as moderatedPoint',
    ])
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .where('standard_code', '=', standardCode)
    .execute();
}

/** Judgements that count on the questions of one standard, by question. */
export async function currentJudgements(
  trx: Trx,
  held: HeldModeration,
  standardCode: string,
): Promise<Map<string, CurrentJudgement>> {
  const rows = await trx
    .selectFrom('judgement')
    .innerJoin('person', 'person.id', 'judgement.moderator_id')
    .select([
      'judgement.question_code as questionCode',
      'judgement.point',
      'judgement.reason',
      'judgement.revision',
      'person.name as moderator',
      'judgement.made_at as madeAt',
    ])
    .where('judgement.submission_id', '=', held.submissionId)
    .where('judgement.partnership_id', '=', held.partnershipId)
    .where('judgement.standard_code', '=', standardCode)
    .where('judgement.superseded_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.questionCode, row]));
}

/** A judgement to write, and the revision of the one that it follows; 0 for the first. */
export interface NewJudgement {
  readonly questionCode: string;
  readonly point: string;
  readonly reason: string;
  readonly follows: number;
}

/**
 * Writes judgements on one standard: each supersedes the one before, which is kept, and the ratings of the questions
 * and of the standard follow in the same transaction.
 */
export async function writeJudgements(
  work: { trx: Trx; stamp: Stamp; viewer: Viewer; held: HeldModeration; compiled: CompiledEdition },
  standardCode: string,
  ratings: readonly RatedQuestion[],
  judgements: readonly NewJudgement[],
): Promise<void> {
  const { trx, stamp, viewer, held, compiled } = work;
  if (judgements.length === 0) return;
  await startModeration(trx, stamp, viewer, held);
  const codes = judgements.map(({ questionCode }) => questionCode);
  await trx
    .updateTable('judgement')
    .set({ superseded_at: stamp.now })
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .where('question_code', 'in', codes)
    .where('superseded_at', 'is', null)
    .execute();
  await trx
    .insertInto('judgement')
    .values(
      judgements.map(({ questionCode, point, reason, follows }) => ({
        id: stamp.newId(),
        partnership_id: held.partnershipId,
        submission_id: held.submissionId,
        standard_code: standardCode,
        question_code: questionCode,
        point,
        reason,
        moderator_id: viewer.personId,
        made_at: stamp.now,
        superseded_at: null,
        revision: follows + 1,
      })),
    )
    .execute();
  for (const { questionCode, point } of judgements)
    await trx
      .updateTable('submission_rating')
      .set({ moderated_point: point })
      .where('submission_id', '=', held.submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .where('question_code', '=', questionCode)
      .execute();
  const points = new Map(judgements.map(({ questionCode, point }) => [questionCode, point]));
  const after = ratings.map((one) => ({ ...one, moderatedPoint: points.get(one.questionCode) ?? one.moderatedPoint }));
  await trx
    .updateTable('submission_standard')
    .set({ moderated_point: moderatedStandardPoint(compiled, standardCode, after) })
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .where('standard_code', '=', standardCode)
    .execute();
  await recordEvents(
    trx,
    stamp,
    judgements.map(({ questionCode, point }) => ({
      type: 'judgement.recorded',
      owner: { partnershipId: held.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'submission', id: held.submissionId },
      detail: { standard: standardCode, question: questionCode, point },
    })),
  );
}
