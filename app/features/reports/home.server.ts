/** What awaits a person, by role: the whole of the home page in a fixed number of queries. */
import type { Reader } from '../../../db/client.server.ts';
import { findOrganisationScope, findPartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { listComingSessions, type OwnSession } from '../challenge/invited/own-sessions.server.ts';
import { type DisclosuresAtHome, getDisclosuresAtHome } from '../disclosure/queries.server.ts';
import { type HandedPart, listHandedParts } from '../returns/delegations.server.ts';
import { listTakenBack, type TakenBackPart } from '../returns/taken-back.server.ts';
import { type GroupHome, listGroupHomes } from '../trusts/home.server.ts';
import { type HomeAction, listOwnActions, listOwnGroupActions } from './home-lists.server.ts';
import { type OrganisationHome, organisationHome } from './home-organisation.server.ts';
import { type PartnershipHome, partnershipHome } from './home-partnership.server.ts';

export interface Home {
  /** What is handed to the viewer now; null for somebody to whom nothing can be handed. */
  readonly asked: readonly HandedPart[] | null;
  /** What a contributor owns of an organisation, nobody else's actions being theirs to see; and of a group's own, by due date. */
  readonly ownActions: readonly HomeAction[];
  /** The next sessions that the viewer's organisation is asked to. */
  readonly sessions: readonly OwnSession[];
  /** What was taken back from the viewer a short while ago. */
  readonly takenBack: readonly TakenBackPart[];
  readonly organisation: OrganisationHome | null;
  readonly partnership: PartnershipHome | null;
  /** Null for somebody who leads no trust or group. */
  readonly groups: readonly GroupHome[] | null;
  /** Requests to see what is held; null for somebody who neither handles them nor is asked to check one. */
  readonly disclosures: DisclosuresAtHome | null;
}

export async function getHome(db: Reader, viewer: Viewer, today: string): Promise<Home> {
  const asWhole = findOrganisationScope(viewer, 'action.read');
  const own = asWhole ? undefined : findOrganisationScope(viewer, 'action.read-own');
  const groups = findPartnershipScope(viewer, 'action.progress-own');
  return {
    ownActions: [
      ...(own ? await listOwnActions(db, own, viewer, today) : []),
      ...(groups ? await listOwnGroupActions(db, groups, viewer, today) : []),
    ],
    sessions: await listComingSessions(db, viewer, today),
    asked: findOrganisationScope(viewer, 'return.read-part') ? await listHandedParts(db, viewer, today) : null,
    takenBack: await listTakenBack(db, viewer, today),
    organisation: await organisationHome(db, viewer, today),
    partnership: await partnershipHome(db, viewer, today),
    groups: await listGroupHomes(db, viewer, today),
    disclosures: await getDisclosuresAtHome(db, viewer, today),
  };
}
