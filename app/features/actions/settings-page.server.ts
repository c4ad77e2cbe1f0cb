import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { type ActionSettings, actionSettingsSchema } from './schema.ts';
import { getActionSettings, saveActionSettings } from './settings.server.ts';

export interface PartnershipActionSettings {
  readonly id: string;
  readonly name: string;
  readonly settings: ActionSettings;
  /** Whether this person says if the business manager grants time. */
  readonly mayLetManager: boolean;
}

/** The settings of every partnership in which the viewer may change them. */
export async function getSettingsPage(portal: Portal, viewer: Viewer): Promise<PartnershipActionSettings[]> {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'action.settings');
  const rows = await db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where('id', 'in', scope.partnershipIds)
    .orderBy('name')
    .limit(50)
    .execute();
  return Promise.all(
    rows.map(async ({ id, name }) => ({
      id,
      name,
      settings: await getActionSettings(db, id),
      mayLetManager: mayInPartnership(viewer, 'action.grant-time', id),
    })),
  );
}

/** Saves the form of one partnership. Boxes and lists have no wrong values but invented ones, which count as not ticked. */
export async function postSettingsForm(portal: Portal, viewer: Viewer, form: FormData): Promise<void> {
  partnershipScope(viewer, 'action.settings');
  const partnershipId = form.get('partnership');
  if (typeof partnershipId !== 'string') throw notFound();
  const settings = actionSettingsSchema.parse({
    ratify: form.getAll('ratify[]'),
    impactMonths: Number(form.get('impactMonths')),
    managerGrantsTime: form.get('managerGrantsTime') === 'yes',
  });
  await saveActionSettings(portal, viewer, partnershipId, settings);
}
