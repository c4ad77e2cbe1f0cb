import { z } from 'zod';
import type { Trx } from '../../../../db/client.server.ts';
import { asThePortal } from '../../../../db/reach.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { listRoleHolders, viewerOf } from '../../accounts/queries.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { judgingRoles } from '../assignments.server.ts';
import { findConflict } from '../conflicts.server.ts';

/** Whom a button or a form is about. */
export const moderatorSchema = z.object({
  person: z.string('Choose who moderates this return').min(1, 'Choose who moderates this return').max(60),
});

/** What became of giving a return to somebody. */
export type AssignOutcome = { readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors };

const problem = (words: string): AssignOutcome => ({ ok: false, errors: { person: [words] } });

/**
 * Gives a return to somebody to moderate, whatever version of it is the newest. Refuses at the field a person without a
 * role to moderate, and one who has a role or an interest in the organisation or in its trust; giving it twice does
 * nothing. Refuses an older version and a closed return.
 */
export async function assignModerator(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly personId: string },
): Promise<AssignOutcome> {
  const scope = partnershipScope(viewer, 'moderation.assign');
  return portal.database.transaction(async (trx): Promise<AssignOutcome> => {
    const stamp = portal.stamp();
    const submission = await holdSubmission(trx, scope.partnershipIds, input.submissionId);
    const { partnershipId } = submission;
    const holder = (await listRoleHolders(trx, { partnershipId }, stamp.today)).find(
      ({ personId, role }) => personId === input.personId && (judgingRoles as readonly string[]).includes(role),
    );
    if (!holder) return problem('Choose somebody who is a moderator, a peer moderator or the business manager');
    const person = await asThePortal(
      'whether somebody would judge their own organisation',
      () => viewerOf(trx, { id: holder.personId, name: holder.name, email: holder.email }, stamp.today),
      trx,
    );
    const conflict = await findConflict(trx, person, submission);
    if (conflict) return problem(`${holder.name} ${conflict.words.they}: choose somebody else`);
    const id = stamp.newId();
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('moderation_assignment')
      .values({
        id,
        partnership_id: partnershipId,
        cycle_id: submission.cycleId,
        organisation_id: submission.organisationId,
        return_id: submission.returnId,
        person_id: holder.personId,
        assigned_by: viewer.personId,
        assigned_at: stamp.now,
        declared_at: null,
        ended_at: null,
        ended_by: null,
        ended_because: null,
      })
      .onConflict((conflicting) =>
        conflicting.columns(['partnership_id', 'return_id', 'person_id']).where('ended_at', 'is', null).doNothing(),
      )
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n) return { ok: true };
    await recordEvent(trx, stamp, {
      type: 'moderator.assigned',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'submission', id: input.submissionId },
      detail: { person: holder.personId },
    });
    return { ok: true };
  });
}

/** Takes a return back from a moderator. Their ratings stay, under their name. Taking it back twice does nothing. */
export async function takeBackModerator(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly personId: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'moderation.assign');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { returnId, partnershipId } = await holdSubmission(trx, scope.partnershipIds, input.submissionId);
    const ended = await trx
      .updateTable('moderation_assignment')
      .set({ ended_at: stamp.now, ended_by: viewer.personId, ended_because: 'taken-back' })
      .where('return_id', '=', returnId)
      .where('partnership_id', '=', partnershipId)
      .where('person_id', '=', input.personId)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 0) return;
    await recordEvent(trx, stamp, {
      type: 'moderator.taken-back',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'submission', id: input.submissionId },
      detail: { person: input.personId },
    });
  });
}

async function holdSubmission(trx: Trx, partnershipIds: readonly string[], submissionId: string) {
  const held = await trx
    .updateTable('moderation')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('submission_id', '=', submissionId)
    .where('partnership_id', 'in', partnershipIds)
    .returning('partnership_id')
    .executeTakeFirst();
  if (!held) throw notFound();
  const { supersededAt, returnStatus, ...row } = await trx
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .select([
      'submission.partnership_id as partnershipId',
      'submission.cycle_id as cycleId',
      'submission.organisation_id as organisationId',
      'organisation.name as organisationName',
      'submission.return_id as returnId',
      'submission.superseded_at as supersededAt',
      'agency_return.status as returnStatus',
    ])
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', '=', held.partnership_id)
    .executeTakeFirstOrThrow();
  if (supersededAt !== null) throw notNow('A newer version of this return has been sent: give that one');
  if (returnStatus === 'closed') throw notNow('This return is closed, so its moderators can no longer be changed');
  return row;
}
