import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { mayInPartnership, type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { type GroupKind, groupKindCodes, type PrioritySetter } from './words.ts';

/** A group as a list offers it. */
export interface GroupChoice {
  readonly id: string;
  readonly name: string;
}

/** A priority as a list offers it. */
export interface PriorityChoice {
  readonly id: string;
  readonly title: string;
  readonly setBy: 'partnership' | 'young-people';
}

/** Groups of a partnership that still meet, by name. */
export async function listOpenGroups(db: Reader, partnershipId: string, today: string): Promise<GroupChoice[]> {
  return db
    .selectFrom('partnership_group')
    .select(['id', 'name'])
    .where('partnership_id', '=', partnershipId)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', today)]))
    .orderBy('name')
    .limit(200)
    .execute();
}

/** Priorities and themes of a partnership that are in force on a day, in their order. */
export async function listCurrentPriorities(
  db: Reader,
  partnershipId: string,
  today: string,
): Promise<PriorityChoice[]> {
  return db
    .selectFrom('partnership_priority')
    .select(['id', 'title', 'set_by as setBy'])
    .where('partnership_id', '=', partnershipId)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', today)]))
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** A group as the list and its own page show it. */
export interface Group {
  readonly id: string;
  readonly partnershipId: string;
  readonly partnership: string;
  readonly name: string;
  readonly kind: GroupKind;
  readonly closedOn: string | null;
  readonly revision: number;
}

/** A priority or theme as the list and its own page show it. */
export interface Priority {
  readonly id: string;
  readonly partnershipId: string;
  readonly partnership: string;
  readonly setBy: PrioritySetter;
  /** Who among young people set it; null where the partnership did, or where nobody said. */
  readonly setByName: string | null;
  readonly title: string;
  readonly description: string;
  readonly fromOn: string;
  readonly toOn: string | null;
  /** Whether it is in force on the day of asking. */
  readonly current: boolean;
  readonly revision: number;
}

/** A partnership keeps some dozen groups and priorities; the bound is there for none to be without one. */
const most = 500;

const groupsIn = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('partnership_group as one')
    .innerJoin('partnership', 'partnership.id', 'one.partnership_id')
    .select([
      'one.id',
      'one.partnership_id as partnershipId',
      'partnership.name as partnership',
      'one.name',
      'one.kind',
      'one.closed_on as closedOn',
      'one.revision',
    ])
    .where('one.partnership_id', 'in', scope.partnershipIds);

/** All groups in scope: those that meet first, the board before the executive before its sub-groups, then those closed. */
export async function listGroups(db: Reader, scope: PartnershipScope): Promise<Group[]> {
  const groups = await groupsIn(db, scope).orderBy('one.name').orderBy('one.id').limit(most).execute();
  const rank = ({ kind, closedOn }: Group) => groupKindCodes.indexOf(kind) + (closedOn === null ? 0 : 100);
  return groups.toSorted((a, b) => rank(a) - rank(b));
}

/** One group; an unknown or foreign id is refused as not found. */
export async function getGroup(db: Reader, scope: PartnershipScope, groupId: string): Promise<Group> {
  const group = await groupsIn(db, scope).where('one.id', '=', groupId).executeTakeFirst();
  if (!group) throw notFound();
  return group;
}

const prioritiesIn = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('partnership_priority as one')
    .innerJoin('partnership', 'partnership.id', 'one.partnership_id')
    .select([
      'one.id',
      'one.partnership_id as partnershipId',
      'partnership.name as partnership',
      'one.set_by as setBy',
      'one.set_by_name as setByName',
      'one.title',
      'one.description',
      'one.from_on as fromOn',
      'one.to_on as toOn',
      'one.revision',
    ])
    .where('one.partnership_id', 'in', scope.partnershipIds);

const isCurrent = ({ fromOn, toOn }: Pick<Priority, 'fromOn' | 'toOn'>, today: string): boolean =>
  fromOn <= today && (toOn === null || toOn >= today);

/** All priorities and themes in scope in their order, with those that have ended. */
export async function listPriorities(db: Reader, scope: PartnershipScope, today: string): Promise<Priority[]> {
  const rows = await prioritiesIn(db, scope)
    .orderBy('one.partnership_id')
    .orderBy('one.position')
    .orderBy('one.id')
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, current: isCurrent(row, today) }));
}

/** One priority or theme; an unknown or foreign id is refused as not found. */
export async function getPriority(
  db: Reader,
  scope: PartnershipScope,
  priorityId: string,
  today: string,
): Promise<Priority> {
  const row = await prioritiesIn(db, scope).where('one.id', '=', priorityId).executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, current: isCurrent(row, today) };
}

/** A partnership that somebody may add to. */
export interface PartnershipChoice {
  readonly id: string;
  readonly name: string;
}

/** The partnerships in scope by name, for a form that has to ask which. */
export const listPartnershipChoices = (db: Reader, scope: PartnershipScope): Promise<PartnershipChoice[]> =>
  db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where('id', 'in', scope.partnershipIds)
    .orderBy('name')
    .limit(most)
    .execute();

/** The page of all groups. */
export async function getGroupsPage(db: Reader, viewer: Viewer) {
  const scope = partnershipScope(viewer, 'partnership.read');
  return { groups: await listGroups(db, scope), ...(await changing(db, viewer, scope)) };
}

/** The page of all priorities and themes. */
export async function getPrioritiesPage(db: Reader, viewer: Viewer, today: string) {
  const scope = partnershipScope(viewer, 'partnership.read');
  return { priorities: await listPriorities(db, scope, today), ...(await changing(db, viewer, scope)) };
}

/** Where the viewer may add something; nowhere for somebody who only reads. */
async function changing(db: Reader, viewer: Viewer, scope: PartnershipScope) {
  const partnerships = await listPartnershipChoices(db, scope);
  return {
    partnerships: partnerships.filter(({ id }) => mayInPartnership(viewer, 'partnership.change', id)),
    several: partnerships.length > 1,
  };
}
