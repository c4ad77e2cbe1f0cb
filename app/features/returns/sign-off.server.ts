import type { Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';

/** The return that is taken back, with its owners. */
export interface SignedReturn {
  readonly id: string;
  readonly organisationId: string;
  readonly partnershipId: string;
}

/** What signatures are voided with when an answer, the profile or a piece of evidence changes. */
export const changedReason = 'The return was changed after it was signed';

/** What signatures are voided with when a sent return is opened again; the version that was sent keeps its own. */
export const reopenedReason = 'The return was opened again after it was sent';

/** What signatures are voided with when the partnership moves the return to a newer edition. */
export const movedReason = 'The return was moved to a newer edition of the standards after it was signed';

/**
 * Takes a return that is waiting for signatures, or signed, back to work: the status, the open request for signatures
 * and every signature on it, which stays and shows why it no longer counts. Call it in the transaction of the edit,
 * after the edit's own write to the return's row has put other writers in a queue. Gives how many signatures it voided;
 * does nothing to a return in any other state.
 */
export async function takeReturnBack(
  trx: Trx,
  stamp: Stamp,
  agencyReturn: SignedReturn,
  actorId: string,
  why:
    | { readonly outcome: 'changed'; readonly reason?: string }
    | { readonly outcome: 'sent-back'; readonly by: string; readonly note: string },
): Promise<number> {
  const moved = await trx
    .updateTable('agency_return')
    .set({ status: 'in-progress' })
    .where('id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('status', 'in', ['awaiting-sign-off', 'signed'])
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return 0;
  await trx
    .updateTable('sign_off_request')
    .set({
      ended_at: stamp.now,
      ended_by: actorId,
      outcome: why.outcome,
      note: why.outcome === 'sent-back' ? why.note : null,
    })
    .where('return_id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('ended_at', 'is', null)
    .execute();
  const voided = await trx
    .updateTable('sign_off')
    .set({
      voided_at: stamp.now,
      void_reason: why.outcome === 'sent-back' ? `Sent back by ${why.by}` : (why.reason ?? changedReason),
    })
    .where('return_id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('voided_at', 'is', null)
    .returning(['id', 'signatory'])
    .execute();
  const about = {
    owner: { organisationId: agencyReturn.organisationId, partnershipId: agencyReturn.partnershipId },
    actorId,
    subject: { kind: 'return', id: agencyReturn.id },
  } as const;
  await recordEvent(trx, stamp, { ...about, type: 'return.taken-back', detail: { because: why.outcome } });
  for (const signature of voided) {
    await recordEvent(trx, stamp, {
      ...about,
      type: 'signature.voided',
      detail: { signOff: signature.id, signatory: signature.signatory },
    });
  }
  return voided.length;
}
