import type { Trx } from '../../../../db/client.server.ts';
import { asThePortal } from '../../../../db/reach.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { OrganisationRole } from '../permissions.ts';
import { endSessionsOf } from './end-session.server.ts';

interface Ending {
  readonly organisationId: string;
  readonly partnershipId?: string;
  readonly personId: string;
  /** One role, or all that the person has in the organisation. */
  readonly role: OrganisationRole | 'all';
  /** The first day without it. */
  readonly on: string;
  readonly actorId: string;
}

/**
 * Ends what a person may do in an organisation, from a day. Gives the roles that ended; one that is not held is left
 * alone. Somebody who has no role anywhere any more is signed out at once.
 */
export async function endRoles(
  trx: Trx,
  stamp: Stamp,
  { organisationId, partnershipId, personId, role, on, actorId }: Ending,
): Promise<string[]> {
  let ending = trx
    .updateTable('role_grant')
    .set({ to_on: on })
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', on)]));
  if (role !== 'all') ending = ending.where('role', '=', role);
  const ended = [...new Set((await ending.returning('role').execute()).map((row) => row.role))].toSorted();
  for (const one of ended)
    await recordEvent(trx, stamp, {
      type: 'role.ended',
      owner: { organisationId, ...(partnershipId === undefined ? {} : { partnershipId }) },
      actorId,
      subject: { kind: 'person', id: personId },
      detail: { role: one, ...(on === stamp.today ? {} : { on }) },
    });
  if (ended.length > 0 && !(await hasRoleAnywhere(trx, personId, stamp.today)))
    await endSessionsOf(trx, stamp, personId, actorId);
  return ended;
}

const hasRoleAnywhere = (trx: Trx, personId: string, today: string): Promise<boolean> =>
  asThePortal(
    'what roles and ways to sign in somebody has anywhere',
    async () => {
      const held = await trx
        .selectFrom('role_grant')
        .select('id')
        .where('person_id', '=', personId)
        .where('from_on', '<=', today)
        .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
        .executeTakeFirst();
      return held !== undefined;
    },
    trx,
  );

/** Whether somebody else leads on safeguarding in an organisation from a day on, without an end. */
export async function leadRemains(
  trx: Trx,
  { organisationId, without, on }: { readonly organisationId: string; readonly without: string; readonly on: string },
): Promise<boolean> {
  const other = await trx
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select('role_grant.id')
    .where('role_grant.organisation_id', '=', organisationId)
    .where('role_grant.role', '=', 'safeguarding-lead')
    .where('role_grant.person_id', '<>', without)
    .where('role_grant.from_on', '<=', on)
    .where('role_grant.to_on', 'is', null)
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
  return other !== undefined;
}
