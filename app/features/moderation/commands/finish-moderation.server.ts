import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { countOf } from '../../../platform/words.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { loadModeration } from '../load.server.ts';
import { listStandings } from '../panel.server.ts';
import { openReplyWindow } from '../replies.server.ts';
import { mayMoveModeration } from '../rules.ts';
import { holdModeration } from './open-moderation.server.ts';

/**
 * Finishes the moderation of a submission: ratings that no moderator gave stand as the agency gave them. Finishing
 * twice does nothing. The agency may then reply to those that differ from its own, until a day that is fixed here.
 * Refuses one that has not started, one on which moderators differ, a peer, and a moderator who rates blind and has not
 * rated everything: from the end on nothing is hidden.
 */
export async function finishModeration(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'moderation.finish', input.submissionId);
    if (held.status === 'finished') return;
    if (!mayMoveModeration(held.status, 'finished'))
      throw notNow('Rate something, or write a question for the panel, before you finish this moderation');
    const { scope, veil } = await loadModeration(trx, viewer, held.submissionId);
    if (veil.standards.size > 0)
      throw notNow('This cycle is rated blind: rate every standard yourself before you finish this moderation');
    const standings = await listStandings(trx, scope, held.submissionId);
    const differing = [...standings.values()].filter(({ point }) => point === null).length;
    if (differing > 0)
      throw notNow(
        `Moderators differ on ${countOf(differing, 'question')}: set the panel’s rating before you finish this moderation`,
      );
    await openReplyWindow(trx, stamp, held);
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
    const held = await holdModeration(trx, viewer, 'moderation.finish', input.submissionId);
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
