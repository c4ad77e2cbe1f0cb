import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findOrAddPerson, grantRole } from '../../accounts/commands/add-person.server.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { getOrganisation } from '../queries.server.ts';
import { findRoleOffered } from '../rules.ts';
import type { InvitationForm } from '../schema.ts';
import { currentMembership } from './write-organisation.server.ts';

/**
 * Gives a person, by e-mail address, a role in an organisation, and tells them. Refuses, at the field, a role that is
 * not for this kind. Asked twice, the role is given once and one message is sent a day.
 */
export async function inviteToOrganisation(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly form: InvitationForm },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors }> {
  const scope = partnershipScope(viewer, 'people.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { organisationId, form } = input;
    const { partnershipId } = await currentMembership(trx, scope, organisationId);
    const organisation = await getOrganisation(trx, scope, organisationId);
    const role = findRoleOffered(organisation.kind, form.role);
    if (!role) return { ok: false, errors: { role: ['Choose what this person does'] } };
    const person = await findOrAddPerson(
      trx,
      stamp,
      { email: form.email, name: form.personName, jobTitle: form.personJobTitle },
      viewer.personId,
    );
    await grantRole(trx, stamp, person.id, { role, organisationId }, viewer.personId);
    await queueMessage(trx, stamp, {
      template: 'invitation',
      fields: {
        organisation: organisation.name,
        role: roleNames[role].toLowerCase(),
        address: portal.config.publicOrigin,
      },
      to: { address: form.email, personId: person.id },
      reference: `invitation:${organisationId}:${person.id}:${role}:${stamp.today}`,
      organisationId,
      partnershipId,
    });
    return { ok: true };
  });
}

/** Ends a role that a person holds in an organisation, from today. Refuses a role that is not held as unknown. */
export async function endOrganisationRole(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly personId: string; readonly role: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'people.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { partnershipId } = await currentMembership(trx, scope, input.organisationId);
    const { numUpdatedRows } = await trx
      .updateTable('role_grant')
      .set({ to_on: stamp.today })
      .where('organisation_id', '=', input.organisationId)
      .where('person_id', '=', input.personId)
      .where('role', '=', input.role)
      .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', stamp.today)]))
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound();
    await recordEvent(trx, stamp, {
      type: 'role.ended',
      owner: { organisationId: input.organisationId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'person', id: input.personId },
      detail: { role: input.role },
    });
  });
}
