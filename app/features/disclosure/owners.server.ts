import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { organisationPermissions, partnershipPermissions, roleNames } from '../accounts/permissions.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import { findOrganisationScope, findPartnershipScope, type Viewer } from '../accounts/viewer.ts';
import type { DisclosureOwner } from './scope.server.ts';

/** Somebody's organisation or partnership whose requests they handle, for the form of a new one. */
export interface OwnerChoice {
  /** `partnership:ID` or `organisation:ID`. */
  readonly value: string;
  readonly name: string;
  readonly owner: DisclosureOwner;
}

/** Partnerships first. Two statements at most. */
export async function listOwnerChoices(db: Reader, viewer: Viewer): Promise<OwnerChoice[]> {
  const partnerships = findPartnershipScope(viewer, 'disclosure.handle');
  const organisations = findOrganisationScope(viewer, 'disclosure.handle');
  const named = async (table: 'partnership' | 'organisation', ids: readonly string[]) =>
    db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).orderBy('name').execute();
  return [
    ...(partnerships
      ? (await named('partnership', partnerships.partnershipIds)).map(({ id, name }) => ({
          value: `partnership:${id}`,
          name,
          owner: { partnershipId: id },
        }))
      : []),
    ...(organisations
      ? (await named('organisation', organisations.organisationIds)).map(({ id, name }) => ({
          value: `organisation:${id}`,
          name,
          owner: { organisationId: id },
        }))
      : []),
  ];
}

export interface Checker {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
}

/** Whoever may be asked to check what goes out, but for the one who asks. */
export async function listCheckers(
  db: Reader,
  owner: DisclosureOwner,
  asking: string,
  today: string,
): Promise<Checker[]> {
  const allowed: readonly string[] =
    'partnershipId' in owner ? partnershipPermissions['disclosure.check'] : organisationPermissions['disclosure.check'];
  const holders = await listRoleHolders(db, owner, today);
  const found = new Map<string, Checker>();
  for (const { personId, name, role } of holders)
    if (allowed.includes(role) && personId !== asking && !found.has(personId))
      found.set(personId, { personId, name, role: roleNames[role] });
  return [...found.values()];
}

/**
 * The account at an address, where its person holds or held a role with the owner; undefined for any other address, so
 * that nobody learns here who has an account elsewhere.
 */
export async function findAccount(
  db: Reader,
  owner: DisclosureOwner,
  email: string,
): Promise<{ readonly id: string } | undefined> {
  return db
    .selectFrom('person')
    .innerJoin('role_grant', 'role_grant.person_id', 'person.id')
    .select('person.id')
    .where('person.email', '=', email)
    .where((eb) =>
      'partnershipId' in owner
        ? eb('role_grant.partnership_id', '=', owner.partnershipId)
        : eb('role_grant.organisation_id', '=', owner.organisationId),
    )
    .executeTakeFirst();
}

/** What the form of a new request starts with. Refused as not found for whoever handles no requests. */
export async function proposeDisclosure(
  portal: Portal,
  viewer: Viewer,
): Promise<{ readonly owners: readonly Omit<OwnerChoice, 'owner'>[]; readonly formKey: string }> {
  const choices = await listOwnerChoices(portal.database.db, viewer);
  if (choices.length === 0) throw notFound();
  return { owners: choices.map(({ value, name }) => ({ value, name })), formKey: portal.newId() };
}
