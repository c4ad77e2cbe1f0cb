import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { practiceStatuses } from '../rules.ts';
import type { PracticeSaved } from './agree-to-share.server.ts';
import { heldItem, recordConsent } from './consent.server.ts';

/**
 * Takes the consent back: from this moment no list, search, file or link shows the item to anybody outside its
 * organisation. The record of who agreed and who withdrew stays. Told in words where it was withdrawn already.
 */
export async function withdrawConsent(portal: Portal, viewer: Viewer, itemId: string): Promise<PracticeSaved> {
  return end(portal, viewer, itemId, 'withdrawn');
}

/** The organisation does not want to share what was suggested. */
export async function declineSuggestion(portal: Portal, viewer: Viewer, itemId: string): Promise<PracticeSaved> {
  return end(portal, viewer, itemId, 'declined');
}

const alreadySo = {
  withdrawn: 'This is not shared any more: the consent was withdrawn before',
  declined: 'This has been decided already',
} as const;

async function end(
  portal: Portal,
  viewer: Viewer,
  itemId: string,
  kind: 'withdrawn' | 'declined',
): Promise<PracticeSaved> {
  const scope = organisationScope(viewer, 'good-practice.share');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const item = await heldItem(trx, itemId).where('organisation_id', 'in', scope.organisationIds).executeTakeFirst();
    if (!item) throw notFound();
    const { mayWithdraw, mayDecline } = practiceStatuses[item.status];
    if (!(kind === 'withdrawn' ? mayWithdraw : mayDecline))
      return { saved: false, field: '', problem: alreadySo[kind] };
    const sharing = await trx
      .deleteFrom('good_practice_sharing')
      .where('item_id', '=', item.id)
      .where('organisation_id', '=', item.organisation_id)
      .returning('partnership_id')
      .execute();
    await trx
      .updateTable('good_practice')
      .set({ status: kind, changed_at: stamp.now, revision: item.revision + 1 })
      .where('id', '=', item.id)
      .execute();
    await recordConsent(trx, stamp, viewer, {
      organisationId: item.organisation_id,
      itemId: item.id,
      reference: item.reference,
      kind,
      partnershipIds:
        kind === 'withdrawn'
          ? sharing.map(({ partnership_id }) => partnership_id)
          : item.suggested_for === null
            ? []
            : [item.suggested_for],
    });
    return { saved: true, id: item.id };
  });
}
