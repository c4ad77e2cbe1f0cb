import type { OrganisationPermission, PartnershipPermission } from './permissions.ts';
import { findOrganisationScope, findPartnershipScope, mayInSystem, type Viewer } from './viewer.ts';

export interface Place {
  readonly text: string;
  readonly href: string;
}

const partnershipPlaces: readonly (Place & { readonly needs: PartnershipPermission })[] = [
  { text: 'Cycles', href: '/cycles', needs: 'cycle.read' },
  { text: 'Organisations', href: '/organisations', needs: 'organisation.read' },
  { text: 'Moderation', href: '/moderation', needs: 'moderation.read' },
  { text: 'Moderation', href: '/moderation', needs: 'moderation.read-assigned' },
  { text: 'Challenge sessions', href: '/challenge', needs: 'session.read' },
  { text: 'Actions', href: '/actions', needs: 'action.read' },
];

const organisationPlaces: readonly (Place & { readonly needsOne: readonly OrganisationPermission[] })[] = [
  { text: 'Returns', href: '/returns', needsOne: ['return.read', 'return.read-part'] },
  { text: 'Your sites', href: '/trusts', needsOne: ['group.read'] },
  { text: 'Evidence', href: '/evidence', needsOne: ['evidence.read', 'evidence.read-own'] },
  { text: 'Actions', href: '/actions', needsOne: ['action.read', 'action.read-own'] },
  { text: 'Colleagues', href: '/colleagues', needsOne: ['people.read'] },
];

/** Where a person may go from any page, by what they may read; a person with both kinds of role has both. */
export function navigationFor(viewer: Viewer): Place[] {
  const places: Place[] = [
    ...organisationPlaces.filter(({ needsOne }) => needsOne.some((needs) => findOrganisationScope(viewer, needs))),
    ...partnershipPlaces.filter((place) => findPartnershipScope(viewer, place.needs)),
  ];
  if (mayInSystem(viewer, 'system.read')) places.push({ text: 'System', href: '/system' });
  return places
    .filter((place, at) => places.findIndex((other) => other.href === place.href) === at)
    .map(({ text, href }) => ({ text, href }));
}
