import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationRole, PartnershipRole } from './permissions.ts';

export interface Somebody {
  readonly personId: string;
  readonly email: string;
  /** The organisation or partnership in which the role is held. */
  readonly placeId: string;
}

const batch = 500;

/** Who holds one of some roles on a day in any of these organisations; a person once for each. */
export async function holdersIn(
  db: Reader,
  organisationIds: readonly string[],
  roles: readonly OrganisationRole[],
  today: string,
): Promise<ReadonlyMap<string, readonly Somebody[]>> {
  const found: Somebody[] = [];
  for (let start = 0; start < organisationIds.length; start += batch) {
    const rows = await holders(db, roles, today)
      .select('role_grant.organisation_id as place')
      .where('role_grant.organisation_id', 'in', organisationIds.slice(start, start + batch))
      .execute();
    found.push(...rows.flatMap(somebody));
  }
  return Map.groupBy(found, ({ placeId }) => placeId);
}

/** Who holds one of some roles on a day in the partnership itself. */
export async function holdersAt(
  db: Reader,
  partnershipId: string,
  roles: readonly PartnershipRole[],
  today: string,
): Promise<readonly Somebody[]> {
  const rows = await holders(db, roles, today)
    .select('role_grant.partnership_id as place')
    .where('role_grant.partnership_id', '=', partnershipId)
    .execute();
  return rows.flatMap(somebody);
}

const somebody = (row: { readonly id: string; readonly email: string; readonly place: string | null }): Somebody[] =>
  row.place === null ? [] : [{ personId: row.id, email: row.email, placeId: row.place }];

const holders = (db: Reader, roles: readonly string[], today: string) =>
  db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['person.id', 'person.email'])
    .distinct()
    .where('role_grant.role', 'in', roles)
    .where('role_grant.from_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
    .where('person.deactivated_at', 'is', null)
    .orderBy('person.id');
