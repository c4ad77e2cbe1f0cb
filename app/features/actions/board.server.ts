/** What waits for a board: actions that were checked and recommended to it. */
import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { holderName } from './scope.server.ts';

export interface ForTheBoard {
  readonly id: string;
  readonly reference: string;
  readonly holder: string;
  readonly what: string;
  readonly successMeasure: string;
  /** What the owner said changed, and what was seen at the check. */
  readonly impact: string;
  readonly checked: string;
  readonly checkedBy: string;
}

/** Actions that wait for the board, by the group that follows them and the day they were due; a page at a time. */
export async function listForTheBoard(
  db: Reader,
  scope: PartnershipScope,
  pageAsked: number,
): Promise<Page<ForTheBoard>> {
  const waiting = db
    .selectFrom('action')
    .where('action.partnership_id', 'in', scope.partnershipIds)
    .where('action.status', '=', 'verified');
  const { total } = await waiting.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await waiting
    .select(['action.id', 'action.reference', holderName.as('holder'), 'action.what', 'action.success_measure'])
    .orderBy('action.due_on')
    .orderBy('action.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const said =
    rows.length === 0
      ? []
      : await db
          .selectFrom('action_update')
          .innerJoin('person', 'person.id', 'action_update.made_by')
          .select(['action_update.action_id', 'action_update.kind', 'action_update.note', 'person.name as by'])
          .where('action_update.partnership_id', 'in', scope.partnershipIds)
          .where(
            'action_update.action_id',
            'in',
            rows.map(({ id }) => id),
          )
          .where('action_update.kind', 'in', ['done', 'verified'])
          .orderBy('action_update.made_at')
          .orderBy('action_update.id')
          .execute();
  const last = (id: string, kind: 'done' | 'verified') =>
    said.findLast((update) => update.action_id === id && update.kind === kind);
  return {
    items: rows.map(({ success_measure, ...row }) => ({
      ...row,
      successMeasure: success_measure,
      impact: last(row.id, 'done')?.note ?? '',
      checked: last(row.id, 'verified')?.note ?? '',
      checkedBy: last(row.id, 'verified')?.by ?? '',
    })),
    page,
    pageCount,
    total,
  };
}
