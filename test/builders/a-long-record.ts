import { hashOfEvent, startOfChain } from '../../app/features/audit/chain.server.ts';
import { sealEvent } from '../../app/features/audit/commands.server.ts';
import { chainOf } from '../../app/features/audit/events.ts';
import type { Portal } from '../../app/platform/portal.ts';

/** Rows of one statement: 13 columns each, and SQLite takes 32,766 values. */
const batch = 1000;

/**
 * A record of so many events, the same number in each chain, written by the hundred but with the hashes and rows that
 * `recordEvent` writes.
 */
export async function aLongRecord(
  { database, stamp }: Portal,
  { events, chains }: { readonly events: number; readonly chains: number },
): Promise<void> {
  for (let number = 0; number < chains; number += 1) {
    const owner = { partnershipId: `long-${number}` };
    const chain = chainOf(owner);
    let hash = startOfChain;
    const rows = Array.from({ length: events / chains }, (_, index) => {
      const sealed = sealEvent(
        stamp(),
        { type: 'cycle.changed', owner, actorId: null, subject: { kind: 'cycle', id: `c${index}` }, detail: { index } },
        { chain, seq: index + 1, hash },
      );
      hash = hashOfEvent(sealed);
      return { ...sealed, hash };
    });
    await database.transaction(async (trx) => {
      await trx.insertInto('event_chain').values({ chain, head_seq: rows.length, head_hash: hash }).execute();
      for (let start = 0; start < rows.length; start += batch)
        await trx
          .insertInto('event')
          .values(rows.slice(start, start + batch))
          .execute();
    });
  }
}
