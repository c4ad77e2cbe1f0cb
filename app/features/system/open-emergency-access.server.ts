import type { Trx } from '../../../db/client.server.ts';
import { addMinutes } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound, notNow } from '../../platform/refusals.ts';
import { instantInWords } from '../../platform/words.ts';
import { listRoleHolders, type RoleHolder } from '../accounts/queries.server.ts';
import { requireSystem, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { emergencyMinutes, type Owned } from './schema.ts';

/**
 * Lets a system administrator read, for an hour, what one organisation or one partnership owns. Whoever answers for it is
 * told at once: the business managers, and the safeguarding leads of an organisation. Refuses a second one at a time, an
 * unknown owner, and everybody who is no system administrator.
 */
export async function openEmergencyAccess(
  portal: Portal,
  viewer: Viewer,
  owned: Owned,
  { reason }: { readonly reason: string },
): Promise<{ readonly id: string }> {
  requireSystem(viewer, 'emergency-access.open');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const place = await nameOf(trx, owned);
    const open = await trx
      .selectFrom('emergency_access')
      .select('id')
      .where('person_id', '=', viewer.personId)
      .where('ended_at', 'is', null)
      .where('ends_at', '>', stamp.now)
      .executeTakeFirst();
    if (open) throw notNow('You have emergency access open already: end it before you open another.');
    const id = stamp.newId();
    const endsAt = addMinutes(stamp.now, emergencyMinutes);
    await trx
      .insertInto('emergency_access')
      .values({
        id,
        person_id: viewer.personId,
        organisation_id: owned.organisationId ?? null,
        partnership_id: owned.partnershipId ?? null,
        reason,
        opened_at: stamp.now,
        ends_at: endsAt,
        ended_at: null,
        ended_by: null,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'emergency-access.opened',
      owner:
        owned.organisationId === undefined
          ? { partnershipId: owned.partnershipId }
          : { organisationId: owned.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'emergency-access', id },
      detail: { endsAt },
    });
    const told = await listAnswerable(trx, owned, stamp.today);
    await queueMessages(
      trx,
      stamp,
      'emergency-access',
      told.map(({ partnershipId, ...person }) => ({
        fields: {
          person: viewer.name,
          place,
          until: instantInWords(endsAt),
          address: `${portal.config.publicOrigin}/people/emergency-access`,
        },
        to: { address: person.email, personId: person.personId },
        reference: `emergency-access:${id}:${person.personId}`,
        organisationId: owned.organisationId ?? null,
        partnershipId,
      })),
    );
    return { id };
  });
}

/** The name of an organisation or a partnership. Refuses one that there is not. */
async function nameOf(trx: Trx, owned: Owned): Promise<string> {
  const found = await (owned.organisationId === undefined
    ? trx.selectFrom('partnership').select('name').where('id', '=', owned.partnershipId).executeTakeFirst()
    : trx.selectFrom('organisation').select('name').where('id', '=', owned.organisationId).executeTakeFirst());
  if (!found) throw notFound();
  return found.name;
}

/** Who answers for what is read: business managers of its partnerships, and the leads of an organisation. Each once. */
async function listAnswerable(
  trx: Trx,
  owned: Owned,
  today: string,
): Promise<(RoleHolder & { readonly partnershipId: string | null })[]> {
  const found = new Map<string, RoleHolder & { readonly partnershipId: string | null }>();
  const partnershipIds =
    owned.organisationId === undefined
      ? [owned.partnershipId]
      : (
          await trx
            .selectFrom('partnership_member')
            .select('partnership_id')
            .where('organisation_id', '=', owned.organisationId)
            .where('left_on', 'is', null)
            .execute()
        ).map((row) => row.partnership_id);
  for (const partnershipId of partnershipIds)
    for (const holder of await listRoleHolders(trx, { partnershipId }, today))
      if (holder.role === 'business-manager') found.set(holder.personId, { ...holder, partnershipId });
  if (owned.organisationId !== undefined)
    for (const holder of await listRoleHolders(trx, { organisationId: owned.organisationId }, today))
      if (holder.role === 'safeguarding-lead' && !found.has(holder.personId))
        found.set(holder.personId, { ...holder, partnershipId: null });
  return [...found.values()];
}
