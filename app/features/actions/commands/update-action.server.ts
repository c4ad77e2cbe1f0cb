import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { NewEvidence } from '../../evidence/commands/add-evidence.server.ts';
import { findProof, type Proof } from '../../evidence/commands/find-proof.server.ts';
import { findMarkedDoneBy } from '../get-action.server.ts';
import { addMonths, mayReschedule, whyNotVerify } from '../rules.ts';
import type { Decision, MarkDone, Progress, Reschedule } from '../schema.ts';
import { eventOwner } from '../scope.server.ts';
import { getActionSettings, grantsTime } from '../settings.server.ts';
import {
  type Action,
  type ActionSaved,
  addUpdate,
  holdOwnAction,
  holdPartnershipAction,
  moveAction,
  stale,
} from './hold-action.server.ts';
import { tellOwner } from './people-of-action.server.ts';

/**
 * Progress from the organisation's own people, or from whoever may on a group's own action. It needs no revision: a note is
 * added, none is replaced. A new file or link joins the organisation's evidence in the same step. Refuses an action that is
 * done or closed.
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
    const action = await holdOwnAction(trx, viewer, actionId);
    const proof = await proofOf(trx, stamp, viewer, action, input.evidence, newEvidence);
    if (proof === undefined) return noSuchProof;
    await moveAction(trx, stamp, viewer, action, 'progress', {
      note: input.note,
      percent: input.percent,
      rag: input.rag ?? null,
      ...proof,
    });
    return { saved: true };
  });
}

/** The owner says that the action is done and how they know: words on what changed, and something that shows it. */
export async function markDone(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: MarkDone,
  newEvidence?: NewEvidence,
): Promise<ActionSaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await holdOwnAction(trx, viewer, actionId);
    if (action.revision !== input.revision) return stale;
    const proof = await proofOf(trx, stamp, viewer, action, input.evidence, newEvidence);
    if (proof === undefined) return noSuchProof;
    if (proof.evidence_id === undefined && !input.link) return noProof(action);
    const note = input.link ? `${input.note}\n\nWhere it can be seen: ${input.link}` : input.note;
    await moveAction(trx, stamp, viewer, action, 'done', { note, percent: 100, ...proof });
    return { saved: true };
  });
}

/**
 * The partnership closes, sends back or opens again. Whoever owns the action, sponsors it or marked it as done is refused:
 * an action is closed by somebody else. Where a board ratifies, a checked action waits for it. The day on which somebody
 * looks whether it still works is set with the check.
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
    const action = await holdPartnershipAction(trx, scope, actionId);
    if (action.revision !== input.revision) return stale;
    if (decision !== 'reopened') {
      const why = whyNotVerify(
        {
          ownerId: action.owner_id,
          sponsorId: action.sponsor_id,
          markedDoneBy: await findMarkedDoneBy(trx, action.id),
        },
        viewer.personId,
      );
      if (why !== null) throw notNow(why);
    }
    const stamp = portal.stamp();
    const { impactMonths } = await getActionSettings(trx, action.partnership_id);
    const impactOn = input.impactCheckOn ?? addMonths(stamp.today, impactMonths);
    await moveAction(
      trx,
      stamp,
      viewer,
      action,
      decision,
      { note: input.note },
      {
        impact_check_on: decision === 'verified' ? impactOn : null,
      },
    );
    const words =
      decision === 'verified' && action.ratify === 1
        ? 'has been checked and waits for the board'
        : decisionWords[decision];
    await tellOwner(trx, stamp, portal.config.publicOrigin, action, words);
    return { saved: true };
  });
}

/**
 * Moves the due date, with a reason. The first date stays on record for ever. A later date is more time, which is refused to
 * whoever may not grant it: otherwise an action would stop being overdue without the chair.
 */
export async function rescheduleAction(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: Reschedule,
): Promise<ActionSaved> {
  const scope = partnershipScope(viewer, 'action.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await holdPartnershipAction(trx, scope, actionId);
    if (action.revision !== input.revision) return stale;
    if (!mayReschedule(action.status)) throw notNow('The date of an action that is done or closed cannot change.');
    if (action.due_on === input.dueOn)
      return { saved: false, field: 'dueOn', problem: 'Enter another date than the one it has now' };
    if (
      input.dueOn > action.due_on &&
      !grantsTime(viewer, action.partnership_id, await getActionSettings(trx, action.partnership_id))
    )
      return { saved: false, field: 'dueOn', problem: 'Enter an earlier date. More time is for the chair to grant' };
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
      owner: eventOwner(action),
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

const noSuchProof: ActionSaved = { saved: false, field: 'evidence', problem: 'Choose evidence from the list' };

const noProof = ({ organisation_id }: Action): ActionSaved => ({
  saved: false,
  field: 'link',
  problem:
    organisation_id === null
      ? 'Enter a link to something that shows what changed'
      : 'Choose evidence, add a file or enter a link that shows what changed',
});

/** What is shown with the words. A group has no evidence of its own, so that its actions have words alone. */
async function proofOf(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { organisation_id }: Action,
  evidence: string | null,
  newEvidence: NewEvidence | undefined,
): Promise<Proof | undefined> {
  if (organisation_id === null) return evidence === null && !newEvidence ? {} : undefined;
  return findProof(trx, stamp, viewer, organisation_id, evidence, newEvidence);
}
