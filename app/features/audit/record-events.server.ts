import type { Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { hashOfEvent, startOfChain } from './chain.server.ts';
import { sealEvent } from './commands.server.ts';
import { chainOf, type NewEvent } from './events.ts';

/** Rows of one statement: both databases limit how many values a statement may carry. */
const batch = 500;

/**
 * Appends many events at once, in the order given, each to its owner's chain: a few statements however many events
 * there are. Chains are taken in the order of their names, so that two of these cannot wait for each other.
 */
export async function recordEvents(
  trx: Trx,
  stamp: Pick<Stamp, 'now' | 'newId'>,
  events: readonly NewEvent[],
): Promise<void> {
  const byChain = Map.groupBy(events, (event) => chainOf(event.owner));
  const chains = [...byChain].toSorted(([first], [second]) => (first < second ? -1 : 1));
  for (let start = 0; start < chains.length; start += batch) {
    const part = chains.slice(start, start + batch);
    const taken = await trx
      .insertInto('event_chain')
      .values(part.map(([chain, its]) => ({ chain, head_seq: its.length, head_hash: startOfChain })))
      .onConflict((conflict) =>
        conflict
          .column('chain')
          .doUpdateSet((eb) => ({ head_seq: eb('event_chain.head_seq', '+', eb.ref('excluded.head_seq')) })),
      )
      .returning(['chain', 'head_seq', 'head_hash'])
      .execute();
    const heads = new Map(taken.map((head) => [head.chain, head]));
    const sealed = part.flatMap(([chain, its]) => {
      const head = heads.get(chain);
      if (!head) throw new Error('A chain of events could not be taken');
      let hash = head.head_hash;
      const rows = its.map((event, place) => {
        const row = sealEvent(stamp, event, { chain, seq: Number(head.head_seq) - its.length + place + 1, hash });
        hash = hashOfEvent(row);
        return { ...row, hash };
      });
      head.head_hash = hash;
      return rows;
    });
    for (let first = 0; first < sealed.length; first += batch)
      await trx
        .insertInto('event')
        .values(sealed.slice(first, first + batch))
        .execute();
    await trx
      .insertInto('event_chain')
      .values([...heads.values()].map(({ chain, head_seq, head_hash }) => ({ chain, head_seq, head_hash })))
      .onConflict((conflict) =>
        conflict.column('chain').doUpdateSet((eb) => ({ head_hash: eb.ref('excluded.head_hash') })),
      )
      .execute();
  }
}
