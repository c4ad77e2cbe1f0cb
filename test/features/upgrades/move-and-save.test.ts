import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { rated } from '../../builders/a-filled-return.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { alderAnswers, aMovingCycle, move } from './a-moving-cycle.ts';

/** Waits until so many transactions wait for a row that another one holds, or the work is over. */
async function waiting(portal: TestPortal, count: number, work: Promise<unknown>): Promise<void> {
  let over = false;
  const end = () => {
    over = true;
  };
  work.then(end, end);
  while (!over) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(portal.database.db);
    if (Number(rows[0]?.n) >= count) return;
  }
}

describeEachDatabase('a move of returns beside somebody who saves', (open) => {
  it('makes one wait for the other, never both: the save says that the return has moved', async () => {
    const portal = await open();
    const cycle = await aMovingCycle(portal);
    await alderAnswers(cycle);
    const { alder, ids } = cycle;
    const save = () =>
      saveAnswers(portal, alder.lead, {
        returnId: alder.returnId,
        standardCode: 'a1',
        editionId: ids.first,
        answers: [{ questionCode: 'look', value: rated('amber', 'Written meanwhile.'), revision: 1 }],
      });
    // Only where several write at a time: one holds the return, the move waits for it, and the save comes behind.
    if (portal.database.dialect === 'postgres') {
      let letGo = () => {};
      const gate = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const holding = portal.database.transaction(async (trx) => {
        await trx.selectFrom('agency_return').select('id').where('id', '=', alder.returnId).forUpdate().execute();
        await gate;
      });
      const moving = move(cycle, ids.last);
      await waiting(portal, 1, moving);
      const saving = save();
      await waiting(portal, 2, saving);
      letGo();
      await holding;
      const [moved, saved] = await Promise.allSettled([moving, saving]);
      expect(moved).toMatchObject({ status: 'fulfilled', value: { ok: true } });
      expect(saved).toMatchObject({ status: 'rejected', reason: { code: 'stale-revision' } });
    } else {
      expect(await move(cycle, ids.last)).toMatchObject({ ok: true });
      await expect(save()).rejects.toMatchObject({ code: 'stale-revision' });
    }
    const { edition_id } = await portal.database.db
      .selectFrom('agency_return')
      .select('edition_id')
      .where('id', '=', alder.returnId)
      .executeTakeFirstOrThrow();
    expect(edition_id).toBe(ids.last);
  });
});
