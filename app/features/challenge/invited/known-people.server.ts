import type { Reader } from '../../../../db/client.server.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';

/** Somebody who could be invited, as the form names them: `person:...` or `contact:...`. */
export interface KnownPerson {
  readonly value: string;
  readonly label: string;
}

/** People with a role in an organisation or a partnership today, and the contacts of an organisation with an address. */
export async function listKnownPeople(
  db: Reader,
  place: { readonly organisationId: string } | { readonly partnershipId: string },
  today: string,
): Promise<KnownPerson[]> {
  const holders = await listRoleHolders(db, place, today);
  const people = holders
    .filter((one, at) => holders.findIndex(({ personId }) => personId === one.personId) === at)
    .map(({ personId, name, role }) => ({ value: `person:${personId}`, label: `${name}, ${roleNames[role]}` }));
  if (!('organisationId' in place)) return people;
  const addresses = new Set(holders.map(({ email }) => email));
  const contacts = await db
    .selectFrom('organisation_contact')
    .select(['id', 'name', 'job_title', 'email'])
    .where('organisation_id', '=', place.organisationId)
    .where('removed_at', 'is', null)
    .where('email', 'is not', null)
    .orderBy('name')
    .limit(200)
    .execute();
  return [
    ...people,
    ...contacts
      .filter(({ email }) => email !== null && !addresses.has(email))
      .map(({ id, name, job_title }) => ({
        value: `contact:${id}`,
        label: job_title === null ? name : `${name}, ${job_title}`,
      })),
  ];
}
