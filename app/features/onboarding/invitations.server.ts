import type { Reader, Trx } from '../../../db/client.server.ts';
import { addMinutes } from '../../platform/clock.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrAddPerson, grantRole } from '../accounts/commands/add-person.server.ts';
import { endRoles } from '../accounts/commands/end-roles.server.ts';
import { invitationHours, type NewLink, newLink, writeInvitationLink } from '../accounts/commands/new-link.server.ts';
import { type OrganisationRole, organisationRoles, roleNames } from '../accounts/permissions.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { queueMessage } from '../notifications/commands.server.ts';

/** Somebody who is invited to a role in an organisation. */
export interface Invited {
  readonly partnershipId: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly role: OrganisationRole;
  readonly email: string;
  readonly name: string;
  readonly jobTitle: string | null;
}

/**
 * Gives the role, makes the link that works once and writes the message that carries it. Somebody who is invited to the
 * same role already is left alone. Gives whether a message went out.
 */
export async function sendInvitation(
  trx: Trx,
  stamp: Stamp,
  link: NewLink,
  invited: Invited,
  actorId: string,
): Promise<boolean> {
  const { partnershipId, organisationId, role } = invited;
  const person = await findOrAddPerson(trx, stamp, invited, actorId);
  const granted = await grantRole(trx, stamp, person.id, { role, organisationId }, actorId);
  if (granted === undefined) return false;
  const id = stamp.newId();
  await trx
    .insertInto('invitation')
    .values({
      id,
      partnership_id: partnershipId,
      organisation_id: organisationId,
      person_id: person.id,
      role,
      link_hash: link.hash,
      invited_by: actorId,
      invited_at: stamp.now,
      ends_at: addMinutes(stamp.now, invitationHours * 60),
      sent: 1,
      withdrawn_at: null,
      withdrawn_by: null,
      revision: 1,
    })
    .execute();
  await writeMessage(trx, stamp, link, { ...invited, personId: person.id, actorId, reference: id });
  await recordEvent(trx, stamp, {
    type: 'invitation.sent',
    owner: { organisationId, partnershipId },
    actorId,
    subject: { kind: 'person', id: person.id },
    detail: { role },
  });
  return true;
}

async function writeMessage(
  trx: Trx,
  stamp: Stamp,
  link: NewLink,
  to: Pick<Invited, 'organisation' | 'organisationId' | 'partnershipId' | 'role' | 'email'> & {
    readonly personId: string;
    readonly actorId: string;
    readonly reference: string;
  },
): Promise<void> {
  await writeInvitationLink(trx, stamp, link, { personId: to.personId, destination: '/home', actorId: to.actorId });
  await queueMessage(trx, stamp, {
    template: 'invitation-link',
    fields: {
      organisation: to.organisation,
      role: roleNames[to.role].toLowerCase(),
      link: link.url,
      hours: invitationHours,
    },
    to: { address: to.email, personId: to.personId },
    reference: `invitation-link:${to.reference}:${link.hash}`,
    organisationId: to.organisationId,
    partnershipId: to.partnershipId,
  });
}

export interface OpenInvitation {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly place: string;
  readonly role: string;
  readonly invitedAt: string;
  readonly endsAt: string;
  readonly sent: number;
  /** The link does not work any more: it is to be sent again. */
  readonly over: boolean;
}

const isRole = (role: string): role is OrganisationRole => Object.hasOwn(organisationRoles, role);

/** Nobody has come by it yet: the person has not signed in since. */
const openOnes = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('invitation')
    .where('invitation.partnership_id', 'in', scope.partnershipIds)
    .where('invitation.withdrawn_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('session')
            .select('session.person_id')
            .whereRef('session.person_id', '=', 'invitation.person_id')
            .whereRef('session.created_at', '>=', 'invitation.invited_at'),
        ),
      ),
    );

/** Invitations that nobody has come by yet, newest first, with the end of each. */
export async function listOpenInvitations(
  db: Reader,
  scope: PartnershipScope,
  now: string,
  asked: number,
): Promise<Page<OpenInvitation>> {
  const { total } = await openOnes(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await openOnes(db, scope)
    .innerJoin('person', 'person.id', 'invitation.person_id')
    .leftJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .select([
      'invitation.id',
      'invitation.role',
      'invitation.invited_at',
      'invitation.ends_at',
      'invitation.sent',
      'person.name',
      'person.email',
      'organisation.name as place',
    ])
    .orderBy('invitation.invited_at', 'desc')
    .orderBy('invitation.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      place: row.place ?? '',
      role: isRole(row.role) ? roleNames[row.role] : row.role,
      invitedAt: row.invited_at,
      endsAt: row.ends_at,
      sent: row.sent,
      over: row.ends_at <= now,
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** Holds an open invitation of the scope for a change. Refuses another one as unknown. */
async function holdInvitation(trx: Trx, scope: PartnershipScope, id: string) {
  const row = await openOnes(trx, scope)
    .innerJoin('person', 'person.id', 'invitation.person_id')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .selectAll('invitation')
    .select(['person.email', 'organisation.name as organisation'])
    .where('invitation.id', '=', id)
    .executeTakeFirst();
  if (!row?.organisation_id || !isRole(row.role)) throw notFound();
  return { ...row, organisation_id: row.organisation_id, role: row.role };
}

/** Sends the invitation again with a new link, and ends the one before. */
export async function resendInvitation(portal: Portal, viewer: Viewer, id: string): Promise<void> {
  const scope = partnershipScope(viewer, 'people.change');
  const link = newLink(portal);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await holdInvitation(trx, scope, id);
    await endLink(trx, stamp, row.link_hash);
    await trx
      .updateTable('invitation')
      .set({
        link_hash: link.hash,
        ends_at: addMinutes(stamp.now, invitationHours * 60),
        sent: row.sent + 1,
        revision: row.revision + 1,
      })
      .where('id', '=', row.id)
      .where('partnership_id', '=', row.partnership_id)
      .execute();
    await writeMessage(trx, stamp, link, {
      organisation: row.organisation,
      organisationId: row.organisation_id,
      partnershipId: row.partnership_id,
      role: row.role,
      email: row.email,
      personId: row.person_id,
      actorId: viewer.personId,
      reference: row.id,
    });
    await recordEvent(trx, stamp, {
      type: 'invitation.sent',
      owner: { organisationId: row.organisation_id, partnershipId: row.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'person', id: row.person_id },
      detail: { role: row.role, again: true },
    });
  });
}

/** Takes an invitation back: its link is dead and the role ends, before anybody came by it. */
export async function withdrawInvitation(portal: Portal, viewer: Viewer, id: string): Promise<void> {
  const scope = partnershipScope(viewer, 'people.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await holdInvitation(trx, scope, id);
    await endLink(trx, stamp, row.link_hash);
    await trx
      .updateTable('invitation')
      .set({ withdrawn_at: stamp.now, withdrawn_by: viewer.personId, revision: row.revision + 1 })
      .where('id', '=', row.id)
      .where('partnership_id', '=', row.partnership_id)
      .execute();
    await endRoles(trx, stamp, {
      organisationId: row.organisation_id,
      partnershipId: row.partnership_id,
      personId: row.person_id,
      role: row.role,
      on: stamp.today,
      actorId: viewer.personId,
    });
    await recordEvent(trx, stamp, {
      type: 'invitation.withdrawn',
      owner: { organisationId: row.organisation_id, partnershipId: row.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'person', id: row.person_id },
      detail: { role: row.role },
    });
  });
}

const endLink = (trx: Trx, stamp: Stamp, hash: string) =>
  trx
    .updateTable('sign_in_link')
    .set({ used_at: stamp.now })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .execute();
