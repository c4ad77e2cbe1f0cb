/** Who moderates which return. An assignment counts while the person holds a role to moderate in the partnership. */
import type { Reader } from '../../../db/client.server.ts';
import { asThePortal } from '../../../db/reach.ts';
import { notFound } from '../../platform/refusals.ts';
import { type PartnershipRole, partnershipPermissions, roleNames } from '../accounts/permissions.ts';
import { listRoleHolders, viewerOf } from '../accounts/queries.server.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { findConflict } from './conflicts.server.ts';

/** Roles that a return can be given to. */
export const judgingRoles: readonly PartnershipRole[] = [
  ...partnershipPermissions['moderation.judge'],
  ...partnershipPermissions['moderation.judge-assigned'],
];

/** One moderator of a return. */
export interface Assignment {
  readonly personId: string;
  readonly name: string;
  readonly peer: boolean;
  readonly assignedAt: string;
  readonly declaredAt: string | null;
  /** The person holds no role to moderate any more: the return waits for somebody else, their ratings stay. */
  readonly left: boolean;
}

/** The moderators of some returns, by return. */
export async function listAssignments(
  db: Reader,
  scope: PartnershipScope,
  returnIds: readonly string[],
  today: string,
): Promise<Map<string, Assignment[]>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('moderation_assignment as assignment')
    .innerJoin('person', 'person.id', 'assignment.person_id')
    .select([
      'assignment.return_id as returnId',
      'assignment.person_id as personId',
      'person.name',
      'assignment.assigned_at as assignedAt',
      'assignment.declared_at as declaredAt',
      'assignment.partnership_id as partnershipId',
    ])
    .where('assignment.return_id', 'in', returnIds)
    .where('assignment.partnership_id', 'in', scope.partnershipIds)
    .where('assignment.ended_at', 'is', null)
    .orderBy('person.name')
    .execute();
  const people = [...new Set(rows.map(({ personId }) => personId))];
  const roles = await rolesOf(db, scope, people, today);
  return Map.groupBy(
    rows.map(({ partnershipId, ...row }) => {
      const its = roles.get(`${partnershipId}/${row.personId}`) ?? [];
      return { ...row, left: its.length === 0, peer: its.length > 0 && its.every((role) => role === 'peer-moderator') };
    }),
    ({ returnId }) => returnId,
  );
}

async function rolesOf(
  db: Reader,
  scope: PartnershipScope,
  personIds: readonly string[],
  today: string,
): Promise<Map<string, string[]>> {
  if (personIds.length === 0) return new Map();
  const grants = await db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['role_grant.person_id as personId', 'role_grant.partnership_id as partnershipId', 'role_grant.role'])
    .where('role_grant.person_id', 'in', personIds)
    .where('role_grant.partnership_id', 'in', scope.partnershipIds)
    .where('role_grant.role', 'in', judgingRoles)
    .where('role_grant.from_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
    .where('person.deactivated_at', 'is', null)
    .execute();
  const roles = new Map<string, string[]>();
  for (const { personId, partnershipId, role } of grants) {
    const key = `${partnershipId}/${personId}`;
    roles.set(key, [...(roles.get(key) ?? []), role]);
  }
  return roles;
}

/** Somebody to whom a return can be given, or why not. */
export interface Candidate {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  /** Open returns that they have already. */
  readonly load: number;
  /** Why they must not judge this organisation, in a sentence's second half; null for nothing. */
  readonly conflict: string | null;
}

/** The page on which moderators are given to one return. */
export interface ModeratorsPage {
  readonly submissionId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly blindCycle: boolean;
  readonly assigned: readonly Assignment[];
  readonly candidates: readonly Candidate[];
}

/** For whoever assigns moderators; refuses a submission to another partnership as unknown. */
export async function getModeratorsPage(
  db: Reader,
  viewer: Viewer,
  submissionId: string,
  today: string,
): Promise<ModeratorsPage> {
  const scope = partnershipScope(viewer, 'moderation.assign');
  const row = await db
    .selectFrom('submission')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .leftJoin('cycle_moderation', 'cycle_moderation.cycle_id', 'submission.cycle_id')
    .select([
      'submission.return_id as returnId',
      'submission.partnership_id as partnershipId',
      'submission.organisation_id as organisationId',
      'organisation.name as organisationName',
      'cycle.name as cycleName',
      'cycle_moderation.blind',
    ])
    .where('submission.id', '=', submissionId)
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const assigned = (await listAssignments(db, scope, [row.returnId], today)).get(row.returnId) ?? [];
  const holders = await listRoleHolders(db, { partnershipId: row.partnershipId }, today);
  const judging = holders.filter(({ role }) => (judgingRoles as readonly string[]).includes(role));
  const loads = await countLoads(db, { partnershipIds: [row.partnershipId] });
  const candidates: Candidate[] = [];
  for (const [personId, its] of Map.groupBy(judging, (holder) => holder.personId)) {
    const [holder] = its;
    if (!holder || assigned.some((one) => one.personId === personId)) continue;
    const person = await asThePortal(
      'whether somebody would judge their own organisation',
      () => viewerOf(db, { id: personId, name: holder.name, email: holder.email }, today),
      db,
    );
    const conflict = await findConflict(db, person, row);
    candidates.push({
      personId,
      name: holder.name,
      role: its.map(({ role }) => roleNames[role]).join(', '),
      load: loads.get(personId) ?? 0,
      conflict: conflict?.words.they ?? null,
    });
  }
  return {
    submissionId,
    organisationName: row.organisationName,
    cycleName: row.cycleName,
    blindCycle: row.blind === 1,
    assigned,
    candidates,
  };
}

/** Returns that each person is to moderate and that are not finished. */
async function countLoads(db: Reader, scope: PartnershipScope): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('moderation_assignment as assignment')
    .innerJoin('submission', 'submission.return_id', 'assignment.return_id')
    .innerJoin('moderation', 'moderation.submission_id', 'submission.id')
    .select((eb) => ['assignment.person_id as personId', eb.fn.countAll<number>().as('count')])
    .where('assignment.partnership_id', 'in', scope.partnershipIds)
    .where('moderation.partnership_id', 'in', scope.partnershipIds)
    .where('assignment.ended_at', 'is', null)
    .where('submission.superseded_at', 'is', null)
    .where('moderation.status', '<>', 'finished')
    .groupBy('assignment.person_id')
    .execute();
  return new Map(rows.map(({ personId, count }) => [personId, Number(count)]));
}
