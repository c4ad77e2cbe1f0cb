import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';

/** The organisations in scope by name, for a form that must say whose library is meant. */
export async function listOwnOrganisations(
  db: Reader,
  scope: OrganisationScope,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', scope.organisationIds)
    .orderBy('name')
    .execute();
}
