/** The agency asks to correct what it sent; it takes that back, or the partnership does not agree. */
import type { Trx } from '../../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../../platform/portal.ts';
import { notNow } from '../../../../platform/refusals.ts';
import { listRoleHolders } from '../../../accounts/queries.server.ts';
import { organisationScope, partnershipScope, type Viewer } from '../../../accounts/viewer.ts';
import { recordEvent } from '../../../audit/commands.server.ts';
import type { EventType } from '../../../audit/events.ts';
import { listLeads } from '../../../cycles/leads.server.ts';
import { queueMessages } from '../../../notifications/commands.server.ts';
import { correctionProblem, mayMoveReopening } from '../rules.ts';
import type { AskCorrection } from '../schema.ts';
import { type HeldVersion, holdVersion } from './hold-version.server.ts';
import { refuseOwn } from './reopen-return.server.ts';

/**
 * Asks the partnership to open a sent return again. Asking twice leaves the first request as it is. Refuses a return
 * that cannot be corrected any more, with the reason, and one that was not sent as unknown.
 */
export async function askForCorrection(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly form: AskCorrection },
): Promise<void> {
  const scope = organisationScope(viewer, 'return.submit');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdVersion(trx, { organisation: scope }, input.returnId);
    const problem = correctionProblem(held.state);
    if (problem) throw notNow(problem);
    if (held.reopening) return;
    const id = stamp.newId();
    await trx
      .insertInto('return_reopening')
      .values({
        id,
        organisation_id: held.organisationId,
        partnership_id: held.partnershipId,
        return_id: held.returnId,
        submission_id: held.submissionId,
        status: 'asked',
        asked_by: viewer.personId,
        asked_at: stamp.now,
        asked_reason: input.form.reason,
        standards: JSON.stringify(input.form.standards.filter((code) => held.standardCodes.includes(code))),
        revision: 1,
      })
      .execute();
    await record(trx, stamp, viewer, held, 'return.correction-asked', id);
    const managers = await listRoleHolders(trx, { partnershipId: held.partnershipId }, stamp.today);
    await queueMessages(
      trx,
      stamp,
      'correction-asked',
      managers
        .filter(({ role }) => role === 'business-manager')
        .map(({ personId, email }) => ({
          fields: {
            cycle: held.cycleName,
            organisation: held.organisationName,
            address: `${portal.config.publicOrigin}/moderation/${held.submissionId}/send-back`,
          },
          to: { address: email, personId },
          reference: `correction-asked:${id}:${personId}`,
          partnershipId: held.partnershipId,
        })),
    );
  });
}

/** Takes the request back. Does nothing where none waits. */
export async function withdrawCorrection(portal: Portal, viewer: Viewer, input: { readonly returnId: string }) {
  const scope = organisationScope(viewer, 'return.submit');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdVersion(trx, { organisation: scope }, input.returnId);
    await endRequest(trx, stamp, viewer, held, 'withdrawn', null);
  });
}

/** Leaves the return as it was sent, with the reason, which the agency reads. Does nothing where no request waits. */
export async function declineCorrection(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly reason: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'submission.send-back');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdVersion(trx, { partnership: scope }, input.returnId);
    refuseOwn(viewer, held);
    const id = await endRequest(trx, stamp, viewer, held, 'declined', input.reason);
    if (id === undefined) return;
    const leads = await listLeads(trx, [held.organisationId], stamp.today);
    await queueMessages(
      trx,
      stamp,
      'correction-declined',
      leads.map(({ personId, email }) => ({
        fields: {
          cycle: held.cycleName,
          organisation: held.organisationName,
          address: `${portal.config.publicOrigin}/returns/${held.returnId}/receipt`,
        },
        to: { address: email, personId },
        reference: `correction-declined:${id}:${personId}`,
        organisationId: held.organisationId,
        partnershipId: held.partnershipId,
      })),
    );
  });
}

async function endRequest(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  held: HeldVersion,
  status: 'declined' | 'withdrawn',
  reason: string | null,
): Promise<string | undefined> {
  const { reopening } = held;
  if (!reopening) return undefined;
  if (!mayMoveReopening(reopening.status, status)) throw notNow('This return has been opened for correction already');
  await trx
    .updateTable('return_reopening')
    .set({
      status,
      ended_by: viewer.personId,
      ended_at: stamp.now,
      end_reason: reason,
      revision: reopening.revision + 1,
    })
    .where('id', '=', reopening.id)
    .where('organisation_id', '=', held.organisationId)
    .execute();
  const type = status === 'declined' ? 'return.correction-declined' : 'return.correction-withdrawn';
  await record(trx, stamp, viewer, held, type, reopening.id);
  return reopening.id;
}

const record = (trx: Trx, stamp: Stamp, viewer: Viewer, held: HeldVersion, type: EventType, reopening: string) =>
  recordEvent(trx, stamp, {
    type,
    owner: { organisationId: held.organisationId, partnershipId: held.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: held.returnId },
    detail: { reopening, version: held.version },
  });
