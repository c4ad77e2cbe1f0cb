import type { Reader } from '../../../db/client.server.ts';
import { asThePortal, enterReach, isTold, type Reach } from '../../../db/reach.ts';
import type { Portal } from '../../platform/portal.ts';
import { findViewer } from './queries.server.ts';
import type { Viewer } from './viewer.ts';

/** As `findViewer`; from here on the request reaches as far as the person does. */
export async function findReachingViewer(
  portal: Portal,
  ...asked: [token: string | undefined, options?: Parameters<typeof findViewer>[2]]
): Promise<Viewer | undefined> {
  const viewer = await findViewer(portal, ...asked);
  if (viewer) await reachAs(portal, viewer);
  return viewer;
}

/** The request is this person's. Nothing to do where the database is not told. */
export async function reachAs(portal: Portal, viewer: Viewer): Promise<void> {
  const { db } = portal.database;
  if (isTold(db)) enterReach(await reachOf(db, viewer, portal.stamp().today));
}

/**
 * Whose rows somebody may touch at all. Wider than any permission, and never wider than their roles lead:
 *
 * - their organisations, with the partnerships that these are or were members of;
 * - the trusts or groups above these organisations, and the sites below them with the partnerships of those;
 * - the partnerships that they work for, with every organisation that is or was a member;
 * - of a partnership in which they are a peer moderator, the organisations whose returns were assigned to them.
 */
export async function reachOf(db: Reader, viewer: Viewer, today: string): Promise<Reach> {
  const own = viewer.organisationRoles.map(({ organisationId }) => organisationId);
  const partnerships = viewer.partnershipRoles
    .filter(({ role }) => role !== 'peer-moderator')
    .map(({ partnershipId }) => partnershipId);
  const asPeer = viewer.partnershipRoles
    .filter(({ role }) => role === 'peer-moderator')
    .map(({ partnershipId }) => partnershipId);
  return asThePortal('how far a person reaches', async () => {
    const organisations = new Set(own);
    if (own.length > 0)
      for (const { group_id, site_id } of await linksOf(db, own, today)) organisations.add(group_id).add(site_id);
    const memberships = new Set([...asPeer, ...(await partnershipsOf(db, [...organisations]))]);
    for (const id of await membersOf(db, partnerships)) organisations.add(id);
    for (const id of await assignedTo(db, viewer.personId, asPeer)) organisations.add(id);
    return { organisations: [...organisations], partnerships, memberships: [...memberships] };
  });
}

/** Trusts and groups with their sites, where one end is among these organisations. */
const linksOf = (db: Reader, organisationIds: readonly string[], today: string) =>
  db
    .selectFrom('organisation_site')
    .select(['group_id', 'site_id'])
    .where((eb) => eb.or([eb('group_id', 'in', organisationIds), eb('site_id', 'in', organisationIds)]))
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .execute();

async function partnershipsOf(db: Reader, organisationIds: readonly string[]): Promise<string[]> {
  if (organisationIds.length === 0) return [];
  const rows = await db
    .selectFrom('partnership_member')
    .select('partnership_id')
    .distinct()
    .where('organisation_id', 'in', organisationIds)
    .execute();
  return rows.map(({ partnership_id }) => partnership_id);
}

async function membersOf(db: Reader, partnershipIds: readonly string[]): Promise<string[]> {
  if (partnershipIds.length === 0) return [];
  const rows = await db
    .selectFrom('partnership_member')
    .select('organisation_id')
    .distinct()
    .where('partnership_id', 'in', partnershipIds)
    .execute();
  return rows.map(({ organisation_id }) => organisation_id);
}

async function assignedTo(db: Reader, personId: string, partnershipIds: readonly string[]): Promise<string[]> {
  if (partnershipIds.length === 0) return [];
  const rows = await db
    .selectFrom('moderation_assignment')
    .select('organisation_id')
    .distinct()
    .where('person_id', '=', personId)
    .where('partnership_id', 'in', partnershipIds)
    .execute();
  return rows.map(({ organisation_id }) => organisation_id);
}
