/** How many actions of an owner are open, late and said to be done. */
import type { Reader } from '../../../db/client.server.ts';

export interface HomeActions {
  readonly open: number;
  readonly overdue: number;
  /** Said to be done, waiting for somebody at the partnership to check. */
  readonly done: number;
  /** Checked, waiting for the board. */
  readonly checked: number;
}

export async function countActions(
  db: Reader,
  owner: { readonly column: 'organisation_id' | 'partnership_id'; readonly ids: readonly [string, ...string[]] },
  today: string,
): Promise<HomeActions> {
  const rows = await db
    .selectFrom('action')
    .select((eb) => [
      'status',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>(eb.case().when('due_on', '<', today).then(1).else(0).end()).as('past'),
    ])
    .where(owner.column, 'in', owner.ids)
    .where('status', '<>', 'closed')
    .groupBy('status')
    .execute();
  const active = rows.filter((row) => row.status === 'open' || row.status === 'in-progress');
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + Number(one), 0);
  return {
    open: sum(active.map((row) => row.count)),
    overdue: sum(active.map((row) => row.past)),
    done: sum(rows.filter((row) => row.status === 'done').map((row) => row.count)),
    checked: sum(rows.filter((row) => row.status === 'verified').map((row) => row.count)),
  };
}
