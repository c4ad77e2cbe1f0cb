import type { OrganisationExportRow } from '../../../db/schema/exchange.table.ts';
import { addMinutes } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { isAnyWaiting } from '../evidence/scans.server.ts';
import { TryLater } from '../jobs/again.ts';
import { queueJob } from '../jobs/commands.server.ts';
import { createArchive } from './export/archive.server.ts';
import { endOf, exportsOf } from './export/exports.server.ts';
import { daysKept } from './export/rules.ts';
import { writeExport } from './export/write-export.server.ts';

/** Progress is written to the row when it has grown by this many per cent, or when the words change. */
const step = 5;

/**
 * Makes the copy of everything. Doing it twice does it once: one that is ready is left alone. What a stopped process left
 * behind is no file of anybody: the copy is begun again, and shows as ready only when all of it is stored.
 */
export async function makeExport(portal: Portal, { exportId }: { readonly exportId: string }): Promise<void> {
  await waitForScans(portal, exportId);
  const row = await portal.database.db
    .updateTable('organisation_export')
    .set({ status: 'making', progress: 0 })
    .where('id', '=', exportId)
    .where('status', 'in', ['queued', 'making'])
    .returningAll()
    .executeTakeFirst();
  if (!row) return;
  const madeAt = portal.stamp().now;
  const archive = createArchive(madeAt);
  const written = writeExport(portal, archive, row.organisation_id, madeAt, progressOf(portal, exportId)).catch(
    async (error: unknown) => {
      await archive.abort(error);
      throw error;
    },
  );
  // Both are waited for, so that neither is left behind when the other fails.
  const [files, file] = await Promise.allSettled([
    written,
    portal.blobs.putStream(exportsOf(row.organisation_id), archive.chunks),
  ]);
  if (files.status === 'fulfilled' && file.status === 'fulfilled') {
    await finish(portal, row, madeAt, { files: files.value, ...file.value });
    return;
  }
  const error: unknown = files.status === 'rejected' ? files.reason : file.status === 'rejected' ? file.reason : null;
  if (error instanceof Error && 'code' in error && error.code === 'closed') throw error;
  portal.log.error('export-failed', error, { exportId });
  await fail(portal, row);
}

const minutesBetweenLooks = 2;

/** A copy holds every file: none is made while a file is being checked for malware. */
async function waitForScans({ database, stamp }: Portal, exportId: string): Promise<void> {
  const row = await database.db
    .selectFrom('organisation_export')
    .select('organisation_id')
    .where('id', '=', exportId)
    .executeTakeFirst();
  if (row && (await isAnyWaiting(database.db, row.organisation_id)))
    throw new TryLater(addMinutes(stamp().now, minutesBetweenLooks), 'Files are being checked for malware');
}

function progressOf(portal: Portal, exportId: string) {
  let shown = { percent: -step, note: '' };
  return async (percent: number, note: string) => {
    if (note === shown.note && percent < shown.percent + step) return;
    shown = { percent, note };
    await portal.database.db
      .updateTable('organisation_export')
      .set({ progress: percent, progress_note: note })
      .where('id', '=', exportId)
      .where('status', '=', 'making')
      .execute();
  };
}

async function finish(
  portal: Portal,
  { id, organisation_id }: OrganisationExportRow,
  madeAt: string,
  { files, sha256, size }: { readonly files: number; readonly sha256: string; readonly size: number },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const endsAt = endOf(madeAt);
    const done = await trx
      .updateTable('organisation_export')
      .set({
        status: 'ready',
        progress: 100,
        progress_note: null,
        files,
        zip_sha256: sha256,
        zip_size: size,
        made_at: madeAt,
        ends_at: endsAt,
      })
      .where('id', '=', id)
      .where('status', '=', 'making')
      .returning('id')
      .executeTakeFirst();
    if (!done) return;
    await queueJob(trx, stamp, {
      kind: 'end-export',
      payload: { exportId: id },
      reference: `end-export:${id}`,
      runAt: endsAt,
    });
    await recordEvent(trx, stamp, {
      type: 'export.made',
      owner: { organisationId: organisation_id },
      actorId: null,
      subject: { kind: 'organisation-export', id },
      detail: { files, size, sha256 },
    });
  });
}

async function fail(portal: Portal, { id, organisation_id }: OrganisationExportRow): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const failed = await trx
      .updateTable('organisation_export')
      .set({ status: 'failed', progress_note: null })
      .where('id', '=', id)
      .where('status', '=', 'making')
      .returning('id')
      .executeTakeFirst();
    if (!failed) return;
    await recordEvent(trx, stamp, {
      type: 'export.failed',
      owner: { organisationId: organisation_id },
      actorId: null,
      subject: { kind: 'organisation-export', id },
    });
  });
}

/** Deletes the file of a copy whose days are over, and what stopped processes left of others. */
export async function endExport(portal: Portal, { exportId }: { readonly exportId: string }): Promise<void> {
  const row = await portal.database.db
    .selectFrom('organisation_export')
    .selectAll()
    .where('id', '=', exportId)
    .executeTakeFirst();
  if (row?.status !== 'ready' || row.zip_sha256 === null) return;
  const owner = exportsOf(row.organisation_id);
  await portal.blobs.remove(owner, row.zip_sha256);
  await portal.blobs.removeOlder(owner, new Date(portal.clock.now().getTime() - daysKept * 24 * 3_600_000));
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    await trx
      .updateTable('organisation_export')
      .set({ status: 'ended', zip_sha256: null, zip_size: null })
      .where('id', '=', exportId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'export.ended',
      owner: { organisationId: row.organisation_id },
      actorId: null,
      subject: { kind: 'organisation-export', id: exportId },
    });
  });
}
