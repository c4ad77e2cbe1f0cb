import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { CheckImpact } from '../schema.ts';
import { eventOwner } from '../scope.server.ts';
import { type ActionSaved, addUpdate, holdPartnershipAction, moveAction, stale } from './hold-action.server.ts';
import { tellOwner } from './people-of-action.server.ts';

/**
 * Somebody other than the owner looks again at a closed action. It holds, and may be looked at once more on a later day; or
 * it does not, and then the action goes back to work, or stays closed for a follow-up action to take over.
 */
export async function checkImpact(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  result: 'impact-held' | 'impact-lost',
  input: CheckImpact,
): Promise<ActionSaved> {
  const scope = partnershipScope(viewer, 'action.verify');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await holdPartnershipAction(trx, scope, actionId);
    if (action.revision !== input.revision) return stale;
    if (action.status !== 'closed') throw notNow('Only a closed action is looked at again.');
    if (action.owner_id === viewer.personId || action.sponsor_id === viewer.personId)
      throw notNow('This action is your own. Somebody else must look whether it still works.');
    if (input.impactCheckOn && input.impactCheckOn <= stamp.today)
      return { saved: false, field: 'impactCheckOn', problem: 'Enter a day to come, or leave it empty' };
    const held = result === 'impact-held';
    await addUpdate(trx, stamp, viewer, action, held ? 'impact-seen' : 'impact-not-seen', { note: input.note });
    await recordEvent(trx, stamp, {
      type: 'action.impact-checked',
      owner: eventOwner(action),
      actorId: viewer.personId,
      subject: { kind: 'action', id: action.id },
      detail: { held },
    });
    const next = held ? (input.impactCheckOn ?? null) : null;
    if (!held && input.afterwards !== 'follow-up') {
      const note = 'Looked at again, it did not hold.';
      await moveAction(trx, stamp, viewer, action, 'reopened', { note }, { impact_check_on: null });
    } else {
      await trx
        .updateTable('action')
        .set({ impact_check_on: next, revision: action.revision + 1 })
        .where('id', '=', action.id)
        .execute();
    }
    await tellOwner(
      trx,
      stamp,
      portal.config.publicOrigin,
      action,
      held ? 'was looked at again and holds' : 'was looked at again and does not hold',
    );
    return { saved: true };
  });
}
