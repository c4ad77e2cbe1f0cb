import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { listStandings } from '../panel.server.ts';
import { moderatedStandardPoint, type RatedQuestion } from '../rules.ts';
import { type HeldModeration, startModeration } from './open-moderation.server.ts';

/** A rated question of a standard with what this moderator said of it, and whether anybody did. */
export interface QuestionToJudge extends RatedQuestion {
  /** The moderator's own judgement that counts; undefined where they have not rated it. */
  readonly own: { readonly point: string; readonly reason: string; readonly revision: number } | undefined;
  /** Somebody, perhaps this moderator, has rated it. */
  readonly judged: boolean;
}

/** The ratings of one standard of a submission, in no order. */
export async function listRatings(
  trx: Trx,
  viewer: Pick<Viewer, 'personId'>,
  held: HeldModeration,
  standardCode: string,
): Promise<QuestionToJudge[]> {
  const ratings = await trx
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
  const judgements = await trx
    .selectFrom('judgement')
    .select(['question_code as questionCode', 'point', 'reason', 'revision', 'moderator_id as moderatorId'])
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .where('standard_code', '=', standardCode)
    .where('superseded_at', 'is', null)
    .execute();
  return ratings.map((rating) => {
    const its = judgements.filter(({ questionCode }) => questionCode === rating.questionCode);
    return { ...rating, own: its.find((one) => one.moderatorId === viewer.personId), judged: its.length > 0 };
  });
}

/** A judgement to write, and the revision of the moderator's own that it follows; 0 for the first. */
export interface NewJudgement {
  readonly questionCode: string;
  readonly point: string;
  readonly reason: string;
  readonly follows: number;
}

/** What judgements are written with. */
export interface JudgingWork {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly held: HeldModeration;
  readonly compiled: CompiledEdition;
}

/**
 * Writes a moderator's judgements on one standard: each supersedes their own before it, which is kept, and the ratings of
 * the questions and of the standard follow in the same transaction.
 */
export async function writeJudgements(
  work: JudgingWork & { readonly blind: boolean },
  standardCode: string,
  judgements: readonly NewJudgement[],
): Promise<void> {
  const { trx, stamp, viewer, held, blind } = work;
  if (judgements.length === 0) return;
  await startModeration(trx, stamp, viewer, held);
  const codes = judgements.map(({ questionCode }) => questionCode);
  await trx
    .updateTable('judgement')
    .set({ superseded_at: stamp.now })
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .where('moderator_id', '=', viewer.personId)
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
        blind: blind ? 1 : 0,
      })),
    )
    .execute();
  await settleModeratedPoints(work, [standardCode]);
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

/** Makes the moderated ratings of these standards what judgements and panel ratings say now. */
export async function settleModeratedPoints(
  { trx, held, compiled }: Pick<JudgingWork, 'trx' | 'held' | 'compiled'>,
  standardCodes: readonly string[],
): Promise<void> {
  const scope = { partnershipIds: [held.partnershipId] as const };
  const standings = await listStandings(trx, scope, held.submissionId, standardCodes);
  for (const standardCode of standardCodes) {
    const ratings = await listRatings(trx, { personId: '' }, held, standardCode);
    const after = ratings.map((one) => ({ ...one, moderatedPoint: standings.get(one.questionCode)?.point ?? null }));
    for (const [place, { questionCode, moderatedPoint }] of after.entries()) {
      if (ratings[place]?.moderatedPoint === moderatedPoint) continue;
      await trx
        .updateTable('submission_rating')
        .set({ moderated_point: moderatedPoint })
        .where('submission_id', '=', held.submissionId)
        .where('partnership_id', '=', held.partnershipId)
        .where('question_code', '=', questionCode)
        .execute();
    }
    await trx
      .updateTable('submission_standard')
      .set({ moderated_point: moderatedStandardPoint(compiled, standardCode, after) })
      .where('submission_id', '=', held.submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .where('standard_code', '=', standardCode)
      .execute();
  }
}
