import type { Trx } from '../../../../../db/client.server.ts';
import type { FieldErrors } from '../../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../../platform/portal.ts';
import { notNow } from '../../../../platform/refusals.ts';
import { dayInWords } from '../../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../../accounts/viewer.ts';
import { recordEvent } from '../../../audit/commands.server.ts';
import { recordEvents } from '../../../audit/record-events.server.ts';
import { listLeads } from '../../../cycles/leads.server.ts';
import { queueMessages } from '../../../notifications/commands.server.ts';
import { mayMoveReturn } from '../../../returns/rules.ts';
import { reopenedReason } from '../../../returns/sign-off.server.ts';
import { correctionProblem, reviseByProblem } from '../rules.ts';
import type { Reopen } from '../schema.ts';
import { type HeldVersion, holdVersion } from './hold-version.server.ts';

/** Opened, or what is wrong with the form. */
export type ReopenOutcome = { readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors };

/**
 * Opens a sent return for correction: because the partnership sends it back, or because it agrees to what the agency
 * asked for. The version that was sent stays as it is and is what the partnership reads meanwhile; the return can be
 * edited again, has a new last day, and must be signed again. Opening it twice is refused, as is a return that is
 * closed, answered or challenged, and somebody of the organisation itself.
 */
export async function reopenReturn(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly form: Reopen },
): Promise<ReopenOutcome> {
  const scope = partnershipScope(viewer, 'submission.send-back');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { form } = input;
    const held = await holdVersion(trx, { partnership: scope }, input.returnId);
    refuseOwn(viewer, held);
    const problem = correctionProblem(held.state);
    if (problem !== undefined || !mayMoveReturn(held.state.returnStatus, 'in-progress'))
      throw notNow(problem ?? 'This return cannot be opened again');
    const wrongDay = reviseByProblem(form.reviseBy, { today: stamp.today, actionsDueOn: held.actionsDueOn });
    if (wrongDay) return { ok: false, errors: { reviseBy: [wrongDay] } };
    const reopeningId = await writeOpening(trx, stamp, viewer, held, form);
    await openForEditing(trx, stamp, viewer, held, form);
    await recordEvent(trx, stamp, {
      type: 'return.reopened',
      owner: { organisationId: held.organisationId, partnershipId: held.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: held.returnId },
      detail: {
        reopening: reopeningId,
        submission: held.submissionId,
        version: held.version,
        asked: held.reopening !== undefined,
        reviseBy: form.reviseBy,
      },
    });
    await tellLeads(portal, trx, stamp, held, reopeningId, form.reviseBy);
    return { ok: true };
  });
}

/** Somebody with a role in the organisation leaves its return to others of the partnership. */
export function refuseOwn(viewer: Viewer, held: HeldVersion): void {
  if (viewer.organisationRoles.some(({ organisationId }) => organisationId === held.organisationId))
    throw notNow(`You have a role in ${held.organisationName}, so somebody else must decide about its return`);
}

async function writeOpening(trx: Trx, stamp: Stamp, viewer: Viewer, held: HeldVersion, form: Reopen): Promise<string> {
  const opened = {
    status: 'open',
    opened_by: viewer.personId,
    opened_at: stamp.now,
    opened_reason: form.reason,
    standards: JSON.stringify(form.standards.filter((code) => held.standardCodes.includes(code))),
    revise_by: form.reviseBy,
  } as const;
  const { reopening } = held;
  if (reopening) {
    await trx
      .updateTable('return_reopening')
      .set({ ...opened, revision: reopening.revision + 1 })
      .where('id', '=', reopening.id)
      .where('organisation_id', '=', held.organisationId)
      .execute();
    return reopening.id;
  }
  const id = stamp.newId();
  await trx
    .insertInto('return_reopening')
    .values({
      id,
      organisation_id: held.organisationId,
      partnership_id: held.partnershipId,
      return_id: held.returnId,
      submission_id: held.submissionId,
      ...opened,
      revision: 1,
    })
    .execute();
  return id;
}

/** The return can be edited again and has a new last day; signatures on it end, those of the version sent stay in it. */
async function openForEditing(trx: Trx, stamp: Stamp, viewer: Viewer, held: HeldVersion, form: Reopen): Promise<void> {
  const owner = { organisationId: held.organisationId, partnershipId: held.partnershipId };
  await trx
    .updateTable('agency_return')
    .set({ status: 'in-progress', due_on: form.reviseBy })
    .where('id', '=', held.returnId)
    .where('organisation_id', '=', held.organisationId)
    .execute();
  if (form.reviseBy !== held.dueOn)
    await trx
      .insertInto('deadline_extension')
      .values({
        id: stamp.newId(),
        organisation_id: held.organisationId,
        partnership_id: held.partnershipId,
        return_id: held.returnId,
        from_on: held.dueOn,
        to_on: form.reviseBy,
        reason: form.reason,
        extended_by: viewer.personId,
        extended_at: stamp.now,
      })
      .execute();
  const voided = await trx
    .updateTable('sign_off')
    .set({ voided_at: stamp.now, void_reason: reopenedReason })
    .where('return_id', '=', held.returnId)
    .where('organisation_id', '=', held.organisationId)
    .where('voided_at', 'is', null)
    .returning(['id', 'signatory'])
    .execute();
  await recordEvents(
    trx,
    stamp,
    voided.map(({ id, signatory }) => ({
      type: 'signature.voided' as const,
      owner,
      actorId: viewer.personId,
      subject: { kind: 'return', id: held.returnId },
      detail: { signOff: id, signatory },
    })),
  );
}

async function tellLeads(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  held: HeldVersion,
  reopeningId: string,
  reviseBy: string,
): Promise<void> {
  const leads = await listLeads(trx, [held.organisationId], stamp.today);
  await queueMessages(
    trx,
    stamp,
    'return-reopened',
    leads.map(({ personId, email }) => ({
      fields: {
        cycle: held.cycleName,
        organisation: held.organisationName,
        due: dayInWords(reviseBy),
        address: `${portal.config.publicOrigin}/returns/${held.returnId}`,
      },
      to: { address: email, personId },
      reference: `return-reopened:${reopeningId}:${personId}`,
      organisationId: held.organisationId,
      partnershipId: held.partnershipId,
    })),
  );
}
