import type { Reader } from '../../../../db/client.server.ts';
import type { Page } from '../../../platform/paging.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { getOrganisation, listMemberships } from '../queries.server.ts';
import {
  listGroupsOfSite,
  listPossibleGroups,
  listSitesInScope,
  listSuggestedSites,
  type SuggestedGroup,
} from './queries.server.ts';
import { mayBeGroup, type SiteLink } from './rules.ts';

/** What a partnership sees of an organisation's trust or group: its own area's side of it. */
export interface GroupPage {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly mayBeGroup: boolean;
  /** Its sites in the area of the viewer. */
  readonly sites: Page<SiteLink>;
  /** Members that the schools register puts into the trust of this name. */
  readonly suggested: SuggestedGroup['sites'];
  /** The groups that it has belonged to itself, newest first. */
  readonly links: readonly SiteLink[];
  /** Groups that it could be linked to. */
  readonly possible: readonly { readonly id: string; readonly name: string }[];
  readonly today: string;
  readonly mayChange: boolean;
}

/** Refuses an organisation that is no member of a partnership of the viewer as unknown. */
export async function getGroupPage(
  db: Reader,
  viewer: Viewer,
  organisationId: string,
  { today, page }: { readonly today: string; readonly page: number },
): Promise<GroupPage> {
  const scope = partnershipScope(viewer, 'organisation.read');
  const organisation = await getOrganisation(db, scope, organisationId);
  const memberships = await listMemberships(db, scope, organisationId);
  const mayChange = memberships.some(
    ({ partnershipId, leftOn }) => leftOn === null && mayInPartnership(viewer, 'organisation.change', partnershipId),
  );
  const isGroup = mayBeGroup(organisation);
  return {
    organisation: { id: organisation.id, name: organisation.name },
    mayBeGroup: isGroup,
    sites: await listSitesInScope(db, scope, organisationId, today, page),
    suggested: isGroup && mayChange ? await listSuggestedSites(db, scope, organisation.name, today) : [],
    links: await listGroupsOfSite(db, scope, organisationId),
    possible: mayChange ? await listPossibleGroups(db, scope, organisationId) : [],
    today,
    mayChange,
  };
}
