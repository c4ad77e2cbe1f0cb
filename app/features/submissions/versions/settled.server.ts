import type { Reader } from '../../../../db/client.server.ts';
import type { CorrectionState } from './rules.ts';

/** What the partnership has said for good about one version: then it is not opened again. */
export async function findSettled(
  db: Reader,
  { submissionId, partnershipId }: { readonly submissionId: string; readonly partnershipId: string },
): Promise<Pick<CorrectionState, 'letterIssued' | 'challenged'>> {
  const letter = await db
    .selectFrom('outcome_letter')
    .select('id')
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  const response = await db
    .selectFrom('written_response')
    .select('id')
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  const heard = await db
    .selectFrom('session_slot')
    .innerJoin('challenge_session', 'challenge_session.id', 'session_slot.session_id')
    .select('session_slot.id')
    .where('session_slot.submission_id', '=', submissionId)
    .where('session_slot.partnership_id', '=', partnershipId)
    .where('challenge_session.status', '=', 'held')
    .executeTakeFirst();
  const challenge = await db
    .selectFrom('challenge')
    .select('id')
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .limit(1)
    .executeTakeFirst();
  const answered = letter !== undefined || response !== undefined;
  return { letterIssued: answered, challenged: heard !== undefined || challenge !== undefined };
}
