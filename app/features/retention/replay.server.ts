import type { Trx } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { Refusal } from '../../platform/refusals.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { letGo } from './dispose.server.ts';
import { removeFiles } from './files.server.ts';
import { type JournalLine, keepLine, readJournal, readJournalState } from './journal.server.ts';
import { isUnit, type UnitCode, units } from './map/index.ts';
import { deleteWaiting, listHere } from './rows.server.ts';
import { takeTurn } from './turn.server.ts';

export interface Replay {
  /** Entries of the journal that the database did not know. */
  readonly entries: number;
  /** Records of them that a restore had brought back. */
  readonly records: number;
}

/**
 * Does again what the journal says was disposed of and the database does not know, as after a restore: entry by entry, each
 * in a transaction of its own, so that it may be stopped and begun again. Holds are not asked: they were when it was done.
 * With `dryRun` it only counts. Refuses a journal of another database, and an entry whose record cannot go.
 */
export async function replayJournal(portal: Portal, { dryRun }: { readonly dryRun: boolean }): Promise<Replay> {
  const { database } = portal;
  const state = await readJournalState(portal);
  if (state.is === 'another') throw new Refusal('not-now', state.words);
  const last = await database.db
    .selectFrom('disposal_journal')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst();
  const known = Number(last?.seq ?? 0);
  let entries = 0;
  let records = 0;
  for await (const line of readJournal(portal.config.disposalJournal)) {
    if (line.entry.seq <= known) continue;
    entries += 1;
    const code = unitOf(line);
    const here = await listHere(database.db, code, line.entry.ids);
    records += here.length;
    if (dryRun) continue;
    try {
      await database.transaction((trx) => again(trx, portal, line, code, here));
    } catch (error) {
      if (!(error instanceof Error && /foreign key/i.test(error.message))) throw error;
      throw new Refusal(
        'not-now',
        `Entry ${line.entry.seq} of the journal cannot be done again: something else rests on a record of the kind ${code}. Remove that first.`,
      );
    }
  }
  if (dryRun || entries === 0) return { entries, records };
  await removeFiles(portal);
  await database.transaction((trx) =>
    recordEvent(trx, portal.stamp(), {
      type: 'disposals.replayed',
      owner: 'system',
      actorId: null,
      subject: { kind: 'disposal-journal', id: 'journal' },
      detail: { entries, records },
    }),
  );
  return { entries, records };
}

function unitOf({ entry }: JournalLine): UnitCode {
  if (isUnit(entry.unit)) return entry.unit;
  throw new Refusal('not-now', `This release knows no records of the kind ${entry.unit}`);
}

async function again(
  trx: Trx,
  portal: Portal,
  { entry, line }: JournalLine,
  code: UnitCode,
  here: readonly string[],
): Promise<void> {
  await takeTurn(trx);
  const { now } = portal.stamp();
  if (here.length > 0) {
    // What rested on it in the backup had gone before it did.
    if (!units[code].anonymise) await deleteWaiting(trx, code, here);
    await letGo(trx, now, code, here);
  }
  await keepLine(trx, entry.seq, line, now);
}
