import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { SystemRole } from '../permissions.ts';

/** Gives a person a role in the installation, from today. The operator's command: nobody on the pages may. Given once. */
export async function grantSystemRole(trx: Trx, stamp: Stamp, personId: string, role: SystemRole): Promise<void> {
  const held = await trx
    .selectFrom('system_role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', stamp.today)]))
    .executeTakeFirst();
  if (held) return;
  await trx
    .insertInto('system_role_grant')
    .values({
      id: stamp.newId(),
      person_id: personId,
      role,
      from_on: stamp.today,
      to_on: null,
      granted_by: null,
      created_at: stamp.now,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'system-role.granted',
    owner: 'system',
    actorId: null,
    subject: { kind: 'person', id: personId },
    detail: { role },
  });
}

/** Ends a role in the installation from today, and every hour of emergency access with it. Gives whether it was held. */
export async function endSystemRole(trx: Trx, stamp: Stamp, personId: string, role: SystemRole): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('system_role_grant')
    .set({ to_on: stamp.today })
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', stamp.today)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await trx
    .updateTable('emergency_access')
    .set((eb) => ({ ended_at: stamp.now, revision: eb('revision', '+', 1) }))
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', stamp.now)
    .execute();
  await recordEvent(trx, stamp, {
    type: 'system-role.ended',
    owner: 'system',
    actorId: null,
    subject: { kind: 'person', id: personId },
    detail: { role },
  });
  return true;
}
