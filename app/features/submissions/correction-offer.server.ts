import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';

/**
 * When the organisation offered this partnership a correction of what it sent, if it did. That it was offered is all that
 * a partnership learns: what has changed stays with the organisation until the return is opened again.
 */
export async function findCorrectionOffer(
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('shared_return_member as member')
    .innerJoin('submission', 'submission.return_id', 'member.return_id')
    .select('member.correction_at as at')
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .whereRef('member.partnership_id', '=', 'submission.partnership_id')
    .where('member.correction', '=', 'offered')
    .executeTakeFirst();
  return row?.at ?? null;
}
