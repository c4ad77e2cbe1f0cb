/** What awaits whoever leads a trust or group, for the home page. */
import type { Reader } from '../../../db/client.server.ts';
import { daysBetween } from '../../platform/clock.ts';
import { findOrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { type ReturnStatus, returnStatuses } from '../returns/rules.ts';
import { countCentral } from './central-counts.server.ts';
import type { GroupScope } from './scope.ts';
import { getGroup, percentsOf, returnsOfSites } from './sites.server.ts';

export interface GroupHome {
  readonly id: string;
  readonly name: string;
  readonly sites: number;
  /** Returns of its sites by status: those that are open, and what was sent since the site joined. */
  readonly byStatus: Readonly<Record<ReturnStatus, number>>;
  readonly overdue: number;
  /** Questions that the group said it answers, and has not. */
  readonly toAnswer: number;
  /** The open returns that are due soonest, late ones first. */
  readonly next: readonly {
    readonly returnId: string;
    readonly site: string;
    readonly cycle: string;
    readonly status: ReturnStatus;
    readonly dueOn: string;
    readonly daysLeft: number;
    readonly percent: number;
    /** The group's answers that nobody there has looked at, or that changed since. */
    readonly toSettle: number;
  }[];
}

const mostNext = 10;

/** Each group that the viewer leads; null for somebody who leads none. */
export async function listGroupHomes(db: Reader, viewer: Viewer, today: string): Promise<GroupHome[] | null> {
  const scope = findOrganisationScope(viewer, 'group.read');
  if (!scope) return null;
  const homes: GroupHome[] = [];
  for (const groupId of scope.organisationIds) homes.push(await groupHome(db, { groupId }, today));
  return homes;
}

async function groupHome(db: Reader, scope: GroupScope, today: string): Promise<GroupHome> {
  const group = await getGroup(db, scope, today);
  const counts = await returnsOfSites(db, scope, today)
    .select((eb) => [
      'agency_return.status',
      eb.fn.countAll<number>().as('returns'),
      eb.fn.sum<number>(eb.case().when('agency_return.due_on', '<', today).then(1).else(0).end()).as('past'),
    ])
    .where('agency_return.id', 'is not', null)
    .groupBy('agency_return.status')
    .execute();
  const byStatus = { ...none };
  let overdue = 0;
  for (const { status, returns, past } of counts) {
    if (status === null) continue;
    byStatus[status] = Number(returns);
    if (status !== 'submitted' && status !== 'closed') overdue += Number(past);
  }
  const { toAnswer } = await db
    .selectFrom('central_answer')
    .select((eb) => eb.fn.countAll<number>().as('toAnswer'))
    .where('group_id', '=', scope.groupId)
    .where('withdrawn_at', 'is', null)
    .where('value', 'is', null)
    .executeTakeFirstOrThrow();
  const rows = await returnsOfSites(db, scope, today)
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'agency_return.id',
      'site.name as site',
      'cycle.name as cycle',
      'agency_return.status',
      'agency_return.due_on as dueOn',
    ])
    .where('agency_return.status', 'not in', ['submitted', 'closed'])
    .orderBy('agency_return.due_on')
    .orderBy('agency_return.id')
    .limit(mostNext)
    .execute();
  const ids = rows.flatMap(({ id }) => id ?? []);
  const percents = await percentsOf(db, ids);
  const central = await countCentral(db, scope, ids);
  return {
    ...group,
    byStatus,
    overdue,
    toAnswer: Number(toAnswer),
    next: rows.flatMap(({ id, status, dueOn, ...row }) => {
      if (id === null || status === null || dueOn === null) return [];
      const { waiting = 0, changedByGroup = 0 } = central.get(id) ?? {};
      return [
        {
          ...row,
          returnId: id,
          status,
          dueOn,
          daysLeft: daysBetween(today, dueOn),
          percent: percents.get(id) ?? 0,
          toSettle: waiting + changedByGroup,
        },
      ];
    }),
  };
}

const none = Object.fromEntries(Object.keys(returnStatuses).map((status) => [status, 0])) as Record<
  ReturnStatus,
  number
>;
