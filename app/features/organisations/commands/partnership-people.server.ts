import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { findOrAddPerson, grantRole } from '../../accounts/commands/add-person.server.ts';
import { type PartnershipRole, partnershipRoles, roleNames } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import type { InvitationForm } from '../schema.ts';
import { partnershipIn } from './write-organisation.server.ts';

const isPartnershipRole = (role: string): role is PartnershipRole => Object.hasOwn(partnershipRoles, role);

/**
 * Gives a person, by e-mail address, a role in the partnership itself, and tells them. Refuses an unknown role at its
 * field. Asked twice, the role is given once and one message is sent a day.
 */
export async function inviteToPartnership(
  portal: Portal,
  viewer: Viewer,
  form: InvitationForm,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors }> {
  const partnershipId = partnershipIn(partnershipScope(viewer, 'people.change'), null);
  const { role } = form;
  if (!isPartnershipRole(role)) return { ok: false, errors: { role: ['Choose what this person does'] } };
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { name } = await trx
      .selectFrom('partnership')
      .select('name')
      .where('id', '=', partnershipId)
      .executeTakeFirstOrThrow();
    const person = await findOrAddPerson(
      trx,
      stamp,
      { email: form.email, name: form.personName, jobTitle: form.personJobTitle },
      viewer.personId,
    );
    await grantRole(trx, stamp, person.id, { role, partnershipId }, viewer.personId);
    await queueMessage(trx, stamp, {
      template: 'invitation',
      fields: { organisation: name, role: roleNames[role].toLowerCase(), address: portal.config.publicOrigin },
      to: { address: form.email, personId: person.id },
      reference: `invitation:${partnershipId}:${person.id}:${role}:${stamp.today}`,
      partnershipId,
    });
    return { ok: true };
  });
}

/**
 * Ends a role that a person holds in the partnership, from today. Refuses a role that is not held as unknown, and to
 * leave the partnership without a business manager.
 */
export async function endPartnershipRole(
  portal: Portal,
  viewer: Viewer,
  input: { readonly personId: string; readonly role: string },
): Promise<void> {
  const partnershipId = partnershipIn(partnershipScope(viewer, 'people.change'), null);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { numUpdatedRows } = await trx
      .updateTable('role_grant')
      .set({ to_on: stamp.today })
      .where('partnership_id', '=', partnershipId)
      .where('person_id', '=', input.personId)
      .where('role', '=', input.role)
      .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', stamp.today)]))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound();
    const left = await listRoleHolders(trx, { partnershipId }, stamp.today);
    if (!left.some((holder) => holder.role === 'business-manager')) {
      throw notNow('A partnership needs a business manager. Give somebody else the role first.');
    }
    await recordEvent(trx, stamp, {
      type: 'role.ended',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'person', id: input.personId },
      detail: { role: input.role },
    });
  });
}
