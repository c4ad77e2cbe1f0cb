import type { Reader, Trx } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { newLink } from '../accounts/commands/new-link.server.ts';
import { roleNames } from '../accounts/permissions.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { queueMessages } from '../notifications/commands.server.ts';
import { organisationKindOf } from '../organisations/queries.server.ts';
import { findRoleOffered } from '../organisations/rules.ts';
import { sendInvitation } from './invitations.server.ts';
import { type AskForAccess, type AskingRole, askingRoles, isAskingRole } from './schema.ts';

/** Requests of one address, and for one school, that may wait at a time; more are silently not kept. */
const mostWaiting = 3;

/**
 * Keeps the request of somebody who says that they are of a school, for the business manager to decide. Does the same, to
 * the eye, whether there is such a school or person or not: nobody learns here who is known.
 */
export async function askForAccess(portal: Portal, asking: AskForAccess): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const school = await findSchool(trx, asking.urn);
    if (!school || !findRoleOffered(organisationKindOf(school.kind), asking.role)) return;
    if (await waitsTooOften(trx, asking)) return;
    const id = stamp.newId();
    await trx
      .insertInto('access_request')
      .values({
        id,
        partnership_id: school.partnershipId,
        organisation_id: school.id,
        urn: asking.urn,
        name: asking.name,
        email: asking.email,
        role: asking.role,
        asked_at: stamp.now,
        status: 'waiting',
        decided_by: null,
        decided_at: null,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'access.asked',
      owner: { organisationId: school.id, partnershipId: school.partnershipId },
      actorId: null,
      subject: { kind: 'access-request', id },
      detail: { role: asking.role },
    });
    const holders = await listRoleHolders(trx, { partnershipId: school.partnershipId }, stamp.today);
    await queueMessages(
      trx,
      stamp,
      'access-asked',
      holders
        .filter(({ role }) => role === 'business-manager')
        .map((manager) => ({
          fields: { organisation: school.name, address: `${portal.config.publicOrigin}/people/requests` },
          to: { address: manager.email, personId: manager.personId },
          reference: `access-asked:${school.id}:${manager.personId}:${stamp.today}`,
          organisationId: school.id,
          partnershipId: school.partnershipId,
        })),
    );
  });
}

/** The open school with this URN, and the partnership that it joined first. */
async function findSchool(trx: Trx, urn: string) {
  return trx
    .selectFrom('organisation')
    .innerJoin('partnership_member as member', 'member.organisation_id', 'organisation.id')
    .select(['organisation.id', 'organisation.name', 'organisation.kind', 'member.partnership_id as partnershipId'])
    .where('organisation.urn', '=', urn)
    .where('organisation.status', '=', 'open')
    .where('member.left_on', 'is', null)
    .orderBy('member.joined_on')
    .orderBy('member.id')
    .executeTakeFirst();
}

async function waitsTooOften(trx: Trx, { email, urn }: AskForAccess): Promise<boolean> {
  for (const [column, value] of [
    ['email', email],
    ['urn', urn],
  ] as const) {
    const { waiting } = await trx
      .selectFrom('access_request')
      .select((eb) => eb.fn.countAll<number>().as('waiting'))
      .where(column, '=', value)
      .where('status', '=', 'waiting')
      .executeTakeFirstOrThrow();
    if (Number(waiting) >= mostWaiting) return true;
  }
  return false;
}

const waitingIn = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('access_request as request')
    .where('request.partnership_id', 'in', scope.partnershipIds)
    .where('request.status', '=', 'waiting');

export async function countAccessRequests(db: Reader, scope: PartnershipScope): Promise<number> {
  const { total } = await waitingIn(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

export interface AccessRequest {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly askedAt: string;
  /** What the directory says, to hold the request against. */
  readonly school: {
    readonly id: string;
    readonly name: string;
    readonly urn: string;
    readonly website: string | null;
    /** The address ends as the website of the school does. */
    readonly sameDomain: boolean;
    /** The directory knows this very address. */
    readonly knownContact: boolean;
    /** Who has a role there already. */
    readonly people: readonly string[];
  };
}

/** Requests that wait, oldest first, with the facts beside each. */
export async function listAccessRequests(
  db: Reader,
  scope: PartnershipScope,
  today: string,
  asked: number,
): Promise<Page<AccessRequest>> {
  const { page, pageCount, offset } = pageOf(await countAccessRequests(db, scope), asked);
  const rows = await waitingIn(db, scope)
    .innerJoin('organisation', 'organisation.id', 'request.organisation_id')
    .select((eb) => [
      'request.id',
      'request.name',
      'request.email',
      'request.role',
      'request.asked_at',
      'request.urn',
      'organisation.id as schoolId',
      'organisation.name as school',
      'organisation.website',
      eb
        .selectFrom('organisation_contact as contact')
        .select('contact.id')
        .whereRef('contact.organisation_id', '=', 'request.organisation_id')
        .where((own) => own(own.fn<string>('lower', ['contact.email']), '=', own.ref('request.email')))
        .where('contact.removed_at', 'is', null)
        .limit(1)
        .as('contactId'),
    ])
    .orderBy('request.asked_at')
    .orderBy('request.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const holders = await db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['role_grant.organisation_id', 'role_grant.role', 'person.name'])
    .where('role_grant.organisation_id', 'in', ['', ...rows.map(({ schoolId }) => schoolId)])
    .where('role_grant.from_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
    .where('person.deactivated_at', 'is', null)
    .orderBy('person.name')
    .execute();
  const names: Readonly<Record<string, string>> = roleNames;
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      role: isAskingRole(row.role) ? askingRoles[row.role] : row.role,
      askedAt: row.asked_at,
      school: {
        id: row.schoolId,
        name: row.school,
        urn: row.urn,
        website: row.website,
        sameDomain: hasDomainOf(row.email, row.website),
        knownContact: row.contactId !== null,
        people: holders
          .filter((one) => one.organisation_id === row.schoolId)
          .map(({ name, role }) => `${name}, ${(names[role] ?? role).toLowerCase()}`),
      },
    })),
    page,
    pageCount,
    total: await countAccessRequests(db, scope),
  };
}

/** Whether the domain of an address is that of a website, or under it: `head@hill.sch.uk` and `www.hill.sch.uk`. */
export function hasDomainOf(email: string, website: string | null): boolean {
  if (website === null) return false;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const host = website
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/:?#].*$/, '');
  return host !== '' && (domain === host || domain.endsWith(`.${host}`));
}

/**
 * Lets somebody in, or does not: approving gives the role and sends the invitation; refusing sends nothing. Deciding twice
 * does nothing. Refuses a request of another partnership as unknown.
 */
export async function decideAccessRequest(
  portal: Portal,
  viewer: Viewer,
  { id, decision }: { readonly id: string; readonly decision: 'approved' | 'refused' },
): Promise<void> {
  const scope = partnershipScope(viewer, 'people.change');
  const link = newLink(portal);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await trx
      .updateTable('access_request')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notFound();
    if (row.status !== 'waiting') return;
    await trx
      .updateTable('access_request')
      .set({ status: decision, decided_by: viewer.personId, decided_at: stamp.now })
      .where('id', '=', id)
      .where('partnership_id', '=', row.partnership_id)
      .execute();
    await recordEvent(trx, stamp, {
      type: decision === 'approved' ? 'access.approved' : 'access.refused',
      owner: { organisationId: row.organisation_id, partnershipId: row.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'access-request', id },
      detail: { role: row.role },
    });
    if (decision === 'refused' || !isAskingRole(row.role)) return;
    await invite(trx, { ...row, role: row.role });
  });

  async function invite(
    trx: Trx,
    row: { organisation_id: string; partnership_id: string; role: AskingRole; email: string; name: string },
  ): Promise<void> {
    const { name } = await trx
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', row.organisation_id)
      .executeTakeFirstOrThrow();
    await sendInvitation(
      trx,
      portal.stamp(),
      link,
      {
        partnershipId: row.partnership_id,
        organisationId: row.organisation_id,
        organisation: name,
        role: row.role,
        email: row.email,
        name: row.name,
        jobTitle: null,
      },
      viewer.personId,
    );
  }
}
