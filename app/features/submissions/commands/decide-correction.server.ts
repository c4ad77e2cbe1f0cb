import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { findSharedId, holdShared, listTogether } from '../../returns/shared/members.server.ts';
import { listSent } from '../share-page.server.ts';

export interface CorrectionInput {
  readonly returnId: string;
  /** The hash of the changes that the page showed. */
  readonly mark: string;
  /** `offered`: the partnership is told that there is a correction. `kept`: what it has stays as it was sent. */
  readonly decision: 'offered' | 'kept';
}

/**
 * Says what becomes of changes made elsewhere since a partnership received its copy. Nothing is changed in what was sent:
 * an offer tells the partnership that there is one and how many answers it concerns, and not a word of it; the return
 * must be opened again before anything reaches it. Gives false, and does nothing, when the changes are others than the
 * page showed. Refuses a return that was not sent, or has nothing to correct, as unknown.
 */
export async function decideCorrection(portal: Portal, viewer: Viewer, input: CorrectionInput): Promise<boolean> {
  const scope = organisationScope(viewer, 'return.submit');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const sharedReturnId = await findSharedId(trx, scope, input.returnId);
    if (sharedReturnId === undefined) throw notFound();
    await holdShared(trx, sharedReturnId);
    const [open] = await listTogether(trx, scope, sharedReturnId);
    const sent = (await listSent(trx, scope, sharedReturnId, open)).find((one) => one.returnId === input.returnId);
    if (!sent || sent.corrections.length === 0) throw notFound();
    if (sent.mark !== input.mark) return false;
    if (sent.decided?.what === input.decision) return true;
    const row = await trx
      .updateTable('shared_return_member')
      .set({
        correction: input.decision,
        correction_mark: sent.mark,
        correction_at: stamp.now,
        correction_by: viewer.personId,
      })
      .where('return_id', '=', input.returnId)
      .where('organisation_id', 'in', scope.organisationIds)
      .returning(['organisation_id', 'partnership_id'])
      .executeTakeFirstOrThrow();
    const offered = input.decision === 'offered';
    await recordEvent(trx, stamp, {
      type: offered ? 'correction.offered' : 'correction.declined',
      // What is kept as it was sent is no business of the partnership; an offer is made to it.
      owner: { organisationId: row.organisation_id, ...(offered ? { partnershipId: row.partnership_id } : {}) },
      actorId: viewer.personId,
      subject: { kind: 'return', id: input.returnId },
      detail: { answers: sent.corrections.length },
    });
    return true;
  });
}
