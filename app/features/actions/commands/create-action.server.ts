import type { Selectable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { ActionRow } from '../../../../db/schema/actions.table.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { type ActionOrigin, getActionOrigin } from '../origin.server.ts';
import { actionsNeedRatifying } from '../rules.ts';
import type { NewAction } from '../schema.ts';
import { eventOwner } from '../scope.server.ts';
import { getActionSettings } from '../settings.server.ts';
import { findPerson, findSponsor, tellNewOwner } from './people-of-action.server.ts';

/**
 * Gives an organisation an action, or a group of the partnership one of its own, from a challenge, from a submission, or by
 * hand. Refuses as not found what is outside the viewer's partnerships, an owner who holds no role in the organisation (for
 * a group's own: no role that may post progress), and a group, priority or earlier action of another partnership. The same
 * form posted twice gives the same action.
 */
export async function createAction(
  portal: Portal,
  viewer: Viewer,
  input: NewAction,
): Promise<{ readonly id: string; readonly reference: string; readonly from: ActionOrigin['challenge'] }> {
  const scope = partnershipScope(viewer, 'action.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const origin = await getActionOrigin(trx, scope, {
      organisationId: input.organisation,
      groupId: input.group ?? null,
      challengeId: input.challenge,
      submissionId: input.submission,
      questionCode: input.question,
    });
    const posted = await findPosted(trx, input.formKey);
    if (posted && isSame(posted, viewer, origin, input))
      return { id: posted.id, reference: posted.reference, from: origin.challenge };
    await requireOwnParts(trx, scope, origin.partnershipId, input);
    const owner = await findPerson(trx, origin, { id: input.owner, name: input.ownerName }, stamp.today);
    const sponsor = await findSponsor(trx, origin, input, stamp.today);
    const source = sourceOf(origin, input);
    const { ratify } = await getActionSettings(trx, origin.partnershipId);
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    const reference = makeReference('ACT');
    await trx
      .insertInto('action')
      .values({
        id,
        reference,
        partnership_id: origin.partnershipId,
        organisation_id: origin.organisationId,
        group_id: origin.groupId ?? input.group ?? null,
        cycle_id: origin.cycleId,
        source_kind: source,
        source_name: input.sourceName ?? null,
        source_on: input.sourceOn ?? null,
        challenge_id: origin.challengeId,
        submission_id: origin.submissionId,
        standard_code: origin.standardCode,
        question_code: origin.questionCode,
        finding: input.finding,
        what: input.what,
        success_measure: input.successMeasure,
        owner_id: owner.id,
        owner_name: owner.name,
        sponsor_id: sponsor?.id ?? null,
        sponsor_name: sponsor?.name ?? null,
        starts_on: input.startsOn ?? null,
        due_on: input.dueOn,
        first_due_on: input.dueOn,
        priority: input.priority,
        priority_id: input.partnershipPriority ?? null,
        status: 'open',
        percent: 0,
        ratify: actionsNeedRatifying(input.ratify, ratify.includes(source)) ? 1 : 0,
        follows_id: input.follows ?? null,
        created_by: viewer.personId,
        created_at: stamp.now,
        closed_at: null,
        revision: 1,
      })
      .execute();
    const action = await trx.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    await recordEvent(trx, stamp, {
      type: 'action.created',
      owner: eventOwner(action),
      actorId: viewer.personId,
      subject: { kind: 'action', id },
      detail: { reference, source, challengeId: origin.challengeId, dueOn: input.dueOn, followsId: action.follows_id },
    });
    await tellNewOwner(trx, stamp, portal.config.publicOrigin, action, origin.holder);
    return { id, reference, from: origin.challenge };
  });
}

/** A submission's finding is the moderators', unless it is said to be the answer itself; by hand it is what was chosen. */
function sourceOf(origin: ActionOrigin, input: NewAction): ActionRow['source_kind'] {
  if (origin.source === 'moderation') return input.source === 'return' ? 'return' : 'moderation';
  if (origin.source !== 'other') return origin.source;
  return input.source === undefined || input.source === 'return' ? 'other' : input.source;
}

/** The group, the priority and the action that it follows are the partnership's own. */
async function requireOwnParts(
  trx: Trx,
  scope: PartnershipScope,
  partnershipId: string,
  { group, partnershipPriority, follows }: NewAction,
): Promise<void> {
  for (const [table, id] of [
    ['partnership_group', group],
    ['partnership_priority', partnershipPriority],
    ['action', follows],
  ] as const) {
    if (!id) continue;
    const found = await trx
      .selectFrom(table)
      .select('id')
      .where('id', '=', id)
      .where('partnership_id', '=', partnershipId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!found) throw notFound();
  }
}

const findPosted = async (trx: Trx, formKey: string | undefined): Promise<Selectable<ActionRow> | undefined> =>
  formKey === undefined ? undefined : trx.selectFrom('action').selectAll().where('id', '=', formKey).executeTakeFirst();

/** Whether a form says again what an action says already; one that says something else is an action of its own. */
const isSame = (posted: Selectable<ActionRow>, viewer: Viewer, origin: ActionOrigin, input: NewAction): boolean =>
  posted.created_by === viewer.personId &&
  posted.partnership_id === origin.partnershipId &&
  posted.organisation_id === origin.organisationId &&
  posted.finding === input.finding &&
  posted.what === input.what &&
  posted.success_measure === input.successMeasure &&
  posted.first_due_on === input.dueOn;
