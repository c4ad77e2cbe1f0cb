import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { actionsNeedRatifying, mayReschedule, priorities } from '../rules.ts';
import type { EditAction, Reassign } from '../schema.ts';
import { eventOwner, holderName, mayReassign } from '../scope.server.ts';
import { getActionSettings } from '../settings.server.ts';
import { requireOwnParts } from './create-action.server.ts';
import { type Action, type ActionSaved, addUpdate, held, holdPartnershipAction, stale } from './hold-action.server.ts';
import { findPerson, findSponsor, tellNewOwner, tellOwner } from './people-of-action.server.ts';

/** Changes what an action says, except its owner and its date. What was there before stays in the timeline. */
export async function editAction(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: EditAction,
): Promise<ActionSaved> {
  const scope = partnershipScope(viewer, 'action.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await holdPartnershipAction(trx, scope, actionId);
    if (action.revision !== input.revision) return stale;
    if (!mayReschedule(action.status))
      throw notNow('An action that is done or closed cannot change. Open it again first.');
    if (input.startsOn && input.startsOn > action.due_on)
      return { saved: false, field: 'startsOn', problem: 'The action cannot start after the date it is due' };
    const place = { organisationId: action.organisation_id, partnershipId: action.partnership_id };
    await requireOwnParts(trx, scope, action.partnership_id, input);
    const sponsor = await findSponsor(trx, place, input, stamp.today);
    const { ratify } = await getActionSettings(trx, action.partnership_id);
    const next = {
      finding: input.finding,
      what: input.what,
      success_measure: input.successMeasure,
      sponsor_id: sponsor?.id ?? null,
      sponsor_name: sponsor?.name ?? null,
      starts_on: input.startsOn ?? null,
      priority: input.priority,
      priority_id: input.partnershipPriority ?? null,
      // A group's own action stays with its group.
      group_id: action.organisation_id === null ? action.group_id : (input.group ?? null),
      ratify: actionsNeedRatifying(input.ratify, ratify.includes(action.source_kind)) ? 1 : 0,
    };
    const before = changesOf(action, next);
    if (before.length === 0) return { saved: true };
    await trx
      .updateTable('action')
      .set({ ...next, revision: action.revision + 1 })
      .where('id', '=', action.id)
      .execute();
    await addUpdate(trx, stamp, viewer, action, 'changed', { note: before.map(([, words]) => words).join('\n') });
    await recordEvent(trx, stamp, {
      type: 'action.changed',
      owner: eventOwner(action),
      actorId: viewer.personId,
      subject: { kind: 'action', id: action.id },
      detail: { fields: before.map(([field]) => field).join(' ') },
    });
    await tellOwner(trx, stamp, portal.config.publicOrigin, action, 'has been reworded');
    return { saved: true };
  });
}

type Changeable = Pick<
  Action,
  | 'finding'
  | 'what'
  | 'success_measure'
  | 'sponsor_name'
  | 'starts_on'
  | 'priority'
  | 'priority_id'
  | 'group_id'
  | 'ratify'
>;

/** What changed, each with what stood there before in words. */
function changesOf(before: Changeable, next: Changeable): [keyof Changeable, string][] {
  const was: Record<keyof Changeable, string> = {
    finding: `What was found said before: ${before.finding}`,
    what: `What must be done said before: ${before.what}`,
    success_measure: `How we shall know that it worked said before: ${before.success_measure}`,
    sponsor_name: `The executive sponsor was: ${before.sponsor_name ?? 'nobody'}`,
    starts_on: `The start was: ${before.starts_on === null ? 'not set' : dayInWords(before.starts_on)}`,
    priority: `The priority was: ${priorities[before.priority]}`,
    priority_id: 'It served another priority of the partnership, or none',
    group_id: 'It was followed by another group, or by none',
    ratify: before.ratify === 1 ? 'A board had to ratify it' : 'No board had to ratify it',
  };
  return (Object.keys(was) as (keyof Changeable)[])
    .filter((field) => before[field] !== next[field])
    .map((field) => [field, was[field]]);
}

/**
 * Gives an action to somebody else: the partnership that gave it, or, inside the organisation, its safeguarding lead. Who
 * owned it before stays in the timeline.
 */
export async function reassignAction(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: Reassign,
): Promise<ActionSaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await held(trx, actionId).executeTakeFirst();
    if (!action || !mayReassign(viewer, action)) throw notFound();
    if (action.revision !== input.revision) return stale;
    if (!mayReschedule(action.status)) throw notNow('An action that is done or closed stays with its owner.');
    const place = { organisationId: action.organisation_id, partnershipId: action.partnership_id };
    const owner = await findPerson(trx, place, { id: input.owner, name: input.ownerName }, stamp.today);
    if (owner.id === action.owner_id && owner.name === action.owner_name)
      return { saved: false, field: 'owner', problem: 'Choose somebody else than the owner of today' };
    const revision = action.revision + 1;
    await trx
      .updateTable('action')
      .set({ owner_id: owner.id, owner_name: owner.name, revision })
      .where('id', '=', action.id)
      .execute();
    const moved = `From ${action.owner_name} to ${owner.name}.`;
    await addUpdate(trx, stamp, viewer, action, 'reassigned', {
      note: input.note === null ? moved : `${moved} ${input.note}`,
    });
    await recordEvent(trx, stamp, {
      type: 'action.changed',
      owner: eventOwner(action),
      actorId: viewer.personId,
      subject: { kind: 'action', id: action.id },
      detail: { ownerFrom: action.owner_id, ownerTo: owner.id },
    });
    const { holder } = await trx
      .selectFrom('action')
      .select(holderName.as('holder'))
      .where('id', '=', action.id)
      .executeTakeFirstOrThrow();
    await tellNewOwner(trx, stamp, portal.config.publicOrigin, { ...action, owner_id: owner.id, revision }, holder);
    return { saved: true };
  });
}
