import type { Selectable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { ActionRow, ActionUpdateRow } from '../../../../db/schema/actions.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import type { NewEvidence } from '../../evidence/commands/add-evidence.server.ts';
import { findProof } from '../../evidence/commands/find-proof.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { findMarkedDoneBy } from '../get-action.server.ts';
import { type ActionMove, mayReschedule, stateAfter, whyNotVerify } from '../rules.ts';
import type { Decision, MarkDone, Progress, Reschedule } from '../schema.ts';
import { progressesAction } from '../scope.server.ts';

/** Saved, or what stands in the way in words: nothing was written then, and the page keeps what was typed. */
export type ActionSaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly field: string; readonly problem: string };

const stale: ActionSaved = {
  saved: false,
  field: '',
  problem: 'Somebody else changed this action while you were writing. Read what is new, then save again',
};

/**
 * Progress from the organisation's own people. It needs no revision: a note is added, none is replaced. A new file or
 * link joins the organisation's evidence in the same step. Refuses an action that is done or closed.
 */
export async function postProgress(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: Progress,
  newEvidence?: NewEvidence,
): Promise<ActionSaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await findOwnAction(trx, viewer, actionId);
    const evidence = await findProof(trx, stamp, viewer, action.organisation_id, input.evidence, newEvidence);
    if (evidence === undefined) return noSuchProof;
    await move(trx, stamp, viewer, action, 'progress', {
      note: input.note,
      percent: input.percent,
      ...evidence,
    });
    return { saved: true };
  });
}

/** The organisation says that the action is done, and how it knows. */
export async function markDone(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: MarkDone,
  newEvidence?: NewEvidence,
): Promise<ActionSaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await findOwnAction(trx, viewer, actionId);
    if (action.revision !== input.revision) return stale;
    const evidence = await findProof(trx, stamp, viewer, action.organisation_id, input.evidence, newEvidence);
    if (evidence === undefined) return noSuchProof;
    await move(trx, stamp, viewer, action, 'done', { note: input.note, percent: 100, ...evidence });
    return { saved: true };
  });
}

/**
 * The partnership closes, sends back or opens again. Whoever owns the action or marked it as done is refused: an
 * action is closed by somebody else.
 */
export async function decideAction(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  decision: 'verified' | 'returned' | 'reopened',
  input: Decision,
): Promise<ActionSaved> {
  const scope = partnershipScope(viewer, 'action.verify');
  return portal.database.transaction(async (trx) => {
    const action = await findPartnershipAction(trx, scope, actionId);
    if (action.revision !== input.revision) return stale;
    if (decision !== 'reopened') {
      const why = whyNotVerify(
        { ownerId: action.owner_id, markedDoneBy: await findMarkedDoneBy(trx, action.id) },
        viewer.personId,
      );
      if (why !== null) throw notNow(why);
    }
    const stamp = portal.stamp();
    await move(trx, stamp, viewer, action, decision, { note: input.note });
    await tellOwner(trx, stamp, portal.config.publicOrigin, action, decisionWords[decision]);
    return { saved: true };
  });
}

/** Moves the due date, with a reason. The first date stays on record for ever. */
export async function rescheduleAction(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: Reschedule,
): Promise<ActionSaved> {
  const scope = partnershipScope(viewer, 'action.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await findPartnershipAction(trx, scope, actionId);
    if (action.revision !== input.revision) return stale;
    if (!mayReschedule(action.status)) throw notNow('The date of an action that is done or closed cannot change.');
    if (action.due_on === input.dueOn)
      return { saved: false, field: 'dueOn', problem: 'Enter another date than the one it has now' };
    await trx
      .updateTable('action')
      .set({ due_on: input.dueOn, revision: action.revision + 1 })
      .where('id', '=', action.id)
      .execute();
    await addUpdate(trx, stamp, viewer, action, 'rescheduled', {
      note: input.note,
      due_from: action.due_on,
      due_to: input.dueOn,
    });
    await recordEvent(trx, stamp, {
      type: 'action.changed',
      owner: { organisationId: action.organisation_id, partnershipId: action.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'action', id: action.id },
      detail: { dueFrom: action.due_on, dueTo: input.dueOn },
    });
    await tellOwner(trx, stamp, portal.config.publicOrigin, action, `is now due on ${dayInWords(input.dueOn)}`);
    return { saved: true };
  });
}

const decisionWords = {
  verified: 'has been checked and closed',
  returned: 'has been sent back',
  reopened: 'has been opened again',
} as const;

/** Tells an owner with an account what the partnership decided; an owner who has left the portal is not written to. */
async function tellOwner(trx: Trx, stamp: Stamp, origin: string, action: AgencyAction, change: string): Promise<void> {
  if (action.owner_id === null) return;
  const owner = await trx
    .selectFrom('person')
    .innerJoin('organisation', (join) => join.on('organisation.id', '=', action.organisation_id))
    .select(['person.id', 'person.email', 'organisation.name as organisation'])
    .where('person.id', '=', action.owner_id)
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!owner) return;
  await queueMessage(trx, stamp, {
    template: 'action-changed',
    fields: {
      reference: action.reference,
      organisation: owner.organisation,
      change,
      address: `${origin}/actions/${action.id}`,
    },
    to: { address: owner.email, personId: owner.id },
    reference: `action-changed:${action.id}:${action.revision}`,
    organisationId: action.organisation_id,
    partnershipId: action.partnership_id,
  });
}

/** An action of an organisation; a group's own has none. */
type AgencyAction = Selectable<ActionRow> & { readonly organisation_id: string };
const ofAgency = (action: Selectable<ActionRow>): action is AgencyAction => action.organisation_id !== null;

async function findOwnAction(trx: Trx, viewer: Viewer, actionId: string): Promise<AgencyAction> {
  const action = await held(trx, actionId).executeTakeFirst();
  if (!action || !ofAgency(action) || !progressesAction(viewer, action)) throw notFound();
  return action;
}

async function findPartnershipAction(trx: Trx, scope: PartnershipScope, actionId: string): Promise<AgencyAction> {
  const action = await held(trx, actionId).where('partnership_id', 'in', scope.partnershipIds).executeTakeFirst();
  if (!action || !ofAgency(action)) throw notFound();
  return action;
}

/** Reads an action and holds its row until the transaction ends, so that two writers decide one after the other. */
const held = (trx: Trx, actionId: string) =>
  trx
    .updateTable('action')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', actionId)
    .returningAll();

const noSuchProof: ActionSaved = { saved: false, field: 'evidence', problem: 'Choose evidence from the list' };

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

type UpdateParts = Pick<ActionUpdateRow, 'note'> &
  Partial<Pick<ActionUpdateRow, 'percent' | 'evidence_id' | 'due_from' | 'due_to'>> & { evidence_version?: number };

async function move(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  action: AgencyAction,
  kind: ActionMove,
  parts: UpdateParts,
): Promise<void> {
  const status = stateAfter(action.status, kind);
  if (status === undefined) throw notNow(impossible[kind]);
  await trx
    .updateTable('action')
    .set({
      status,
      percent: parts.percent ?? action.percent,
      closed_at: status === 'closed' ? stamp.now : null,
      revision: action.revision + 1,
    })
    .where('id', '=', action.id)
    .execute();
  await addUpdate(trx, stamp, viewer, action, kind, parts);
  await recordEvent(trx, stamp, {
    type: moveEvents[kind],
    owner: { organisationId: action.organisation_id, partnershipId: action.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'action', id: action.id },
    detail: { status, percent: parts.percent ?? action.percent, evidenceId: parts.evidence_id ?? null },
  });
}

async function addUpdate(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  action: AgencyAction,
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
      due_from: parts.due_from ?? null,
      due_to: parts.due_to ?? null,
      evidence_id: parts.evidence_id ?? null,
      evidence_version: parts.evidence_version ?? 1,
      made_by: viewer.personId,
      made_at: stamp.now,
    })
    .execute();
}
