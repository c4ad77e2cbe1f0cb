import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound, notNow } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { usualReplyDays } from './rules.ts';

/** How the returns of a cycle are moderated. */
export interface ModerationSettings {
  /** A moderator sees an agency's own ratings only once they have given theirs. */
  readonly blind: boolean;
  /** Working days that an agency has to reply to ratings that differ from its own. */
  readonly replyDays: number;
}

/** The settings as a form posts them. */
export const moderationSettingsSchema = z.object({
  blind: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
  replyDays: z
    .string('Enter how many working days agencies have to reply')
    .trim()
    .regex(/^\d{1,2}$/, 'Enter a whole number of working days, from 1 to 60')
    .transform(Number)
    .refine((days) => days >= 1 && days <= 60, 'Enter a whole number of working days, from 1 to 60'),
});

/** The settings of a cycle that the caller has found within its scope. */
export async function findModerationSettings(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
): Promise<ModerationSettings> {
  const row = await db
    .selectFrom('cycle_moderation')
    .select(['blind', 'reply_days'])
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .executeTakeFirst();
  return { blind: row?.blind === 1, replyDays: row?.reply_days ?? usualReplyDays };
}

/**
 * Sets how a cycle is moderated. Refuses a cycle outside the scope as unknown, one that is closed, and to begin with
 * rating blind once somebody has rated: what was seen cannot be unseen.
 */
export async function saveModerationSettings(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string } & ModerationSettings,
): Promise<void> {
  const scope = partnershipScope(viewer, 'cycle.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await trx
      .selectFrom('cycle')
      .select(['id', 'partnership_id as partnershipId', 'status'])
      .where('id', '=', input.cycleId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!cycle) throw notFound();
    if (cycle.status === 'closed') throw notNow('This cycle is closed: how it was moderated stays as it was');
    const before = await findModerationSettings(trx, cycle);
    if (input.blind && !before.blind) {
      const rated = await trx
        .selectFrom('judgement')
        .innerJoin('submission', 'submission.id', 'judgement.submission_id')
        .select('judgement.id')
        .where('submission.cycle_id', '=', cycle.id)
        .where('judgement.partnership_id', '=', cycle.partnershipId)
        .limit(1)
        .executeTakeFirst();
      if (rated)
        throw notNow('Somebody has rated in this cycle with the agencies’ own ratings in view: it cannot become blind');
    }
    const values = { blind: input.blind ? 1 : 0, reply_days: input.replyDays };
    await trx
      .insertInto('cycle_moderation')
      .values({ partnership_id: cycle.partnershipId, cycle_id: cycle.id, ...values })
      .onConflict((conflict) => conflict.column('cycle_id').doUpdateSet(values))
      .execute();
    await recordEvent(trx, stamp, {
      type: 'cycle.moderation-changed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { blind: input.blind, replyDays: input.replyDays },
    });
  });
}
