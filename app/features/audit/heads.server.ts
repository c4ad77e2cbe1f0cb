import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { startOfChain } from './chain.server.ts';
import type { ChainFault } from './queries.server.ts';

/** The end of a chain at some moment, as a line of the log or of a file that is kept elsewhere holds it. */
export interface ChainHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

const page = 500;

/** The ends of all chains now, page by page. */
export async function* chainHeads(db: Reader): AsyncGenerator<ChainHead> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('event_chain')
      .selectAll()
      .where('chain', '>', after)
      .orderBy('chain')
      .limit(page)
      .execute();
    for (const row of rows) yield { chain: row.chain, seq: Number(row.head_seq), hash: row.head_hash };
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.chain;
  }
}

/**
 * The daily job that writes to the log where each chain ends that has grown since it was written there: a log that leaves
 * the machine then holds what nobody on it can change. Doing it twice writes nothing twice.
 */
export async function logChainHeads({ database, log }: Portal): Promise<void> {
  let logged = 0;
  for (;;) {
    const grown = await database.db
      .selectFrom('event_chain')
      .leftJoin('event_chain_logged as logged', 'logged.chain', 'event_chain.chain')
      .selectAll('event_chain')
      .where((eb) => eb.or([eb('logged.seq', 'is', null), eb('event_chain.head_seq', '>', eb.ref('logged.seq'))]))
      .orderBy('event_chain.chain')
      .limit(page)
      .execute();
    for (const { chain, head_seq, head_hash } of grown)
      log.info('chain-head', { chain, seq: Number(head_seq), hash: head_hash });
    if (grown.length > 0)
      await database.transaction((trx) =>
        trx
          .insertInto('event_chain_logged')
          .values(grown.map(({ chain, head_seq }) => ({ chain, seq: head_seq })))
          .onConflict((conflict) => conflict.column('chain').doUpdateSet((eb) => ({ seq: eb.ref('excluded.seq') })))
          .execute(),
      );
    logged += grown.length;
    if (grown.length < page) break;
  }
  log.info('chain-heads', { logged });
}

const headLine = z.object({ chain: z.string(), seq: z.number().int().nonnegative(), hash: z.string().length(64) });

/** The end of a chain that a line of a log or of a kept file names; undefined for any other line. */
export function readHead(line: string): ChainHead | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return headLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Whether the chains still hold what was kept elsewhere: a chain that was cut or rebuilt shows here, though it verifies. */
export async function compareHeads(db: Reader, kept: readonly ChainHead[]): Promise<ChainFault[]> {
  const faults: ChainFault[] = [];
  for (const { chain, seq, hash } of kept) {
    if (seq === 0 && hash === startOfChain) continue;
    const event = await db
      .selectFrom('event')
      .select('hash')
      .where('chain', '=', chain)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (!event) faults.push({ chain, seq, fault: 'was kept elsewhere and is missing here' });
    else if (event.hash !== hash) faults.push({ chain, seq, fault: 'is not the one that was kept elsewhere' });
  }
  return faults;
}
