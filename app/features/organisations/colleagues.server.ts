/** The people of an organisation, as the organisation itself sees them. */
import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { type OrganisationRole, organisationRoles } from '../accounts/permissions.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import { findPartnershipScope, mayInOrganisation, type OrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { listPlannedHandOvers, type PlannedHandOver } from './planned-hand-over.server.ts';

/** One role that somebody holds, or will hold. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly role: OrganisationRole;
  readonly roleName: string;
  /** Null for a role that is in force; else the day from which it is. */
  readonly from: string | null;
  /** The first day without it; null while no end is known. */
  readonly to: string | null;
}

const isRole = (role: string): role is OrganisationRole => Object.hasOwn(organisationRoles, role);

/** Everybody who has a role in the organisations in scope, or will have, by organisation and name. */
export async function listColleagues(
  db: Reader,
  scope: OrganisationScope,
  today: string,
  asked: number,
): Promise<Page<Colleague>> {
  const held = () =>
    db
      .selectFrom('role_grant')
      .innerJoin('person', 'person.id', 'role_grant.person_id')
      .innerJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
      .where('role_grant.organisation_id', 'in', scope.organisationIds)
      .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
      .where('person.deactivated_at', 'is', null);
  const { total } = await held()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await held()
    .select([
      'person.id as personId',
      'person.name',
      'person.email',
      'organisation.id as organisationId',
      'organisation.name as organisation',
      'role',
      'from_on',
      'to_on as to',
    ])
    .orderBy('organisation.name')
    .orderBy('person.name')
    .orderBy('role_grant.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const items = rows.flatMap(({ role, from_on, ...row }) =>
    isRole(role) ? [{ ...row, role, roleName: organisationRoles[role], from: from_on > today ? from_on : null }] : [],
  );
  return { items, page, pageCount, total: Number(total) };
}

/** What the page shows on which the role of safeguarding lead is handed over. */
export interface HandOverPage {
  readonly organisation: { readonly id: string; readonly name: string };
  /** Those who may hand over: the viewer, or for the partnership every lead there is. */
  readonly leads: readonly { readonly personId: string; readonly name: string }[];
  readonly colleagues: readonly { readonly personId: string; readonly name: string; readonly roles: string }[];
  /** The viewer hands over their own role. */
  readonly isOwn: boolean;
  /** Hand-overs to come that the viewer may cancel. */
  readonly planned: readonly PlannedHandOver[];
  readonly today: string;
}

/** For a lead of the organisation, and for whoever runs the partnership that it is a member of. Refuses others as unknown. */
export async function getHandOverPage(
  db: Reader,
  viewer: Viewer,
  organisationId: string,
  today: string,
): Promise<HandOverPage> {
  const organisation = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '=', organisationId)
    .executeTakeFirst();
  const isOwn = mayInOrganisation(viewer, 'people.change', organisationId);
  const runs = await runsPartnershipOf(db, viewer, organisationId);
  if (!organisation || !(isOwn || runs)) throw notFound();
  const holders = await listRoleHolders(db, { organisationId }, today);
  const leads = holders.filter(({ role }) => role === 'safeguarding-lead');
  const leading = new Set(leads.map(({ personId }) => personId));
  const others = Map.groupBy(
    holders.filter(({ personId }) => !leading.has(personId)),
    ({ personId }) => personId,
  );
  return {
    organisation,
    leads: leads
      .filter(({ personId }) => !isOwn || personId === viewer.personId)
      .map(({ personId, name }) => ({ personId, name })),
    colleagues: [...others].map(([personId, roles]) => ({
      personId,
      name: roles[0]?.name ?? '',
      roles: roles.map(({ role }) => (isRole(role) ? organisationRoles[role] : role)).join(', '),
    })),
    isOwn,
    planned: (await listPlannedHandOvers(db, organisationId, today)).filter(
      ({ fromId }) => runs || fromId === viewer.personId,
    ),
    today,
  };
}

/** Whether the viewer changes people in a partnership that the organisation is a member of today. */
export async function runsPartnershipOf(db: Reader, viewer: Viewer, organisationId: string): Promise<boolean> {
  const scope = findPartnershipScope(viewer, 'people.change');
  if (!scope) return false;
  const membership = await db
    .selectFrom('partnership_member')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('left_on', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return membership !== undefined;
}
