import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, mayInOrganisation, type Viewer } from '../accounts/viewer.ts';

/** One trust or group, for whoever leads it. Every query of this slice names it, and reaches its sites of today alone. */
export interface GroupScope {
  readonly groupId: string;
}

/** Refuses a group that the person does not lead as unknown. */
export function groupScope(viewer: Viewer, permission: 'group.read' | 'group.answer', groupId: string): GroupScope {
  if (!mayInOrganisation(viewer, permission, groupId)) throw notFound();
  return { groupId };
}

/** The groups that the person leads. Refuses somebody who leads none as unknown. */
export function groupsOf(viewer: Viewer): readonly string[] {
  const scope = findOrganisationScope(viewer, 'group.read');
  if (!scope) throw notFound();
  return scope.organisationIds;
}
