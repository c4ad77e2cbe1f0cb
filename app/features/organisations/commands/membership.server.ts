import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getOrganisation } from '../queries.server.ts';
import { currentMembership, memberRow, partnershipIn } from './write-organisation.server.ts';

/** Ends the membership of an organisation today. Its returns, letters and actions stay where they are. */
export async function leavePartnership(
  portal: Portal,
  viewer: Viewer,
  { organisationId }: { readonly organisationId: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'organisation.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const member = await currentMembership(trx, scope, organisationId);
    await trx.updateTable('partnership_member').set({ left_on: stamp.today }).where('id', '=', member.id).execute();
    await recordEvent(trx, stamp, {
      type: 'organisation.left',
      owner: { organisationId, partnershipId: member.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'organisation', id: organisationId },
    });
  });
}

/** Takes back an organisation that left. Refuses one that is a member. */
export async function rejoinPartnership(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly partnershipId?: string | undefined },
): Promise<void> {
  const scope = partnershipScope(viewer, 'organisation.change');
  const partnershipId = partnershipIn(scope, input.partnershipId);
  const { organisationId } = input;
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const known = await getOrganisation(trx, { partnershipIds: [partnershipId] }, organisationId);
    const member = await trx
      .selectFrom('partnership_member')
      .select('id')
      .where('organisation_id', '=', known.id)
      .where('partnership_id', '=', partnershipId)
      .where('left_on', 'is', null)
      .executeTakeFirst();
    if (member) throw notNow('This organisation is a member of the partnership already');
    await trx
      .insertInto('partnership_member')
      .values(memberRow(stamp, partnershipId, organisationId))
      .execute();
    await recordEvent(trx, stamp, {
      type: 'organisation.joined',
      owner: { organisationId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'organisation', id: organisationId },
    });
  });
}

/**
 * Records that an organisation has closed (today) or is open after all. It stays a member, and a closed one is left out
 * of the next cycle. A stale revision is refused.
 */
export async function setOpenOrClosed(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly revision: number; readonly status: 'open' | 'closed' },
): Promise<void> {
  const scope = partnershipScope(viewer, 'organisation.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { partnershipId } = await currentMembership(trx, scope, input.organisationId);
    const { numUpdatedRows } = await trx
      .updateTable('organisation')
      .set((eb) => ({
        status: input.status,
        closed_on: input.status === 'closed' ? stamp.today : null,
        updated_at: stamp.now,
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', input.organisationId)
      .where('revision', '=', input.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n)
      throw new Refusal('stale-revision', 'Somebody else has changed this organisation: load the page again');
    await recordEvent(trx, stamp, {
      type: 'organisation.changed',
      owner: { organisationId: input.organisationId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'organisation', id: input.organisationId },
      detail: { fields: 'status closedOn', status: input.status },
    });
  });
}

/** Adds a contact: somebody to write to, who need not be able to sign in. */
export async function addContact(
  portal: Portal,
  viewer: Viewer,
  input: {
    readonly organisationId: string;
    readonly contact: { name: string; jobTitle: string | null; email: string | null; telephone: string | null };
  },
): Promise<void> {
  const scope = partnershipScope(viewer, 'organisation.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { partnershipId } = await currentMembership(trx, scope, input.organisationId);
    const { name, jobTitle, email, telephone } = input.contact;
    const id = stamp.newId();
    await trx
      .insertInto('organisation_contact')
      .values({
        id,
        organisation_id: input.organisationId,
        name,
        job_title: jobTitle,
        email,
        telephone,
        created_at: stamp.now,
        removed_at: null,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'organisation.changed',
      owner: { organisationId: input.organisationId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'organisation', id: input.organisationId },
      detail: { fields: 'contact', contactAdded: id },
    });
  });
}

/** Removes a contact. Refuses one that is not there, or belongs elsewhere, as unknown. */
export async function removeContact(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly contactId: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'organisation.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { partnershipId } = await currentMembership(trx, scope, input.organisationId);
    const { numUpdatedRows } = await trx
      .updateTable('organisation_contact')
      .set({ removed_at: stamp.now })
      .where('id', '=', input.contactId)
      .where('organisation_id', '=', input.organisationId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound();
    await recordEvent(trx, stamp, {
      type: 'organisation.changed',
      owner: { organisationId: input.organisationId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'organisation', id: input.organisationId },
      detail: { fields: 'contact', contactRemoved: input.contactId },
    });
  });
}
