import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { PartnershipPermission } from '../../accounts/permissions.ts';
import { mayInPartnership, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getReach, type Reach } from '../reach.server.ts';

/** A submission whose moderation this transaction holds. */
export type HeldModeration = Reach;

/** Whether a person belongs to the organisation: such a person never judges its return. */
export const belongsTo = (viewer: Viewer, organisationId: string): boolean =>
  viewer.organisationRoles.some((grant) => grant.organisationId === organisationId);

/** What a peer may do where one of the panel needs the permission. */
const forPeers: Partial<Record<PartnershipPermission, PartnershipPermission>> = {
  'moderation.judge': 'moderation.judge-assigned',
};

/**
 * Holds the moderation of a submission until the transaction ends. Refuses a submission that the person does not reach
 * as unknown; somebody who has a role or an interest in the organisation or in its trust; a version that a newer one
 * stands before; a return that is closed; and in a cycle that is rated blind, a rating by somebody who sees every rating
 * there and was not given the return.
 */
export async function holdModeration(
  trx: Trx,
  viewer: Viewer,
  permission: PartnershipPermission,
  submissionId: string,
): Promise<HeldModeration> {
  const partnershipIds = viewer.partnershipRoles.map((grant) => grant.partnershipId);
  if (partnershipIds.length === 0) throw notFound();
  const held = await trx
    .updateTable('moderation')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('submission_id', '=', submissionId)
    .where('partnership_id', 'in', partnershipIds)
    .returning('partnership_id as partnershipId')
    .executeTakeFirst();
  if (!held) throw notFound();
  const reach = await getReach(trx, viewer, submissionId);
  const needed = reach.peer ? forPeers[permission] : permission;
  if (!needed || !mayInPartnership(viewer, needed, reach.partnershipId)) throw notFound();
  const { obstacle, conflict, superseded, returnClosed } = reach;
  const judges = permission === 'moderation.judge';
  if (obstacle !== null && (judges || conflict || superseded || returnClosed)) throw notNow(obstacle);
  return reach;
}

/** As the first thing is written in a moderation it starts; one that is finished must be opened again first. */
export async function startModeration(trx: Trx, stamp: Stamp, viewer: Viewer, held: HeldModeration): Promise<void> {
  if (held.status === 'finished')
    throw notNow('This moderation is finished. Open it again on the page of the return before you change it');
  if (held.status === 'in-progress') return;
  await trx
    .updateTable('moderation')
    .set({ status: 'in-progress', started_at: stamp.now })
    .where('submission_id', '=', held.submissionId)
    .where('partnership_id', '=', held.partnershipId)
    .execute();
  await recordEvent(trx, stamp, {
    type: 'moderation.started',
    owner: { partnershipId: held.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'submission', id: held.submissionId },
  });
}
