import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { findOrAddPerson, grantRole } from '../../accounts/commands/add-person.server.ts';
import { endRoles, leadRemains } from '../../accounts/commands/end-roles.server.ts';
import { type OrganisationRole, organisationRoles, roleNames } from '../../accounts/permissions.ts';
import { mayInOrganisation, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
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

/**
 * Ends a role that a person holds in an organisation, from today, and with their last role every session. Refuses a role
 * that is not held as unknown, and to leave an organisation without a safeguarding lead: that role is handed over.
 */
export async function endOrganisationRole(
  portal: Portal,
  viewer: Viewer,
  { organisationId, personId, role }: RoleOfPerson,
): Promise<void> {
  const scope = partnershipScope(viewer, 'people.change');
  if (!isOrganisationRole(role)) throw notFound();
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { partnershipId } = await currentMembership(trx, scope, organisationId);
    await holdOrganisation(trx, organisationId);
    const on = stamp.today;
    const ended = await endRoles(trx, stamp, {
      organisationId,
      partnershipId,
      personId,
      role,
      on,
      actorId: viewer.personId,
    });
    if (ended.length === 0) throw notFound();
    if (role === 'safeguarding-lead' && !(await leadRemains(trx, { organisationId, without: personId, on })))
      throw notNow('An organisation needs a safeguarding lead: hand the role over to somebody instead.');
  });
}

/**
 * Ends, from today, what a colleague contributes: for the lead of the organisation itself. What was handed to them is
 * closed to them at once and shows that they have left. Every other role is for the partnership to end.
 */
export async function endContributor(
  portal: Portal,
  viewer: Viewer,
  { organisationId, personId }: Omit<RoleOfPerson, 'role'>,
): Promise<void> {
  if (!mayInOrganisation(viewer, 'people.change', organisationId)) throw notFound();
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const ending = {
      organisationId,
      personId,
      role: 'contributor',
      on: stamp.today,
      actorId: viewer.personId,
    } as const;
    if ((await endRoles(trx, stamp, ending)).length === 0) throw notFound();
  });
}

interface RoleOfPerson {
  readonly organisationId: string;
  readonly personId: string;
  readonly role: string;
}

const isOrganisationRole = (role: string): role is OrganisationRole => Object.hasOwn(organisationRoles, role);

/** Holds the organisation's row until the end of the transaction, so that two leads cannot leave in the same moment. */
const holdOrganisation = (trx: Trx, organisationId: string) =>
  trx
    .updateTable('organisation')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', organisationId)
    .execute();
