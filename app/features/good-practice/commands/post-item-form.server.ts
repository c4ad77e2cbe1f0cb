import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getOwnItem } from '../get-item.server.ts';
import { declineSuggestion, withdrawConsent } from './end-sharing.server.ts';

export type ItemPosted =
  | { readonly saved: true; readonly as: 'withdraw' | 'decline' }
  | { readonly saved: false; readonly field: string; readonly problem: string };

/** The one press that withdraws an item, or declines a suggestion. A form of another kind is refused as not found. */
export async function postItemForm(
  portal: Portal,
  viewer: Viewer,
  itemId: string,
  form: FormData,
): Promise<ItemPosted> {
  await getOwnItem(portal.database.db, viewer, itemId, portal.stamp().today);
  const intent = form.get('intent');
  if (intent !== 'withdraw' && intent !== 'decline') throw notFound();
  const ended = await (intent === 'withdraw' ? withdrawConsent : declineSuggestion)(portal, viewer, itemId);
  return ended.saved ? { saved: true, as: intent } : ended;
}
