/** What every command on an action shares: holding its row, moving its state, and adding to its timeline. */
import type { Selectable, Updateable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { ActionRow, ActionUpdateRow } from '../../../../db/schema/actions.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { PartnershipScope, Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import { type ActionMove, stateAfter } from '../rules.ts';
import { eventOwner, progressesAction } from '../scope.server.ts';

export type Action = Selectable<ActionRow>;

/** Saved, or what stands in the way in words: nothing was written then, and the page keeps what was typed. */
export type ActionSaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly field: string; readonly problem: string };

export const stale: ActionSaved = {
  saved: false,
  field: '',
  problem: 'Somebody else changed this action while you were writing. Read what is new, then save again',
};

/** An action that the viewer may post progress on; any other is refused as not found. */
export async function holdOwnAction(trx: Trx, viewer: Viewer, actionId: string): Promise<Action> {
  const action = await held(trx, actionId).executeTakeFirst();
  if (!action || !progressesAction(viewer, action)) throw notFound();
  return action;
}

/** An action of the partnerships in scope; any other is refused as not found. */
export async function holdPartnershipAction(trx: Trx, scope: PartnershipScope, actionId: string): Promise<Action> {
  const action = await held(trx, actionId).where('partnership_id', 'in', scope.partnershipIds).executeTakeFirst();
  if (!action) throw notFound();
  return action;
}

/** Reads an action and holds its row until the transaction ends, so that two writers decide one after the other. */
export const held = (trx: Trx, actionId: string) =>
  trx
    .updateTable('action')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', actionId)
    .returningAll();

const moveEvents: Record<ActionMove, EventType> = {
  progress: 'action.progressed',
  done: 'action.done',
  verified: 'action.verified',
  returned: 'action.returned',
  ratified: 'action.ratified',
  'not-ratified': 'action.not-ratified',
  reopened: 'action.reopened',
};

const impossible: Record<ActionMove, string> = {
  progress: 'This action is done or closed, so no more progress can be added. Ask the partnership to open it again.',
  done: 'This action is already marked as done.',
  verified: 'Only an action that is marked as done can be checked and closed.',
  returned: 'Only an action that is marked as done can be sent back.',
  ratified: 'Only an action that has been checked can be ratified.',
  'not-ratified': 'Only an action that has been checked can be sent back by the board.',
  reopened: 'Only a closed action can be opened again.',
};

export type UpdateParts = Pick<ActionUpdateRow, 'note'> &
  Partial<Pick<ActionUpdateRow, 'percent' | 'rag' | 'evidence_id' | 'due_from' | 'due_to'>> & {
    evidence_version?: number;
  };

/** Moves an action to the state that a move leads to, with its place in the timeline and its event. */
export async function moveAction(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  action: Action,
  kind: ActionMove,
  parts: UpdateParts,
  set: Updateable<Pick<ActionRow, 'impact_check_on'>> = {},
): Promise<void> {
  const status = stateAfter(action.status, kind, action.ratify === 1);
  if (status === undefined) throw notNow(impossible[kind]);
  await trx
    .updateTable('action')
    .set({
      status,
      percent: parts.percent ?? action.percent,
      rag: parts.rag ?? action.rag,
      closed_at: status === 'closed' ? stamp.now : null,
      revision: action.revision + 1,
      ...set,
    })
    .where('id', '=', action.id)
    .execute();
  await addUpdate(trx, stamp, viewer, action, kind, parts);
  await recordEvent(trx, stamp, {
    type: moveEvents[kind],
    owner: eventOwner(action),
    actorId: viewer.personId,
    subject: { kind: 'action', id: action.id },
    detail: { status, percent: parts.percent ?? action.percent, evidenceId: parts.evidence_id ?? null },
  });
}

/** Adds to the timeline; nothing in it is ever changed. */
export async function addUpdate(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  action: Action,
  kind: ActionUpdateRow['kind'],
  parts: UpdateParts,
): Promise<void> {
  await trx
    .insertInto('action_update')
    .values({
      id: stamp.newId(),
      partnership_id: action.partnership_id,
      organisation_id: action.organisation_id,
      action_id: action.id,
      kind,
      note: parts.note,
      percent: parts.percent ?? null,
      rag: parts.rag ?? null,
      due_from: parts.due_from ?? null,
      due_to: parts.due_to ?? null,
      evidence_id: parts.evidence_id ?? null,
      evidence_version: parts.evidence_version ?? 1,
      made_by: viewer.personId,
      made_at: stamp.now,
    })
    .execute();
}
