/** The actions of a plan: one query, which every page and file of a plan narrows and orders in the same way. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { type ActionScope, actionsInScope } from '../actions/scope.server.ts';
import type { Grouping, PlanFilter } from './plan-filter.ts';

/** The actions in scope that a filter lets through, each with its organisation, group and priority where it has them. */
export function planActions(db: Reader, scope: ActionScope, filter: PlanFilter, today: string) {
  let actions = actionsInScope(db, scope)
    .leftJoin('organisation', 'organisation.id', 'action.organisation_id')
    .leftJoin('partnership_group', 'partnership_group.id', 'action.group_id')
    .leftJoin('partnership_priority', 'partnership_priority.id', 'action.priority_id');
  if (filter.partnership) actions = actions.where('action.partnership_id', '=', filter.partnership);
  if (filter.organisation) actions = actions.where('action.organisation_id', '=', filter.organisation);
  if (filter.group) actions = actions.where('action.group_id', '=', filter.group);
  if (filter.priority) actions = actions.where('action.priority_id', '=', filter.priority);
  if (filter.source) actions = actions.where('action.source_kind', '=', filter.source);
  if (filter.sector === 'group') actions = actions.where('action.organisation_id', 'is', null);
  else if (filter.sector) actions = actions.where('organisation.sector', '=', filter.sector);
  if (filter.status === 'current') return actions.where('action.status', '!=', 'closed');
  if (filter.status === 'overdue')
    return actions.where('action.due_on', '<', today).where('action.status', 'in', ['open', 'in-progress']);
  return filter.status === 'all' ? actions : actions.where('action.status', '=', filter.status);
}

/**
 * By what the rows of a grouping are told apart, and in which order the groups come; the empty text stands for those
 * that have none, who come last.
 */
export const groupColumns: Readonly<
  Record<
    Grouping,
    { readonly key: RawBuilder<string>; readonly name: RawBuilder<string>; readonly order: RawBuilder<unknown> }
  >
> = {
  none: { key: sql`''`, name: sql`''`, order: sql`''` },
  agency: {
    key: sql`coalesce(action.organisation_id, action.group_id)`,
    name: sql`min(coalesce(organisation.name, partnership_group.name))`,
    order: sql`coalesce(organisation.name, partnership_group.name)`,
  },
  sector: {
    key: sql`coalesce(organisation.sector, 'group')`,
    name: sql`''`,
    order: sql`coalesce(organisation.sector, 'group')`,
  },
  group: {
    key: sql`coalesce(action.group_id, '')`,
    name: sql`coalesce(min(partnership_group.name), '')`,
    order: sql`case when action.group_id is null then 1 else 0 end, partnership_group.name`,
  },
  priority: {
    key: sql`coalesce(action.priority_id, '')`,
    name: sql`coalesce(min(partnership_priority.title), '')`,
    order: sql`case when action.priority_id is null then 1 else 0 end, partnership_priority.position, action.priority_id`,
  },
  source: { key: sql`action.source_kind`, name: sql`''`, order: sql`action.source_kind` },
  status: {
    key: sql`action.status`,
    name: sql`''`,
    order: sql`case action.status when 'open' then 0 when 'in-progress' then 1 when 'done' then 2 when 'verified' then 3 else 4 end`,
  },
};
