import type { Trx } from '../../../../db/client.server.ts';
import type { SessionSlotRow } from '../../../../db/schema/challenge.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { rateStandard } from '../../questionnaire/ratings.ts';
import { standingPoint } from '../rules.ts';

/**
 * Brings the agreed rating of a question, and of its standard, in line with the record: the newest entry that agrees a
 * rating for the question counts, and with none left the agreed rating goes. Records an event when something changed.
 */
export async function agreeRating(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  slot: Pick<SessionSlotRow, 'partnership_id' | 'submission_id'>,
  questionCode: string | null,
): Promise<void> {
  if (questionCode === null) return;
  const entry = await trx
    .selectFrom('challenge')
    .select(['id', 'agreed_point'])
    .where('partnership_id', '=', slot.partnership_id)
    .where('submission_id', '=', slot.submission_id)
    .where('question_code', '=', questionCode)
    .where('agreed_point', 'is not', null)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const rating = await trx
    .selectFrom('submission_rating')
    .select(['standard_code', 'agreed_point'])
    .where('submission_id', '=', slot.submission_id)
    .where('question_code', '=', questionCode)
    .executeTakeFirstOrThrow();
  const point = entry?.agreed_point ?? null;
  if (rating.agreed_point === point) return;
  await trx
    .updateTable('submission_rating')
    .set({ agreed_point: point })
    .where('submission_id', '=', slot.submission_id)
    .where('question_code', '=', questionCode)
    .execute();
  await agreeStandard(trx, slot.submission_id, rating.standard_code);
  await recordEvent(trx, stamp, {
    type: 'rating.agreed',
    owner: { partnershipId: slot.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'submission', id: slot.submission_id },
    detail: { questionCode, point, before: rating.agreed_point, challengeId: entry?.id ?? null },
  });
}

/**
 * The agreed rating of a standard follows from its questions by the edition's rule; without any agreed one there is none.
 * One that is judged as a whole has the rating agreed for its overall question.
 */
async function agreeStandard(trx: Trx, submissionId: string, standardCode: string): Promise<void> {
  const { edition_id } = await trx
    .selectFrom('submission')
    .select('edition_id')
    .where('id', '=', submissionId)
    .executeTakeFirstOrThrow();
  const compiled = await getEdition(trx, edition_id);
  const standard = compiled.standards.get(standardCode);
  if (!standard) return;
  const ratings = await trx
    .selectFrom('submission_rating')
    .select(['question_code as code', 'self_point as self', 'moderated_point as moderated', 'agreed_point as agreed'])
    .where('submission_id', '=', submissionId)
    .where('standard_code', '=', standardCode)
    .execute();
  const { point } = rateStandard(
    compiled,
    standard,
    ratings.map((rating) => ({ code: rating.code, given: rating.agreed, standing: standingPoint(rating) })),
  );
  await trx
    .updateTable('submission_standard')
    .set({ agreed_point: point })
    .where('submission_id', '=', submissionId)
    .where('standard_code', '=', standardCode)
    .execute();
}
