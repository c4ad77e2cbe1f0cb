/**
 * The journal of what was disposed of, in a file outside of the database: after a restore from a backup it says what has
 * to go again. Identifiers and hashes alone, added to only, each line sealed with the hash of the one before.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Reader, Trx } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { startOfChain } from '../audit/chain.server.ts';

const entrySchema = z.object({
  seq: z.number().int().positive(),
  at: z.string(),
  /** The reference of the run. */
  run: z.string(),
  unit: z.string(),
  ids: z.array(z.string()),
  prev: z.string().length(64),
});
export type JournalEntry = z.infer<typeof entrySchema>;

export interface JournalLine {
  readonly entry: JournalEntry;
  readonly line: string;
  readonly hash: string;
}

const hashOf = (line: string) => createHash('sha256').update(line).digest('hex');

/** Adds an entry, in the transaction that disposes. `writeJournal` puts it into the file once that is done. */
export async function addToJournal(
  trx: Trx,
  now: string,
  entry: { readonly run: string; readonly unit: string; readonly ids: readonly string[] },
): Promise<void> {
  const last = await lastInDatabase(trx);
  const line = JSON.stringify({ seq: (last?.seq ?? 0) + 1, at: now, ...entry, prev: last?.hash ?? startOfChain });
  await keepLine(trx, (last?.seq ?? 0) + 1, line, null);
}

export const keepLine = (trx: Trx, seq: number, line: string, writtenAt: string | null) =>
  trx
    .insertInto('disposal_journal')
    .values({ seq, line, hash: hashOf(line), written_at: writtenAt })
    .execute();

const lastInDatabase = (db: Reader) =>
  db.selectFrom('disposal_journal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();

/**
 * Writes to the file what it does not hold yet, durable when it resolves. Called after each disposal and at every start,
 * so that a kill in between loses nothing; a file that was lost is written anew. Refuses a file of another database.
 */
export async function writeJournal(portal: Portal): Promise<void> {
  const { db } = portal.database;
  const state = await readJournalState(portal);
  if (state.is === 'another') throw new Error(state.words);
  if (state.is === 'ahead') return;
  const waiting = await db
    .selectFrom('disposal_journal')
    .select(['seq', 'line', 'hash'])
    .where('seq', '>', state.seq)
    .orderBy('seq')
    .execute();
  if (waiting.length > 0) {
    await mkdir(dirname(portal.config.disposalJournal), { recursive: true });
    const file = await open(portal.config.disposalJournal, 'a', 0o600);
    try {
      // A line that a power cut left unfinished ends here, and is passed over by whoever reads.
      await file.appendFile(
        `${state.torn ? '\n' : ''}${waiting.map(({ line, hash }) => `${hash} ${line}\n`).join('')}`,
      );
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await portal.database.transaction((trx) =>
    trx
      .updateTable('disposal_journal')
      .set({ written_at: portal.stamp().now })
      .where('written_at', 'is', null)
      .where('seq', '<=', waiting.at(-1)?.seq ?? state.seq)
      .execute(),
  );
}

/**
 * Every whole line of the file, in order. Stops with an error at one that was changed, taken out or put in. Two processes
 * that start at once may have written the same line: it counts once.
 */
export async function* readJournal(path: string): AsyncGenerator<JournalLine> {
  if (!existsSync(path)) return;
  const known = new Map<number, string>();
  let prev = startOfChain;
  let seq = 0;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const text of lines) {
    const read = readLine(text);
    if (!read || known.get(read.entry.seq) === read.hash) continue;
    known.set(read.entry.seq, read.hash);
    if (read.entry.seq !== seq + 1 || read.entry.prev !== prev)
      throw new Error(`The journal of disposals was changed: line ${seq + 1} is missing or does not follow`);
    ({ seq } = read.entry);
    prev = read.hash;
    yield read;
  }
}

function readLine(text: string): JournalLine | undefined {
  const [hash = '', line = ''] = [text.slice(0, 64), text.slice(65)];
  if (hashOf(line) !== hash) return undefined;
  const parsed = entrySchema.safeParse(JSON.parse(line));
  return parsed.success ? { entry: parsed.data, line, hash } : undefined;
}

export type JournalState =
  | { readonly is: 'level' | 'behind' | 'ahead'; readonly seq: number; readonly torn: boolean }
  | { readonly is: 'another'; readonly words: string };

/**
 * How file and database stand to each other. `ahead`: the file knows of disposals that the database does not, as after a
 * restore. `another`: both have an entry of one number, and not the same.
 */
export async function readJournalState(portal: Portal): Promise<JournalState> {
  const path = portal.config.disposalJournal;
  let last: JournalLine | undefined;
  const inDatabase = await lastInDatabase(portal.database.db);
  let shared: string | undefined;
  for await (const line of readJournal(path)) {
    last = line;
    if (line.entry.seq === inDatabase?.seq) shared = line.hash;
  }
  const seq = last?.entry.seq ?? 0;
  const mine = inDatabase?.seq ?? 0;
  const atEnd =
    seq < mine && last
      ? (
          await portal.database.db
            .selectFrom('disposal_journal')
            .select('hash')
            .where('seq', '=', seq)
            .executeTakeFirst()
        )?.hash === last.hash
      : true;
  if ((shared !== undefined && shared !== inDatabase?.hash) || !atEnd)
    return {
      is: 'another',
      words: `The journal of disposals at ${path} is not the one of this database: their entries differ.`,
    };
  const is = seq > mine ? 'ahead' : seq < mine ? 'behind' : 'level';
  return { is, seq, torn: await endsInsideLine(path) };
}

async function endsInsideLine(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return false;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() !== '\n';
  } finally {
    await file.close();
  }
}
