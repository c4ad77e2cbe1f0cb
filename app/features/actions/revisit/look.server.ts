import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { addUpdate, holdPartnershipAction } from '../commands/hold-action.server.ts';
import { tellOwner } from '../commands/people-of-action.server.ts';
import { eventOwner } from '../scope.server.ts';
import type { Look } from './rules.ts';

/**
 * Writes down what somebody saw who looked again at a closed action that was drawn. Nothing is overwritten: a second look
 * is another row. What it says stands in the action's own history too, unless nothing could be told. Nobody looks at an
 * action that they own or sponsor.
 */
export async function lookAgain(portal: Portal, viewer: Viewer, revisitId: string, input: Look): Promise<void> {
  const scope = partnershipScope(viewer, 'action.verify');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const member = await trx
      .selectFrom('action_revisit_member')
      .select('partnership_id')
      .where('partnership_id', 'in', scope.partnershipIds)
      .where('revisit_id', '=', revisitId)
      .where('action_id', '=', input.action)
      .executeTakeFirst();
    if (!member) throw notFound();
    const action = await holdPartnershipAction(trx, scope, input.action);
    if (action.status !== 'closed') throw notNow('This action is open again. Only a closed one is looked at again.');
    if (action.owner_id === viewer.personId || action.sponsor_id === viewer.personId)
      throw notNow('This action is your own. Somebody else must look whether it still works.');
    await trx
      .insertInto('action_revisit_look')
      .values({
        id: stamp.newId(),
        partnership_id: member.partnership_id,
        organisation_id: action.organisation_id,
        revisit_id: revisitId,
        action_id: action.id,
        outcome: input.outcome,
        note: input.note,
        looked_by: viewer.personId,
        looked_at: stamp.now,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'action.revisited',
      owner: eventOwner(action),
      actorId: viewer.personId,
      subject: { kind: 'action', id: action.id },
      detail: { revisitId, outcome: input.outcome },
    });
    if (input.outcome === 'unclear') return;
    const works = input.outcome === 'works';
    await addUpdate(trx, stamp, viewer, action, works ? 'impact-seen' : 'impact-not-seen', { note: input.note });
    await trx
      .updateTable('action')
      .set({ revision: action.revision + 1 })
      .where('id', '=', action.id)
      .execute();
    const change = works ? 'was looked at again and holds' : 'was looked at again and does not hold';
    await tellOwner(trx, stamp, portal.config.publicOrigin, action, change);
  });
}
