import { findOrAddPerson } from '../../features/accounts/commands/add-person.server.ts';
import { grantSystemRole } from '../../features/accounts/commands/grant-system-role.server.ts';
import { viewerOf } from '../../features/accounts/queries.server.ts';
import { openEmergencyAccess } from '../../features/system/open-emergency-access.server.ts';
import { organisationIdOf, type World } from './world.ts';

/** Who looks after the installation, and reads nothing of anybody's but in an emergency. */
export const administrator = {
  name: 'Alex Tan',
  email: 'alex.tan@brookmere-ict.example',
  jobTitle: 'Systems engineer',
} as const;

/** Plans who looks after the installation, and one hour in which they had to look. */
export function planSystem(world: World): void {
  const { timeline } = world;
  timeline.at(-432, '08:30', async (portal) => {
    await portal.database.transaction(async (trx) => {
      const stamp = portal.stamp();
      const { id } = await findOrAddPerson(trx, stamp, administrator, null);
      await grantSystemRole(trx, stamp, id, 'system-administrator');
    });
  });
  timeline.at(-16, '16:20', async (portal) => {
    const { db } = portal.database;
    const person = await db
      .selectFrom('person')
      .select(['id', 'name', 'email'])
      .where('email', '=', administrator.email)
      .executeTakeFirstOrThrow();
    await openEmergencyAccess(
      portal,
      await viewerOf(db, person, portal.stamp().today),
      { organisationId: organisationIdOf(world, 'fenshire-probation') },
      { reason: 'The lead rang: the page of the second standard did not open. Looked at it with them and found why.' },
    );
  });
}
