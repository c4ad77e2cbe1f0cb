import type { Trx } from '../../../db/client.server.ts';
import type { DisposalRunRow } from '../../../db/schema/retention.table.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { issueCertificate } from './certificate.server.ts';
import { erasePerson } from './erase-person.server.ts';
import { removeFiles } from './files.server.ts';
import { addToJournal, writeJournal } from './journal.server.ts';
import { isUnit, type UnitCode, units } from './map/index.ts';
import { eventOwnerOf, ownerOfRow } from './owner.ts';
import { deleteRecords, listDue, listFilesOf, listHere } from './rows.server.ts';
import { rulesOf } from './runs.server.ts';
import { takeTurn } from './turn.server.ts';

/** Records of one transaction. */
const batchSize = 25;

/**
 * The job that disposes of what a run lists, batch by batch, and issues the certificate at the end. Each batch looks again
 * whether its records are due and whether a hold names them. Killed at any moment, it goes on where it was: a batch is
 * wholly done or not at all.
 */
export async function dispose(portal: Portal, { runId }: { readonly runId: string }): Promise<void> {
  while (await disposeOfBatch(portal, runId)) await writeJournal(portal);
  await writeJournal(portal);
  await removeFiles(portal);
  await finish(portal, runId);
}

/** @returns whether there may be more */
export async function disposeOfBatch(portal: Portal, runId: string): Promise<boolean> {
  return portal.database.transaction(async (trx) => {
    await takeTurn(trx);
    const stamp = portal.stamp();
    const run = await trx.selectFrom('disposal_run').selectAll().where('id', '=', runId).executeTakeFirst();
    if (run?.status !== 'running') return false;
    const listed = await trx
      .selectFrom('disposal_run_record')
      .select(['position', 'unit', 'record_id'])
      .where('run_id', '=', runId)
      .where('state', '=', 'listed')
      .orderBy('position')
      .limit(batchSize)
      .execute();
    const code = listed[0]?.unit;
    if (code === undefined) return false;
    if (!isUnit(code)) throw new Error(`This release knows no records of the kind ${code}`);
    const batch = listed.filter(({ unit }) => unit === code).map(({ record_id }) => record_id);
    const states = await stateOf(trx, run, code, batch);
    const gone = batch.filter((id) => states.get(id) === 'gone');
    if (gone.length > 0) {
      await letGo(trx, stamp.now, code, gone);
      await addToJournal(trx, stamp.now, { run: run.reference, unit: code, ids: gone });
      await tellChain(trx, stamp, run, code, gone);
    }
    for (const [state, ids] of Map.groupBy(batch, (id) => states.get(id) ?? 'absent'))
      await trx
        .updateTable('disposal_run_record')
        .set({ state, settled_at: stamp.now })
        .where('run_id', '=', runId)
        .where('unit', '=', code)
        .where('record_id', 'in', ids)
        .execute();
    return true;
  });
}

type State = 'gone' | 'held' | 'waits' | 'not-due' | 'absent';

/** What becomes of each record now; one that is not there any more is left out. */
async function stateOf(
  trx: Trx,
  run: DisposalRunRow,
  code: UnitCode,
  ids: readonly string[],
): Promise<ReadonlyMap<string, State>> {
  const rule = rulesOf(run).find(({ line }) => line === units[code].line);
  if (!rule) return new Map();
  const here = await listHere(trx, code, ids);
  const due = await listDue(trx, code, { owner: ownerOfRow(run), before: rule.before, ids }, { limit: ids.length });
  return new Map<string, State>([
    ...here.map((id) => [id, 'not-due'] as const),
    ...due.map(({ id, held, waits }) => [id, held ? 'held' : waits === null ? 'gone' : 'waits'] as const),
  ]);
}

/** Deletes records with all that goes with them, or makes people nameless; notes the files that nothing may use any more. */
export async function letGo(trx: Trx, now: string, code: UnitCode, ids: readonly string[]): Promise<void> {
  if (units[code].anonymise) {
    for (const id of ids) await erasePerson(trx, id, now);
    return;
  }
  const files = await listFilesOf(trx, code, ids);
  await deleteRecords(trx, code, ids);
  for (const file of files)
    await trx
      .insertInto('disposed_file')
      .values({ ...file, disposed_at: now })
      .onConflict((conflict) => conflict.columns(['owner', 'sha256']).doNothing())
      .execute();
}

async function tellChain(
  trx: Trx,
  stamp: Stamp,
  run: DisposalRunRow,
  code: UnitCode,
  gone: readonly string[],
): Promise<void> {
  const owner = eventOwnerOf(ownerOfRow(run));
  if (!units[code].anonymise)
    return recordEvent(trx, stamp, {
      type: 'records.disposed',
      owner,
      actorId: null,
      subject: { kind: 'disposal-run', id: run.id },
      detail: { unit: code, records: gone.length },
    });
  for (const id of gone)
    await recordEvent(trx, stamp, { type: 'person.erased', owner, actorId: null, subject: { kind: 'person', id } });
}

async function finish(portal: Portal, runId: string): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const run = await trx.selectFrom('disposal_run').selectAll().where('id', '=', runId).executeTakeFirst();
    if (run?.status !== 'running') return;
    await trx
      .updateTable('disposal_run')
      .set({ status: 'done', finished_at: stamp.now, revision: run.revision + 1 })
      .where('id', '=', runId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'disposal.finished',
      owner: eventOwnerOf(ownerOfRow(run)),
      actorId: null,
      subject: { kind: 'disposal-run', id: runId },
    });
    await issueCertificate(trx, portal, stamp, { ...run, finished_at: stamp.now });
  });
}
