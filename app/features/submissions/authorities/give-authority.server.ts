import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findOrAddPerson, grantRoleForTime } from '../../accounts/commands/add-person.server.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { type AuthorityForm, dayProblems, mayGiveAuthority, signatoryName } from './authority.ts';

/** What became of giving an authority; problems are by field. */
export type AuthorityGiven =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly errors: FieldErrors };

/**
 * Gives somebody the authority to sign for a signatory from a day to a day, lets them read the returns for that time, and
 * tells them. Refuses, at the field, days that lie behind or apart by more than a year, the giver themselves, and
 * somebody who holds the role already. Whoever may not give it is told that the page does not exist.
 */
export async function giveAuthority(
  portal: Portal,
  viewer: Viewer,
  { organisationId, form }: { readonly organisationId: string; readonly form: AuthorityForm },
): Promise<AuthorityGiven> {
  const scope = organisationScope(viewer, 'authority.give');
  return portal.database.transaction(async (trx): Promise<AuthorityGiven> => {
    const stamp = portal.stamp();
    if (!scope.organisationIds.includes(organisationId) || !mayGiveAuthority(viewer, organisationId, form.signatory))
      throw notFound();
    const errors: FieldErrors = dayProblems(form, stamp.today);
    if (form.email === viewer.email.toLowerCase())
      errors.email = ['Name somebody else: an authority is for another person than the one who gives it'];
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const person = await findOrAddPerson(
      trx,
      stamp,
      { email: form.email, name: form.personName, jobTitle: form.personJobTitle },
      viewer.personId,
    );
    if (await holdsRole(trx, person.id, organisationId, form.signatory, stamp.today))
      return { ok: false, errors: { email: [`This person is ${signatoryName(form.signatory)} here already`] } };
    const roleGrantId = await grantRoleForTime(
      trx,
      stamp,
      person.id,
      { role: 'delegate-signatory', organisationId, fromOn: form.fromOn, lastOn: form.toOn },
      viewer.personId,
    );
    const id = stamp.newId();
    await trx
      .insertInto('signing_authority')
      .values({
        id,
        organisation_id: organisationId,
        signatory: form.signatory,
        delegate_id: person.id,
        from_on: form.fromOn,
        to_on: form.toOn,
        reason: form.reason,
        document: form.document,
        role_grant_id: roleGrantId,
        given_by: viewer.personId,
        given_at: stamp.now,
        ended_at: null,
        ended_by: null,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'authority.given',
      owner: { organisationId },
      actorId: viewer.personId,
      subject: { kind: 'authority', id },
      detail: { signatory: form.signatory, delegate: person.id, from: form.fromOn, until: form.toOn },
    });
    await tellDelegate(portal, trx, stamp, scope, { id, organisationId, personId: person.id, form });
    return { ok: true, id };
  });
}

async function holdsRole(trx: Trx, personId: string, organisationId: string, role: string, today: string) {
  const held = await trx
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('role', '=', role)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .executeTakeFirst();
  return held !== undefined;
}

async function tellDelegate(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  scope: OrganisationScope,
  given: {
    readonly id: string;
    readonly organisationId: string;
    readonly personId: string;
    readonly form: AuthorityForm;
  },
): Promise<void> {
  const { name } = await trx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', given.organisationId)
    .where('id', 'in', scope.organisationIds)
    .executeTakeFirstOrThrow();
  await queueMessage(trx, stamp, {
    template: 'invitation',
    fields: {
      organisation: name,
      role: `signatory for the ${signatoryName(given.form.signatory)}`,
      address: portal.config.publicOrigin,
    },
    to: { address: given.form.email, personId: given.personId },
    reference: `authority:${given.id}`,
    organisationId: given.organisationId,
  });
}
