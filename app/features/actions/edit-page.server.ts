/** What the pages show that change an action: its details, and its owner. */
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { type ActionChoices, getActionChoices } from './choices.server.ts';
import { type ActionDetail, getAction } from './get-action.server.ts';

export interface EditPage {
  readonly action: ActionDetail;
  readonly choices: ActionChoices;
}

/** For whoever may change its details (`edit`) or its owner (`reassign`) now; anybody else is told that there is no page. */
export async function getEditPage(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  what: 'edit' | 'reassign',
): Promise<EditPage> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const action = await getAction(db, viewer, actionId, today);
  if (!action.may[what]) throw notFound();
  const place = { organisationId: action.organisation?.id ?? null, partnershipId: action.partnershipId };
  return { action, choices: await getActionChoices(db, place, today) };
}
