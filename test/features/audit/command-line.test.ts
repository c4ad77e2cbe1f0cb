import { AsyncResource } from 'node:async_hooks';
import { expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/audit.ts';
import { startOfChain } from '../../../app/features/audit/chain.server.ts';
import { recordEvent } from '../../../app/features/audit/commands.server.ts';
import { aLongRecord } from '../../builders/a-long-record.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function verify(portal: TestPortal, onPrint: (line: string) => void = () => undefined) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await command.run(['verify'], {
    print: (line) => {
      printed.push(line);
      onPrint(line);
    },
    error: (line) => void errors.push(line),
    portal: async () => portal,
  });
  return { code, printed, errors };
}

const anEvent = (portal: TestPortal) =>
  portal.database.transaction((trx) =>
    recordEvent(trx, portal.stamp(), {
      type: 'cycle.changed',
      owner: { partnershipId: 'p1' },
      actorId: null,
      subject: { kind: 'cycle', id: 'c1' },
    }),
  );

describeEachDatabase('los audit verify', (open) => {
  it('says how far it is every 10,000 events, reads them page by page, and sees nothing of what comes meanwhile', async () => {
    const portal = await open();
    await aLongRecord(portal, { events: 10_400, chains: 2 });
    await anEvent(portal);
    portal.takeQueries();
    const writes: Promise<void>[] = [];
    // Somebody else: what is written is not part of the reading that prints.
    const somebodyElse = AsyncResource.bind(() => void writes.push(anEvent(portal)));
    const { code, printed, errors } = await verify(portal, somebodyElse);
    await Promise.all(writes);
    expect(errors).toEqual([]);
    expect(printed).toEqual(['10400 events checked', '10401 events in 3 chains, 0 faults']);
    expect(code).toBe(0);
    // A page of events at a time: no statement reads a chain as a whole.
    const reads = portal.takeQueries().filter((sql) => /from "event" where "chain" = /.test(sql));
    expect(reads.length).toBeGreaterThan(6);
    expect(reads.every((sql) => / limit /.test(sql))).toBe(true);
    expect(await verify(portal)).toMatchObject({ code: 0, errors: [] });
  });

  it('ends with 1 and names the event when one was edited', async () => {
    const portal = await open();
    await anEvent(portal);
    await anEvent(portal);
    await portal.database.db.updateTable('event').set({ prev_hash: startOfChain }).where('seq', '=', 2).execute();
    const { code, printed, errors } = await verify(portal);
    expect(errors).toEqual([
      'partnership:p1: event 2 does not follow the event before it',
      'partnership:p1: event 2 was changed after it was written',
    ]);
    expect({ code, printed }).toEqual({ code: 1, printed: ['2 events in 1 chain, 2 faults'] });
  });
});
