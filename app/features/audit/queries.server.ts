import type { Reader } from '../../../db/client.server.ts';
import { hashOfEvent, startOfChain } from './chain.server.ts';
import { chainHeads } from './heads.server.ts';
import { stands } from './verify-document.server.ts';

export interface ChainFault {
  readonly chain: string;
  readonly seq: number;
  readonly fault: string;
}

export interface ChainReport {
  readonly chains: number;
  readonly events: number;
  readonly faults: readonly ChainFault[];
}

const page = 2000;

/**
 * Walks every chain from its first event and says where a row was edited, deleted, inserted or swapped, and where a chain
 * no longer holds what something that was issued names: so a chain that was rebuilt as a whole shows too. Holds a page of
 * events at a time, however long the chains are. Where others write meanwhile, call it with reads of one moment: an event
 * that comes between would look like one that was put in.
 */
export async function verifyChains(db: Reader, onProgress: (events: number) => void = () => {}): Promise<ChainReport> {
  const faults: ChainFault[] = [];
  let events = 0;
  let chains = 0;
  for await (const head of chainHeads(db)) {
    chains += 1;
    let seq = 0;
    let hash = startOfChain;
    const fault = (at: number, text: string) => faults.push({ chain: head.chain, seq: at, fault: text });
    for (;;) {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where('chain', '=', head.chain)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(page)
        .execute();
      for (const row of rows) {
        const at = Number(row.seq);
        if (at !== seq + 1) fault(seq + 1, at === seq + 2 ? 'is missing' : `to ${at - 1} are missing`);
        else if (row.prev_hash !== hash) fault(at, 'does not follow the event before it');
        if (hashOfEvent(row) !== row.hash) fault(at, 'was changed after it was written');
        seq = at;
        hash = row.hash;
        events += 1;
      }
      onProgress(events);
      if (rows.length < page) break;
    }
    if (seq !== head.seq) fault(seq + 1, `to ${head.seq} are missing from the end`);
    else if (hash !== head.hash) fault(seq, 'is not the event the chain ends in');
  }
  const orphans = await db
    .selectFrom('event')
    .select(['chain', 'seq'])
    .where('chain', 'not in', db.selectFrom('event_chain').select('chain'))
    .limit(100)
    .execute();
  for (const orphan of orphans)
    faults.push({ chain: orphan.chain, seq: Number(orphan.seq), fault: 'belongs to no chain' });
  faults.push(...(await anchorFaults(db)));
  return { chains, events, faults };
}

/** Prints whose entry of the record is gone or another. */
async function anchorFaults(db: Reader): Promise<ChainFault[]> {
  const faults: ChainFault[] = [];
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('issued_document as issued')
      .leftJoin('event', (join) =>
        join.onRef('event.chain', '=', 'issued.chain').onRef('event.seq', '=', 'issued.chain_seq'),
      )
      .select(['issued.code', 'issued.chain', 'issued.chain_seq', 'issued.chain_hash', 'event.hash'])
      .where('issued.code', '>', after)
      .orderBy('issued.code')
      .limit(page)
      .execute();
    for (const { code, chain, chain_seq, chain_hash, hash } of rows) {
      if (chain === null || chain_seq === null || chain_hash === null) continue;
      const seq = Number(chain_seq);
      if (!stands({ seq, hash: chain_hash, found: hash }))
        faults.push({ chain, seq, fault: `is not what the document ${code} names` });
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return faults;
    after = last.code;
  }
}

export interface EventEntry {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly actorName: string | null;
  readonly detail: Record<string, unknown>;
}

/** The history of one thing, newest first. The caller has already made sure that the viewer may see it. */
export async function listEventsOf(
  db: Reader,
  subject: { kind: string; id: string },
  { limit, offset }: { limit: number; offset: number },
): Promise<EventEntry[]> {
  const rows = await db
    .selectFrom('event')
    .leftJoin('person', 'person.id', 'event.actor_id')
    .select(['event.id', 'event.type', 'event.at', 'event.detail', 'person.name as actorName'])
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('event.at', 'desc')
    .orderBy('event.seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}
