import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findPartnershipScope, mayInOrganisation, type PartnershipScope, type Viewer } from '../../accounts/viewer.ts';

/** Whose open actions a workbook holds: an organisation's, or the own ones of the groups of somebody's partnerships. */
export type ProgressOwner =
  | { readonly kind: 'organisation'; readonly id: string; readonly name: string }
  | { readonly kind: 'groups'; readonly scope: PartnershipScope; readonly name: string };

/** Whether the viewer may report progress on every action of an organisation. */
export const progressesPlan = (viewer: Viewer, organisationId: string): boolean =>
  mayInOrganisation(viewer, 'action.progress', organisationId);

/** Whether the viewer may report progress on the groups' own actions of a partnership. */
export const progressesGroups = (viewer: Viewer): boolean =>
  findPartnershipScope(viewer, 'action.progress') !== undefined;

/**
 * Whose workbook it is: of the organisation that is named, else of the groups. Whoever may not report progress on all of
 * its actions is told that there is no such page.
 */
export async function getProgressOwner(
  db: Reader,
  viewer: Viewer,
  organisationId: string | undefined,
): Promise<ProgressOwner> {
  if (organisationId === undefined) {
    const scope = findPartnershipScope(viewer, 'action.progress');
    if (!scope) throw notFound();
    return { kind: 'groups', scope, name: 'Groups of the partnership' };
  }
  if (!progressesPlan(viewer, organisationId)) throw notFound();
  const organisation = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (!organisation) throw notFound();
  return { kind: 'organisation', ...organisation };
}

/** Names the owner in a workbook, and the folder of its uploads. */
export const ownerKey = (owner: ProgressOwner): string =>
  owner.kind === 'organisation' ? owner.id : `groups-${owner.scope.partnershipIds.toSorted().join('-')}`;

/** Where the pages of a workbook are. */
export const progressHref = (owner: ProgressOwner): string =>
  owner.kind === 'organisation' ? `/action-plans/${owner.id}/progress` : '/action-plans/progress';

/** The actions of an owner, for a query to narrow. */
export const actionsOf = (db: Reader, owner: ProgressOwner) => {
  const actions = db.selectFrom('action');
  return owner.kind === 'organisation'
    ? actions.where('action.organisation_id', '=', owner.id)
    : actions
        .where('action.organisation_id', 'is', null)
        .where('action.partnership_id', 'in', owner.scope.partnershipIds);
};
