import { expect, it } from 'vitest';
import { recordEvent } from '../../../app/features/audit/commands.server.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function writeEvents(portal: TestPortal, count: number, partnershipId = 'p1') {
  for (let number = 0; number < count; number++) {
    await portal.database.transaction((trx) =>
      recordEvent(trx, portal.stamp(), {
        type: 'cycle.changed',
        owner: { partnershipId },
        actorId: null,
        subject: { kind: 'cycle', id: `c${number}` },
        detail: { number },
      }),
    );
  }
}

describeEachDatabase('the chain of events', (open) => {
  it('verifies when nobody has touched it, one chain an owner', async () => {
    const portal = await open();
    await writeEvents(portal, 3);
    await writeEvents(portal, 2, 'p2');
    expect(await verifyChains(portal.database.db)).toEqual({ chains: 2, events: 5, faults: [] });
  });

  it('keeps one order when several changes of one owner happen at once', async () => {
    const portal = await open();
    await Promise.all(Array.from({ length: 12 }, () => writeEvents(portal, 2)));
    expect(await verifyChains(portal.database.db)).toEqual({ chains: 1, events: 24, faults: [] });
  });

  it('names an event that was edited', async () => {
    const portal = await open();
    await writeEvents(portal, 4);
    await portal.database.db.updateTable('event').set({ detail: '{"number":9}' }).where('seq', '=', 2).execute();
    const { faults } = await verifyChains(portal.database.db);
    expect(faults).toEqual([{ chain: 'partnership:p1', seq: 2, fault: 'was changed after it was written' }]);
  });

  it('names an event that was deleted, in the middle and at the end', async () => {
    const portal = await open();
    await writeEvents(portal, 4);
    await portal.database.db.deleteFrom('event').where('seq', 'in', [2, 4]).execute();
    const { faults } = await verifyChains(portal.database.db);
    expect(faults.map((fault) => [fault.seq, fault.fault])).toEqual([
      [2, 'is missing'],
      [4, 'to 4 are missing from the end'],
    ]);
  });

  it('names an event that was inserted', async () => {
    const portal = await open();
    await writeEvents(portal, 2);
    const { db } = portal.database;
    const last = await db.selectFrom('event').selectAll().where('seq', '=', 2).executeTakeFirstOrThrow();
    await db
      .insertInto('event')
      .values({ ...last, id: 'forged', seq: 3, prev_hash: last.hash })
      .execute();
    const { faults } = await verifyChains(db);
    expect(faults.map((fault) => fault.seq)).toContain(3);
  });

  it('names events that changed places', async () => {
    const portal = await open();
    await writeEvents(portal, 3);
    const { db } = portal.database;
    for (const [from, to] of [
      [2, 99],
      [3, 2],
      [99, 3],
    ] as const) {
      await db.updateTable('event').set({ seq: to }).where('seq', '=', from).execute();
    }
    const { faults } = await verifyChains(db);
    expect(new Set(faults.map((fault) => fault.seq))).toEqual(new Set([2, 3]));
  });
});
