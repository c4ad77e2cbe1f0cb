import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import {
  type ActionSource,
  type ActionStatus,
  isOverdue,
  type Priority,
  type ProgressRating,
} from '../actions/rules.ts';
import type { ActionScope } from '../actions/scope.server.ts';
import { organisationKindOf, phaseOf } from '../organisations/queries.server.ts';
import { kindInWords, sectorNames } from '../organisations/rules.ts';
import { dayOfInstant } from './days.ts';
import type { PlanFilter } from './plan-filter.ts';
import { groupColumns, planActions } from './plan-query.server.ts';

/** One action as a plan shows it: Bradford's plan table (outcome reference, priority marks, targets and timelines, evidence and evaluation of impact, responsibility). */
export interface PlanRow {
  readonly id: string;
  readonly reference: string;
  readonly revision: number;
  readonly partnership: string;
  readonly organisationId: string | null;
  readonly organisation: string | null;
  /** "Housing provider"; null for a group's own action. */
  readonly organisationKind: string | null;
  readonly sector: string | null;
  /** The group that follows it, or whose own it is. */
  readonly group: string | null;
  readonly source: ActionSource;
  readonly cycle: string | null;
  readonly standardCode: string | null;
  readonly finding: string;
  readonly what: string;
  readonly successMeasure: string;
  readonly priority: Priority;
  /** The partnership's priority or the young people's theme that it serves. */
  readonly serves: { readonly title: string; readonly setBy: 'partnership' | 'young-people' } | null;
  readonly givenOn: string;
  readonly startsOn: string | null;
  readonly firstDueOn: string;
  readonly dueOn: string;
  readonly status: ActionStatus;
  readonly percent: number;
  readonly rag: ProgressRating | null;
  readonly overdue: boolean;
  readonly doneOn: string | null;
  readonly closedOn: string | null;
  readonly impactCheckOn: string | null;
  readonly owner: string;
  readonly sponsor: string | null;
  /** What was last said about it, other than that it is done. */
  readonly latest: Said | null;
  /** What changed for children, as it was said when it was marked as done; null while that does not stand. */
  readonly impact: Said | null;
  /** What of the grouping it stands under. */
  readonly groupKey: string;
}

export interface Said {
  readonly on: string;
  readonly by: string;
  readonly text: string;
  /** Title of the proof that came with it. */
  readonly proof: string | null;
}

interface RowsAsked {
  readonly limit: number;
  readonly offset?: number;
  /** Those alone that were closed since an instant, newest first. */
  readonly closedSince?: string;
}

/** Rows of a plan in their order; two statements, and one more for every 500 rows. */
export async function loadPlanRows(
  db: Reader,
  scope: ActionScope,
  filter: PlanFilter,
  today: string,
  { limit, offset = 0, closedSince }: RowsAsked,
): Promise<PlanRow[]> {
  const { key, order } = groupColumns[filter.by];
  const rows = await planActions(db, scope, filter, today)
    .innerJoin('partnership', 'partnership.id', 'action.partnership_id')
    .leftJoin('cycle', 'cycle.id', 'action.cycle_id')
    .selectAll('action')
    .select([
      'partnership.short_name as partnership',
      'organisation.name as organisation',
      'organisation.kind',
      'organisation.phase',
      'organisation.sector',
      'partnership_group.name as group',
      'partnership_priority.title as serves',
      'partnership_priority.set_by',
      'cycle.name as cycle',
      key.as('group_key'),
    ])
    .$if(filter.by !== 'none', (query) => query.orderBy(order))
    .$if(closedSince !== undefined, (query) =>
      query.where('action.closed_at', '>=', closedSince ?? '').orderBy('action.closed_at', 'desc'),
    )
    .orderBy('action.due_on')
    .orderBy('action.id')
    .limit(limit)
    .offset(offset)
    .execute();
  const said = await loadSaid(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const { latest, done } = said.get(row.id) ?? { latest: null, done: null };
    const stands = row.status === 'done' || row.status === 'verified' || row.status === 'closed';
    return {
      id: row.id,
      reference: row.reference,
      revision: row.revision,
      partnership: row.partnership,
      organisationId: row.organisation_id,
      organisation: row.organisation,
      organisationKind:
        row.kind === null ? null : kindInWords({ kind: organisationKindOf(row.kind), phase: phaseOf(row.phase) }),
      sector: row.sector === null ? null : sectorNames[row.sector],
      group: row.group,
      source: row.source_kind,
      cycle: row.cycle,
      standardCode: row.standard_code,
      finding: row.finding,
      what: row.what,
      successMeasure: row.success_measure,
      priority: row.priority,
      serves: row.serves === null || row.set_by === null ? null : { title: row.serves, setBy: row.set_by },
      givenOn: dayOfInstant(row.created_at),
      startsOn: row.starts_on,
      firstDueOn: row.first_due_on,
      dueOn: row.due_on,
      status: row.status,
      percent: row.percent,
      rag: row.rag,
      overdue: isOverdue(row.status, row.due_on, today),
      doneOn: stands ? (done?.on ?? null) : null,
      closedOn: row.closed_at === null ? null : dayOfInstant(row.closed_at),
      impactCheckOn: row.impact_check_on,
      owner: row.owner_name,
      sponsor: row.sponsor_name,
      latest,
      impact: stands ? done : null,
      groupKey: row.group_key,
    };
  });
}

const idsAtOnce = 500;

/** The newest progress and the newest "done" of some actions, which the caller has found in scope. */
async function loadSaid(db: Reader, ids: readonly string[]) {
  const said = new Map<string, { latest: Said | null; done: Said | null }>();
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const updates = await db
      .selectFrom('action_update')
      .innerJoin('person', 'person.id', 'action_update.made_by')
      .leftJoin('evidence', 'evidence.id', 'action_update.evidence_id')
      .select(['action_update.action_id', 'action_update.kind', 'action_update.note', 'action_update.made_at'])
      .select(['person.name as by', 'evidence.title as proof'])
      .where('action_update.action_id', 'in', ids.slice(start, start + idsAtOnce))
      .where('action_update.kind', 'in', ['progress', 'done'])
      .orderBy('action_update.made_at')
      .orderBy('action_update.id')
      .execute();
    for (const update of updates) {
      const one = { on: dayOfInstant(update.made_at), by: update.by, text: update.note, proof: update.proof };
      const before = said.get(update.action_id) ?? { latest: null, done: null };
      said.set(update.action_id, update.kind === 'done' ? { ...before, done: one } : { ...before, latest: one });
    }
  }
  return said;
}

/** One page of a plan. */
export async function listPlan(
  db: Reader,
  scope: ActionScope,
  filter: PlanFilter,
  today: string,
  pageAsked: number,
): Promise<Page<PlanRow>> {
  const { total } = await planActions(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const items = await loadPlanRows(db, scope, filter, today, { limit: pageSize, offset });
  return { items, page, pageCount, total };
}

export interface PlanGroup {
  readonly key: string;
  readonly name: string;
  readonly total: number;
  readonly overdue: number;
}

/** How many actions stand under each group of a grouping, in its order; one statement. */
export async function listPlanGroups(
  db: Reader,
  scope: ActionScope,
  filter: PlanFilter,
  today: string,
): Promise<PlanGroup[]> {
  if (filter.by === 'none') return [];
  const { key, name } = groupColumns[filter.by];
  const rows = await planActions(db, scope, filter, today)
    .select([key.as('key'), name.as('name')])
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
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
    ])
    .groupBy(key)
    .limit(2000)
    .execute();
  return rows.map((row) => ({ key: row.key, name: row.name, total: Number(row.total), overdue: Number(row.overdue) }));
}

export interface PlanChoices {
  readonly partnerships: readonly Choice[];
  readonly organisations: readonly Choice[];
  readonly groups: readonly Choice[];
  readonly priorities: readonly (Choice & { readonly setBy: 'partnership' | 'young-people' })[];
}

interface Choice {
  readonly id: string;
  readonly name: string;
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

/** What a plan can be narrowed to: whatever an action in scope names; four statements. */
export async function listPlanChoices(db: Reader, scope: ActionScope, today: string): Promise<PlanChoices> {
  const actions = () => planActions(db, scope, everything, today);
  return {
    partnerships: await db
      .selectFrom('partnership')
      .select(['id', 'name'])
      .where('id', 'in', actions().select('action.partnership_id'))
      .orderBy('name')
      .limit(500)
      .execute(),
    organisations: await db
      .selectFrom('organisation')
      .select(['id', 'name'])
      .where('id', 'in', actions().select('action.organisation_id').where('action.organisation_id', 'is not', null))
      .orderBy('name')
      .limit(2000)
      .execute(),
    groups: await db
      .selectFrom('partnership_group')
      .select(['id', 'name'])
      .where('id', 'in', actions().select('action.group_id').where('action.group_id', 'is not', null))
      .orderBy('name')
      .limit(500)
      .execute(),
    priorities: await db
      .selectFrom('partnership_priority')
      .select(['id', 'title as name', 'set_by as setBy'])
      .where('id', 'in', actions().select('action.priority_id').where('action.priority_id', 'is not', null))
      .orderBy('position')
      .orderBy('id')
      .limit(500)
      .execute(),
  };
}
