import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/client.server.ts';
import type { EventRow } from '../../../db/schema/audit.table.ts';
import type { Portal } from '../../platform/portal.ts';
import { hashOfEvent, startOfChain } from './chain.server.ts';
import { chainOf } from './events.ts';
import type { ChainFault } from './queries.server.ts';
import { listEvents, type RecordOf } from './scoped-queries.server.ts';
import { wordsOfEvent } from './words.ts';

const page = 1000;

const header = ['when', 'what', 'who', 'about', 'identifier', 'type', 'chain', 'number', 'detail', 'hash'];

/** The record as CSV, oldest first, a page of it in memory at a time. UTF-8 with a mark, formulas made harmless. */
export async function* recordAsCsv(db: Reader, of: RecordOf): AsyncGenerator<string> {
  const lines = (rows: readonly (readonly unknown[])[], bom = false) =>
    stringify(
      rows.map((row) => [...row]),
      { bom, escape_formulas: true },
    );
  yield lines([header], true);
  let after: { at: string; id: string } | null = null;
  for (;;) {
    const events = await listEvents(db, of, { limit: page, after });
    yield lines(
      events.map((event) => [
        event.at,
        wordsOfEvent(event.type),
        event.actorName ?? 'Line of Sight',
        event.subjectKind,
        event.subjectId,
        event.type,
        event.chain,
        event.seq,
        event.detail,
        event.hash,
      ]),
    );
    const last = events.at(-1);
    if (!last || events.length < page) return;
    after = { at: last.at, id: last.id };
  }
}

/**
 * Whole chains as they are sealed, an event a line: with them anybody can work the hashes out again, without us. The format
 * is described in docs/export-format.md.
 */
export async function* chainsAsLines(db: Reader, chains: readonly string[]): AsyncGenerator<string> {
  for (const chain of chains) {
    let seq = 0;
    for (;;) {
      const rows = await db
        .selectFrom('event')
        .selectAll()
        .where('chain', '=', chain)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(page)
        .execute();
      yield rows.map((row) => `${JSON.stringify({ ...row, seq: Number(row.seq) })}\n`).join('');
      const last = rows.at(-1);
      if (!last || rows.length < page) break;
      seq = Number(last.seq);
    }
  }
}

/** Works out the hashes of exported lines again, and names each that does not follow the one before it. */
export async function verifyLines(lines: AsyncIterable<string>): Promise<{ events: number; faults: ChainFault[] }> {
  const ends = new Map<string, { seq: number; hash: string }>();
  const faults: ChainFault[] = [];
  let events = 0;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    events += 1;
    const row = parseRow(line);
    if (!row) {
      faults.push({ chain: '', seq: events, fault: 'is no event' });
      continue;
    }
    const { chain, seq } = row;
    const before = ends.get(chain) ?? { seq: 0, hash: startOfChain };
    if (seq !== before.seq + 1 || row.prev_hash !== before.hash)
      faults.push({ chain, seq, fault: 'does not follow the event before it' });
    if (hashOfEvent(row) !== row.hash) faults.push({ chain, seq, fault: 'was changed after it was written' });
    ends.set(chain, { seq, hash: row.hash });
  }
  return { events, faults };
}

function parseRow(line: string): EventRow | undefined {
  try {
    const row: unknown = JSON.parse(line);
    return isRow(row) ? row : undefined;
  } catch {
    return undefined;
  }
}

const isRow = (row: unknown): row is EventRow =>
  typeof row === 'object' && row !== null && 'chain' in row && 'seq' in row && 'hash' in row && 'prev_hash' in row;

/**
 * The record as a file, by the ending of the address: `.jsonl` the whole chains of those owners, `.csv` their events as a
 * table. It is made while it is read, however long it is.
 */
export function recordAnswer({ database: { db }, stamp }: Portal, of: RecordOf, pathname: string): Response {
  const sealed = pathname.endsWith('.jsonl');
  const chains =
    'partnershipIds' in of
      ? of.partnershipIds.map((partnershipId) => chainOf({ partnershipId }))
      : of.organisationIds.map((organisationId) => chainOf({ organisationId }));
  const pieces = sealed ? chainsAsLines(db, chains) : recordAsCsv(db, of);
  return new Response(streamOf(pieces), {
    headers: {
      'Content-Type': sealed ? 'application/x-ndjson; charset=utf-8' : 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="record-of-changes-${stamp().today}.${sealed ? 'jsonl' : 'csv'}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}

/** Text that is made piece by piece, each when the reader wants more. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
