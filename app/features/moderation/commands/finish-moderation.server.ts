import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { mayMoveModeration } from '../rules.ts';
import { holdModeration } from './open-moderation.server.ts';

/**
 * Finishes the moderation of a submission: ratings that no moderator gave stand as the agency gave them. Finishing
 * twice does nothing. Refuses one that has not started.
 */
export async function finishModeration(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', input.submissionId);
    if (held.status === 'finished') return;
    if (!mayMoveModeration(held.status, 'finished'))
      throw notNow('Rate something, or write a question for the panel, before you finish this moderation');
    await trx
      .updateTable('moderation')
      .set({ status: 'finished', finished_at: stamp.now, finished_by: viewer.personId })
      .where('submission_id', '=', held.submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'moderation.finished',
      owner: { partnershipId: held.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'submission', id: held.submissionId },
    });
  });
}

/** Opens a finished moderation again. Does nothing to one that is open. */
export async function reopenModeration(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.judge', input.submissionId);
    if (held.status !== 'finished') return;
    await trx
      .updateTable('moderation')
      .set({ status: 'in-progress', finished_at: null, finished_by: null })
      .where('submission_id', '=', held.submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'moderation.started',
      owner: { partnershipId: held.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'submission', id: held.submissionId },
      detail: { again: true },
    });
  });
}
