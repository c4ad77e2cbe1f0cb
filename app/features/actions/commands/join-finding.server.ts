import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { holdersIn } from '../../accounts/role-holders.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { getActionOrigin } from '../origin.server.ts';
import type { JoinFinding } from '../schema.ts';
import { eventOwner } from '../scope.server.ts';
import { sourceOf } from './create-action.server.ts';
import { type Action, type ActionSaved, addUpdate, held } from './hold-action.server.ts';
import { tellOwner } from './people-of-action.server.ts';

/**
 * Joins a finding of the viewer's partnership to an action that the organisation has already, also from another cycle. An
 * action that another partnership gave is named by its reference, which the organisation tells; the partnership of the
 * finding then reads that action and changes nothing of it.
 */
export async function joinFinding(
  portal: Portal,
  viewer: Viewer,
  input: JoinFinding,
): Promise<(ActionSaved & { readonly saved: false }) | { readonly saved: true; readonly actionId: string }> {
  const scope = partnershipScope(viewer, 'action.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const origin = await getActionOrigin(trx, scope, {
      organisationId: input.organisation,
      challengeId: input.challenge,
      submissionId: input.submission,
      questionCode: input.question,
    });
    if (origin.organisationId === null) throw notFound();
    const action = await findByReference(trx, origin.organisationId, input.reference);
    if (!action)
      return {
        saved: false,
        field: 'reference',
        problem: 'Enter the reference of an action that this organisation has',
      };
    await trx
      .insertInto('action_finding')
      .values({
        id: stamp.newId(),
        partnership_id: origin.partnershipId,
        organisation_id: origin.organisationId,
        action_id: action.id,
        cycle_id: origin.cycleId,
        source_kind: sourceOf(origin, input),
        source_name: input.sourceName ?? null,
        source_on: input.sourceOn ?? null,
        challenge_id: origin.challengeId,
        submission_id: origin.submissionId,
        standard_code: origin.standardCode,
        question_code: origin.questionCode,
        finding: input.finding,
        added_by: viewer.personId,
        added_at: stamp.now,
      })
      .execute();
    await trx
      .updateTable('action')
      .set({ revision: action.revision + 1 })
      .where('id', '=', action.id)
      .execute();
    await addUpdate(trx, stamp, viewer, action, 'finding-added', { note: input.finding });
    await recordEvent(trx, stamp, {
      type: 'action.finding-added',
      owner: eventOwner({ organisation_id: origin.organisationId, partnership_id: origin.partnershipId }),
      actorId: viewer.personId,
      subject: { kind: 'action', id: action.id },
      detail: { source: origin.source, challengeId: origin.challengeId, submissionId: origin.submissionId },
    });
    await tellOwner(trx, stamp, portal.config.publicOrigin, action, 'now answers a further finding');
    if (action.partnership_id !== origin.partnershipId)
      await tellOrganisation(trx, portal, stamp, action, origin.holder);
    return { saved: true, actionId: action.id };
  });
}

/** Whoever may decline hears that another partnership reads the action now. */
async function tellOrganisation(
  trx: Trx,
  portal: Portal,
  stamp: Stamp,
  { id, reference, organisation_id: organisationId, partnership_id: partnershipId, revision }: Action,
  organisation: string,
): Promise<void> {
  if (organisationId === null) return;
  const leads = (await holdersIn(trx, [organisationId], ['safeguarding-lead'], stamp.today)).get(organisationId) ?? [];
  await queueMessages(
    trx,
    stamp,
    'finding-joined',
    leads.map(({ personId, email }) => ({
      fields: { reference, organisation, address: `${portal.config.publicOrigin}/actions/${id}#lineage` },
      to: { address: email, personId },
      reference: `finding-joined:${id}:${revision}:${personId}`,
      organisationId,
      partnershipId,
    })),
  );
}

async function findByReference(trx: Trx, organisationId: string, reference: string): Promise<Action | undefined> {
  const found = await trx
    .selectFrom('action')
    .select('id')
    .where('reference', '=', reference)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return found && held(trx, found.id).executeTakeFirst();
}
