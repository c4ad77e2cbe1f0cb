import type { Trx } from '../../../../db/client.server.ts';
import type { BoardPlanModel } from '../../../../pdf/models.ts';
import { londonAt } from '../../../platform/clock.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { addMonths } from '../../actions/rules.ts';
import type { ActionScope } from '../../actions/scope.server.ts';
import { listCurrentPriorities } from '../../partnerships/queries.server.ts';
import { loadHistories } from '../figures/load-histories.server.ts';
import { findPlanPartnership } from '../plan/get-plan.server.ts';
import type { Grouping, PlanFilter } from '../plan-filter.ts';
import { readPlanFilter } from '../plan-filter.ts';
import { groupColumns, planActions } from '../plan-query.server.ts';
import { loadPlanRows } from '../plan-rows.server.ts';
import { boardPlanModel, boardRows, type CountedActions } from './board-model.ts';

/** How far back the page looks, in months. */
export const boardPeriods = [3, 1, 6, 12] as const;
export type BoardPeriod = (typeof boardPeriods)[number];

export interface BoardPage {
  readonly model: BoardPlanModel;
  readonly months: BoardPeriod;
  readonly partnershipId: string;
  readonly partnerships: readonly { readonly id: string; readonly name: string }[];
}

/** The page for the board of one partnership; one that the viewer does not read is refused as not found. */
export async function getBoardPage(portal: Portal, viewer: Viewer, search: URLSearchParams): Promise<BoardPage> {
  const reads = partnershipScope(viewer, 'action.read');
  const asked = readPlanFilter(search);
  if (asked.partnership !== undefined && !reads.partnershipIds.includes(asked.partnership)) throw notFound();
  const months = boardPeriods.find((one) => String(one) === search.get('months')) ?? 3;
  const { now, today } = portal.stamp();
  const from = addMonths(today, -months);
  return portal.database.readTogether(async (trx) => {
    const partnership = await findPlanPartnership(
      trx,
      { personId: viewer.personId, organisations: undefined, own: undefined, partnerships: reads },
      { partnership: asked.partnership, organisation: undefined },
    );
    const scope: ActionScope = {
      personId: viewer.personId,
      organisations: undefined,
      own: undefined,
      partnerships: { partnershipIds: [partnership.id] },
    };
    const since = londonAt(from, '00:00');
    const rows = (status: PlanFilter['status'], limit: number, closedSince?: string) =>
      loadPlanRows(trx, scope, { ...everything, status }, today, {
        limit,
        ...(closedSince === undefined ? {} : { closedSince }),
      });
    const waiting = await countByStatus(trx, scope, today);
    const query = new URLSearchParams({ partnership: partnership.id, months: String(months) });
    return {
      months,
      partnershipId: partnership.id,
      partnerships: await trx
        .selectFrom('partnership')
        .select(['id', 'name'])
        .where('id', 'in', reads.partnershipIds)
        .orderBy('name')
        .execute(),
      model: boardPlanModel({
        partnership,
        today,
        from,
        madeOn: now,
        address: `${portal.config.publicOrigin}/action-plans/board?${query}`,
        histories: await loadHistories(trx, scope, everything, today),
        closed: await rows('closed', boardRows.better, since),
        overdue: await rows('overdue', boardRows.late),
        forBoard: await rows('verified', boardRows.board),
        escalated: mayInPartnership(viewer, 'escalation.read', partnership.id)
          ? await loadEscalated(trx, partnership.id)
          : null,
        toCheck: waiting.get('done') ?? 0,
        waitForBoard: waiting.get('verified') ?? 0,
        priorities: await countPriorities(trx, scope, partnership.id, today, since),
        agencies: [...(await countBy(trx, scope, 'agency', today, since)).values()],
      }),
    };
  });
}

const everything: PlanFilter = {
  partnership: undefined,
  organisation: undefined,
  sector: undefined,
  group: undefined,
  priority: undefined,
  source: undefined,
  status: 'all',
  by: 'none',
};

async function countByStatus(trx: Trx, scope: ActionScope, today: string): Promise<Map<string, number>> {
  const rows = await planActions(trx, scope, everything, today)
    .select((eb) => ['action.status', eb.fn.countAll<number>().as('total')])
    .groupBy('action.status')
    .execute();
  return new Map(rows.map(({ status, total }) => [status, Number(total)]));
}

/** The actions of a partnership whose escalation has not ended, the highest level first. */
async function loadEscalated(trx: Trx, partnershipId: string) {
  const running = () =>
    trx
      .selectFrom('escalation')
      .where('escalation.partnership_id', '=', partnershipId)
      .where('escalation.status', '!=', 'ended')
      .where('escalation.action_id', 'is not', null);
  const { total } = await running()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await running()
    .leftJoin('organisation', 'organisation.id', 'escalation.organisation_id')
    .select(['escalation.name', 'escalation.level_name as level', 'escalation.level_on as since'])
    .select('organisation.name as organisation')
    .orderBy('escalation.level', 'desc')
    .orderBy('escalation.level_on')
    .orderBy('escalation.id')
    .limit(boardRows.escalated)
    .execute();
  return { total: Number(total), rows: rows.map((row) => ({ ...row, organisation: row.organisation ?? '' })) };
}

/** Open, overdue and closed since, by the key of a grouping. */
async function countBy(
  trx: Trx,
  scope: ActionScope,
  by: Grouping,
  today: string,
  since: string,
): Promise<Map<string, CountedActions>> {
  const { key, name } = groupColumns[by];
  const rows = await planActions(trx, scope, everything, today)
    .select([key.as('key'), name.as('name')])
    .select((eb) => [
      eb.fn.sum<number>(eb.case().when('action.status', '!=', 'closed').then(1).else(0).end()).as('open'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when(eb.and([eb('action.due_on', '<', today), eb('action.status', 'in', ['open', 'in-progress'])]))
            .then(1)
            .else(0)
            .end(),
        )
        .as('overdue'),
      eb.fn.sum<number>(eb.case().when('action.closed_at', '>=', since).then(1).else(0).end()).as('closed'),
    ])
    .groupBy(key)
    .execute();
  return new Map(
    rows.map((row) => [
      row.key,
      { name: row.name, open: Number(row.open), overdue: Number(row.overdue), closedSince: Number(row.closed) },
    ]),
  );
}

async function countPriorities(trx: Trx, scope: ActionScope, partnershipId: string, today: string, since: string) {
  const counts = await countBy(trx, scope, 'priority', today, since);
  const none = { open: 0, overdue: 0, closedSince: 0 };
  return (await listCurrentPriorities(trx, partnershipId, today)).map(({ id, title, setBy }) => ({
    ...none,
    ...counts.get(id),
    name: title,
    setBy,
  }));
}

/** The page for the board as a PDF, drawn off the request thread. */
export async function drawBoardPage(portal: Portal, viewer: Viewer, search: URLSearchParams) {
  const { model } = await getBoardPage(portal, viewer, search);
  const { bytes } = await portal.documents.render(model, { format: 'pdf' });
  return { bytes, fileName: `actions-for-the-board-${model.madeOn.slice(0, 10)}.pdf` };
}
