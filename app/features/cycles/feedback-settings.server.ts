import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound, notNow } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { type FeedbackSettings, usualFeedback } from './feedback.ts';

/** The settings of a cycle that the caller has found within its scope; the usual ones where nothing was set. */
export async function findFeedbackSettings(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
): Promise<FeedbackSettings> {
  const row = await db
    .selectFrom('cycle_feedback')
    .select(['target_days', 'reply_days', 'chair_approves'])
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .executeTakeFirst();
  return row
    ? { targetDays: row.target_days, replyDays: row.reply_days, chairApproves: row.chair_approves === 1 }
    : usualFeedback;
}

/** Sets what a cycle promises of its answers. Refuses a cycle outside the scope as unknown, and one that is closed. */
export async function saveFeedbackSettings(
  portal: Portal,
  viewer: Viewer,
  { cycleId, ...settings }: { readonly cycleId: string } & FeedbackSettings,
): Promise<void> {
  const scope = partnershipScope(viewer, 'cycle.change');
  await portal.database.transaction(async (trx) => {
    const cycle = await trx
      .selectFrom('cycle')
      .select(['id', 'partnership_id', 'status'])
      .where('id', '=', cycleId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!cycle) throw notFound();
    if (cycle.status === 'closed') throw notNow('This cycle is closed: what it promised stays as it was');
    const row = {
      target_days: settings.targetDays,
      reply_days: settings.replyDays,
      chair_approves: settings.chairApproves ? 1 : 0,
    };
    await trx
      .insertInto('cycle_feedback')
      .values({ partnership_id: cycle.partnership_id, cycle_id: cycle.id, ...row })
      .onConflict((conflict) => conflict.column('cycle_id').doUpdateSet(row))
      .execute();
    await recordEvent(trx, portal.stamp(), {
      type: 'cycle.feedback-changed',
      owner: { partnershipId: cycle.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { ...settings },
    });
  });
}
