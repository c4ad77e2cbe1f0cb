/** How a partnership works with actions: kept in the partnership's settings, under a key of their own. */
import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { type ActionSettings, actionSettingsSchema } from './schema.ts';

const stored = z.looseObject({ actions: actionSettingsSchema.catch(actionSettingsSchema.parse({})) });
const readAll = (settings: string) => stored.parse({ actions: {}, ...JSON.parse(settings) });

/** The settings of a partnership; what was never set is: no board, the chair alone grants time, six months. */
export async function getActionSettings(db: Reader, partnershipId: string): Promise<ActionSettings> {
  const row = await db
    .selectFrom('partnership')
    .select('settings')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  return readAll(row.settings).actions;
}

/**
 * Changes how a partnership works with actions. Whether the business manager grants more time is the chair's to say: from
 * anybody else that part stays as it is.
 */
export async function saveActionSettings(
  portal: Portal,
  viewer: Viewer,
  partnershipId: string,
  settings: ActionSettings,
): Promise<void> {
  const scope = partnershipScope(viewer, 'action.settings');
  if (!scope.partnershipIds.includes(partnershipId)) throw notFound();
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await trx
      .updateTable('partnership')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', partnershipId)
      .returning('settings')
      .executeTakeFirstOrThrow();
    const all = readAll(row.settings);
    const managerGrantsTime = mayInPartnership(viewer, 'action.grant-time', partnershipId)
      ? settings.managerGrantsTime
      : all.actions.managerGrantsTime;
    const actions = { ...settings, managerGrantsTime };
    await trx
      .updateTable('partnership')
      .set({ settings: JSON.stringify({ ...all, actions }) })
      .where('id', '=', partnershipId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'action-settings.changed',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'partnership', id: partnershipId },
      detail: { ratify: actions.ratify.join(' '), managerGrantsTime, impactMonths: actions.impactMonths },
    });
  });
}

/** The viewer may grant more time: the independent chair, and the business manager where the chair has set it so. */
export const grantsTime = (viewer: Viewer, partnershipId: string, settings: ActionSettings): boolean =>
  mayInPartnership(viewer, 'action.grant-time', partnershipId) ||
  (settings.managerGrantsTime && mayInPartnership(viewer, 'action.grant-time-by-setting', partnershipId));
