import type { Reader } from '../../../../db/client.server.ts';
import { organisationKinds } from '../../../../standards/vocabulary.ts';
import type { ActionScope } from '../../actions/scope.server.ts';
import { organisationKindOf } from '../../organisations/queries.server.ts';
import { dayOfInstant } from '../days.ts';
import type { PlanFilter } from '../plan-filter.ts';
import { planActions } from '../plan-query.server.ts';
import type { ActionHistory, HistoryUpdate } from './history.ts';

/** More actions than any partnership has; past it the figures would take too long to work out. */
const mostActions = 20_000;

export interface KnownHistory extends ActionHistory {
  readonly id: string;
  /** "Housing provider", or "Group of the partnership". */
  readonly kind: string;
}

export const groupsOwn = 'Group of the partnership';

/** The actions of a plan with their whole histories, whatever status it is narrowed to; two statements. */
export async function loadHistories(
  db: Reader,
  scope: ActionScope,
  filter: PlanFilter,
  today: string,
): Promise<KnownHistory[]> {
  const all = { ...filter, status: 'all' as const };
  const rows = await planActions(db, scope, all, today)
    .select(['action.id', 'action.created_at', 'action.first_due_on', 'action.status', 'organisation.kind'])
    .orderBy('action.id')
    .limit(mostActions)
    .execute();
  const updates = await db
    .selectFrom('action_update')
    .select(['action_id', 'kind', 'made_at', 'due_to'])
    .where('action_id', 'in', planActions(db, scope, all, today).select('action.id'))
    .where('kind', 'not in', ['progress', 'reassigned', 'changed', 'finding-added'])
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const byAction = Map.groupBy(updates, ({ action_id }) => action_id);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind === null ? groupsOwn : organisationKinds[organisationKindOf(row.kind)].name,
    givenOn: dayOfInstant(row.created_at),
    firstDueOn: row.first_due_on,
    waitsForBoard: row.status === 'verified',
    updates: (byAction.get(row.id) ?? []).map(
      ({ kind, made_at, due_to }): HistoryUpdate => ({ kind, on: dayOfInstant(made_at), dueTo: due_to }),
    ),
  }));
}
