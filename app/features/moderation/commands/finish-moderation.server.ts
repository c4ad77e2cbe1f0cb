import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { countOf, dayInWords } from '../../../platform/words.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { loadModeration } from '../load.server.ts';
import { listStandings } from '../panel.server.ts';
import { openReplyWindow } from '../replies.server.ts';
import { mayMoveModeration } from '../rules.ts';
import { type HeldModeration, holdModeration } from './open-moderation.server.ts';

/**
 * Finishes the moderation of a submission: ratings that no moderator gave stand as the agency gave them. Finishing
 * twice does nothing. The agency may then reply to those that differ from its own, until a day that is fixed here.
 * Refuses one that has not started, one on which moderators differ, a peer, and a moderator who rates blind and has not
 * rated everything: from the end on nothing is hidden. The agency is told where it has something to reply to.
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
    const replyBy = await openReplyWindow(trx, stamp, held);
    await tellAgency(trx, stamp, portal, held, replyBy);
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

/**
 * Tells those who lead in the agency that its ratings can be replied to, and until when; where none differs from its own
 * there is nothing to reply to, and no message.
 */
async function tellAgency(
  trx: Trx,
  stamp: Stamp,
  portal: Pick<Portal, 'config'>,
  { submissionId, organisationId, partnershipId }: HeldModeration,
  replyBy: string,
): Promise<void> {
  const differing = await trx
    .selectFrom('submission_rating')
    .select('question_code')
    .where('submission_id', '=', submissionId)
    .where('organisation_id', '=', organisationId)
    .where('moderated_point', 'is not', null)
    .where((eb) => eb.or([eb('self_point', 'is', null), eb('self_point', '<>', eb.ref('moderated_point'))]))
    .limit(1)
    .executeTakeFirst();
  if (!differing) return;
  const sent = await trx
    .selectFrom('submission')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .select(['submission.return_id as returnId', 'cycle.name as cycle', 'organisation.name as organisation'])
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', '=', partnershipId)
    .where('submission.superseded_at', 'is', null)
    .executeTakeFirstOrThrow();
  const holders = await listRoleHolders(trx, { organisationId }, stamp.today);
  for (const { personId, email } of holders.filter(({ role }) => role === 'safeguarding-lead')) {
    await queueMessage(trx, stamp, {
      template: 'ratings-ready',
      fields: {
        cycle: sent.cycle,
        organisation: sent.organisation,
        due: dayInWords(replyBy),
        address: `${portal.config.publicOrigin}/returns/${sent.returnId}/ratings`,
      },
      to: { address: email, personId },
      reference: `ratings-ready:${submissionId}:${replyBy}:${personId}`,
      organisationId,
      partnershipId,
      about: { kind: 'ratings', id: submissionId },
    });
  }
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
