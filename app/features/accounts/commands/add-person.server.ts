import type { Trx } from '../../../../db/client.server.ts';
import { addDays } from '../../../platform/clock.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { OrganisationRole, PartnershipRole } from '../permissions.ts';

export type GrantTarget =
  | { readonly role: OrganisationRole; readonly organisationId: string }
  | { readonly role: PartnershipRole; readonly partnershipId: string };

/** The person with this address, made if there is none. An existing person keeps their own name. */
export async function findOrAddPerson(
  trx: Trx,
  stamp: Stamp,
  person: { readonly email: string; readonly name: string; readonly jobTitle: string | null },
  actorId: string | null,
): Promise<{ readonly id: string; readonly added: boolean }> {
  const known = await trx.selectFrom('person').select('id').where('email', '=', person.email).executeTakeFirst();
  if (known) return { id: known.id, added: false };
  const id = stamp.newId();
  await trx
    .insertInto('person')
    .values({
      id,
      email: person.email,
      name: person.name,
      job_title: person.jobTitle,
      created_at: stamp.now,
      deactivated_at: null,
      revision: 1,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'person.added',
    owner: 'system',
    actorId,
    subject: { kind: 'person', id },
  });
  return { id, added: true };
}

/**
 * Gives a person a role from today, or from a day to come. A role already held in the same place is not given twice; one
 * that ends is. Gives the id of the grant; undefined where the role was held already.
 */
export async function grantRole(
  trx: Trx,
  stamp: Stamp,
  personId: string,
  target: GrantTarget,
  actorId: string | null,
  from: string = stamp.today,
): Promise<string | undefined> {
  const organisationId = 'organisationId' in target ? target.organisationId : null;
  const partnershipId = 'partnershipId' in target ? target.partnershipId : null;
  const held = await trx
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', target.role)
    .where('organisation_id', organisationId === null ? 'is' : '=', organisationId)
    .where('partnership_id', partnershipId === null ? 'is' : '=', partnershipId)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', from)]))
    .executeTakeFirst();
  if (held) return undefined;
  const id = stamp.newId();
  await trx
    .insertInto('role_grant')
    .values({
      id,
      person_id: personId,
      role: target.role,
      organisation_id: organisationId,
      partnership_id: partnershipId,
      from_on: from,
      to_on: null,
      granted_by: actorId,
      created_at: stamp.now,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'role.granted',
    owner:
      'organisationId' in target ? { organisationId: target.organisationId } : { partnershipId: target.partnershipId },
    actorId,
    subject: { kind: 'person', id: personId },
    detail: { role: target.role, ...(from === stamp.today ? {} : { from }) },
  });
  return id;
}

/**
 * Gives a person a role in an organisation for a time, beside whatever they hold there already, and gives the id of the
 * grant. Both days are included.
 */
export async function grantRoleForTime(
  trx: Trx,
  stamp: Stamp,
  personId: string,
  target: Extract<GrantTarget, { organisationId: string }> & { readonly fromOn: string; readonly lastOn: string },
  actorId: string,
): Promise<string> {
  const id = stamp.newId();
  await trx
    .insertInto('role_grant')
    .values({
      id,
      person_id: personId,
      role: target.role,
      organisation_id: target.organisationId,
      partnership_id: null,
      from_on: target.fromOn,
      to_on: addDays(target.lastOn, 1),
      granted_by: actorId,
      created_at: stamp.now,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'role.granted',
    owner: { organisationId: target.organisationId },
    actorId,
    subject: { kind: 'person', id: personId },
    detail: { role: target.role, from: target.fromOn, until: target.lastOn },
  });
  return id;
}

/** Ends one grant of a role from today; one that has ended by then is left as it is. */
export async function endGrant(
  trx: Trx,
  stamp: Stamp,
  grant: {
    readonly id: string;
    readonly personId: string;
    readonly role: OrganisationRole;
    readonly organisationId: string;
  },
  actorId: string,
): Promise<void> {
  const ended = await trx
    .updateTable('role_grant')
    .set({ to_on: stamp.today })
    .where('id', '=', grant.id)
    .where('organisation_id', '=', grant.organisationId)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', stamp.today)]))
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return;
  await recordEvent(trx, stamp, {
    type: 'role.ended',
    owner: { organisationId: grant.organisationId },
    actorId,
    subject: { kind: 'person', id: grant.personId },
    detail: { role: grant.role },
  });
}
