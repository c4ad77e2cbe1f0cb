import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { drawRevisit } from '../../app/features/actions/revisit/draw.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { aPlannedAction } from './a-planned-action.ts';

/** A draw of the one closed action of a partnership, made for it here. */
export async function aRevisit(
  portal: Portal,
  viewer: Viewer,
  { partnershipId, organisationId }: { readonly partnershipId: string; readonly organisationId: string },
): Promise<{ readonly revisitId: string; readonly closedActionId: string }> {
  const { id } = await aPlannedAction(portal, {
    partnership_id: partnershipId,
    organisation_id: organisationId,
    created_by: viewer.personId,
    status: 'closed',
    closed_at: portal.stamp().now,
  });
  const drawn = await drawRevisit(portal, viewer, {
    partnership: partnershipId,
    pool: 'all',
    amount: 'every',
    askedFor: null,
  });
  if (!drawn.saved) throw new Error(drawn.problem);
  return { revisitId: drawn.id, closedActionId: id };
}
