/** The action log of a group: its own actions, and those of organisations that it follows. */
import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { type ActionStatus, isOverdue } from '../actions/rules.ts';
import type { GroupLogFilter } from './group-log.ts';

export interface LoggedAction {
  readonly id: string;
  readonly reference: string;
  readonly what: string;
  /** The organisation whose it is; null for the group's own. */
  readonly organisation: string | null;
  readonly owner: string;
  /** The day of the meeting in which it was agreed, where that is its source. */
  readonly agreedOn: string | null;
  readonly dueOn: string;
  /** The day on which somebody looks again whether it still works. */
  readonly reviewOn: string | null;
  readonly status: ActionStatus;
  readonly overdue: boolean;
}

/** Actions of a group in scope by due date, a page at a time. Two statements, however many there are. */
export async function listGroupActions(
  db: Reader,
  scope: PartnershipScope,
  groupId: string,
  filter: GroupLogFilter,
  today: string,
  pageAsked: number,
): Promise<Page<LoggedAction>> {
  const { total } = await narrowed(db, scope, groupId, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await narrowed(db, scope, groupId, filter)
    .leftJoin('organisation', 'organisation.id', 'action.organisation_id')
    .select(['action.id', 'action.reference', 'action.what', 'action.owner_name as owner', 'action.status'])
    .select(['organisation.name as organisation', 'action.due_on as dueOn', 'action.impact_check_on as reviewOn'])
    .select(['action.source_on as agreedOn'])
    .orderBy('action.due_on')
    .orderBy('action.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({ ...row, overdue: isOverdue(row.status, row.dueOn, today) })),
    page,
    pageCount,
    total: Number(total),
  };
}

function narrowed(db: Reader, scope: PartnershipScope, groupId: string, { whose, status }: GroupLogFilter) {
  let actions = db
    .selectFrom('action')
    .where('action.partnership_id', 'in', scope.partnershipIds)
    .where('action.group_id', '=', groupId);
  if (whose === 'own') actions = actions.where('action.organisation_id', 'is', null);
  if (whose === 'followed') actions = actions.where('action.organisation_id', 'is not', null);
  if (status === 'current') actions = actions.where('action.status', '<>', 'closed');
  return actions;
}
