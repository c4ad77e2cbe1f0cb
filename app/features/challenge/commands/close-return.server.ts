import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { mayMoveReturn } from '../../returns/rules.ts';

/** Closes a return that was answered. Refused, in words, without feedback: an issued letter or a written response. Closing twice does nothing. */
export async function closeReturn(portal: Portal, viewer: Viewer, returnId: string): Promise<void> {
  const scope = partnershipScope(viewer, 'letter.issue');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const agencyReturn = await trx
      .updateTable('agency_return')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', returnId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returning(['id', 'status', 'organisation_id', 'partnership_id', 'revision'])
      .executeTakeFirst();
    if (!agencyReturn) throw notFound();
    if (agencyReturn.status === 'closed') return;
    if (!mayMoveReturn(agencyReturn.status, 'closed')) throw notNow('Only a return that has been sent can be closed.');
    const letter = await trx
      .selectFrom('outcome_letter')
      .innerJoin('submission', 'submission.id', 'outcome_letter.submission_id')
      .select('outcome_letter.id')
      .where('submission.return_id', '=', returnId)
      .where('submission.superseded_at', 'is', null)
      .where('outcome_letter.partnership_id', '=', agencyReturn.partnership_id)
      .executeTakeFirst();
    const response = await trx
      .selectFrom('written_response')
      .innerJoin('submission', 'submission.id', 'written_response.submission_id')
      .select('written_response.id')
      .where('submission.return_id', '=', returnId)
      .where('submission.superseded_at', 'is', null)
      .where('written_response.partnership_id', '=', agencyReturn.partnership_id)
      .executeTakeFirst();
    if (!letter && !response)
      throw notNow(
        'Issue the outcome letter first, or send a written response: a return cannot be closed without an answer to the agency.',
      );
    await trx
      .updateTable('agency_return')
      .set({ status: 'closed', closed_at: stamp.now, revision: agencyReturn.revision + 1 })
      .where('id', '=', returnId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'return.closed',
      owner: { organisationId: agencyReturn.organisation_id, partnershipId: agencyReturn.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'return', id: returnId },
      detail: { letterId: letter?.id ?? null, responseId: response?.id ?? null },
    });
  });
}
