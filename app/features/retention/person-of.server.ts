import type { Reader } from '../../../db/client.server.ts';
import type { Owner } from './owner.ts';

export interface PersonOf {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** A role that has not ended. */
  readonly hasRole: boolean;
  /** A role elsewhere than with this owner, whether it has ended or not. */
  readonly elsewhere: boolean;
}

/**
 * Somebody who has or had a role with an owner, by address or id: in the partnership and its organisations, in the
 * organisation, anywhere for the installation. Undefined for everybody else.
 */
export async function findPersonOf(
  db: Reader,
  owner: Owner,
  by: { readonly email: string } | { readonly id: string },
): Promise<PersonOf | undefined> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('id' in by ? 'id' : 'email', '=', 'id' in by ? by.id : by.email.trim().toLowerCase())
    .where('id', 'not in', db.selectFrom('erased_person').select('person_id'))
    .executeTakeFirst();
  if (!person) return undefined;
  const grants = await db
    .selectFrom('role_grant')
    .select((eb) => [
      'organisation_id',
      'partnership_id',
      'to_on',
      eb
        .selectFrom('partnership_member')
        .select('partnership_member.id')
        .whereRef('partnership_member.organisation_id', '=', 'role_grant.organisation_id')
        .where('partnership_member.partnership_id', '=', owner.id)
        .limit(1)
        .as('member'),
    ])
    .where('person_id', '=', person.id)
    .execute();
  const ofSystem = await db
    .selectFrom('system_role_grant')
    .select('to_on')
    .where('person_id', '=', person.id)
    .execute();
  const isOurs = (grant: (typeof grants)[number]) =>
    owner.kind === 'installation' ||
    (owner.kind === 'partnership'
      ? grant.partnership_id === owner.id || grant.member !== null
      : grant.organisation_id === owner.id);
  if (owner.kind !== 'installation' && !grants.some(isOurs)) return undefined;
  return {
    ...person,
    hasRole: [...grants, ...ofSystem].some(({ to_on }) => to_on === null),
    elsewhere: owner.kind !== 'installation' && (ofSystem.length > 0 || !grants.every(isOurs)),
  };
}
