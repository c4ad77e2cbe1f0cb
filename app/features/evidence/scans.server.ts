/** What a scanner for malware said of files of evidence, and what is closed until it has. */
import type { ExpressionBuilder } from 'kysely';
import type { Reader, Trx } from '../../../db/client.server.ts';
import type { FileScanState } from '../../../db/schema/edge.table.ts';
import type { Tables } from '../../../db/schema/index.ts';
import { addMinutes } from '../../platform/clock.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { notNow } from '../../platform/refusals.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { TryLater } from '../jobs/again.ts';
import { queueJob } from '../jobs/commands.server.ts';

interface FileOf {
  readonly organisationId: string;
  readonly sha256: string;
}

/** A column for lists of evidence: what the scanner said of the file of each. */
export const scanOf = (eb: ExpressionBuilder<Tables, 'evidence'>) =>
  eb
    .selectFrom('file_scan')
    .select('file_scan.state')
    .whereRef('file_scan.organisation_id', '=', 'evidence.organisation_id')
    .whereRef('file_scan.sha256', '=', 'evidence.sha256')
    .as('scan');

/** Refuses, in words, a file that is being checked or in which malware was found. Files that nobody asked about are open. */
export async function mustBeOpen(db: Reader, { organisationId, sha256 }: FileOf): Promise<void> {
  const state = await findScan(db, { organisationId, sha256 });
  if (state === 'waiting')
    throw notNow('This file is being checked for malware. It opens once that is done, in a few minutes as a rule.');
  if (state === 'infected') throw notNow('Malware was found in this file, so it was removed. It cannot be opened.');
}

export async function findScan(db: Reader, { organisationId, sha256 }: FileOf): Promise<FileScanState | undefined> {
  const row = await db
    .selectFrom('file_scan')
    .select('state')
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.state;
}

/** Notes what is known of a file that has just become an organisation's. One that waits is scanned by a job. */
export async function noteScan(trx: Trx, stamp: Stamp, file: FileOf, state: 'waiting' | 'clean'): Promise<void> {
  const finished = state === 'waiting' ? null : stamp.now;
  await trx
    .insertInto('file_scan')
    .values({
      organisation_id: file.organisationId,
      sha256: file.sha256,
      state,
      asked_at: stamp.now,
      finished_at: finished,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'sha256'])
        .doUpdateSet({ state, asked_at: stamp.now, finished_at: finished }),
    )
    .execute();
  if (state === 'waiting')
    await queueJob(trx, stamp, {
      kind: 'scan-file',
      payload: { organisationId: file.organisationId, sha256: file.sha256 },
      reference: `scan-file:${file.organisationId}:${file.sha256}:${stamp.now}`,
      priority: 4,
    });
}

/** A copy of a file for another organisation is known as the file is; one that waits waits there too. */
export async function copyScan({ database, stamp }: Portal, from: FileOf, to: string): Promise<void> {
  const state = await findScan(database.db, from);
  const known = await findScan(database.db, { ...from, organisationId: to });
  if (state === undefined || state === 'infected' || state === known || known === 'clean') return;
  await database.transaction((trx) => noteScan(trx, stamp(), { ...from, organisationId: to }, state));
}

const minutesBetweenTries = 2;

/**
 * The job that has one file scanned. While the scanner is away it comes back every few minutes and the file stays closed. Where
 * malware is found the file is deleted, and the record says of which pieces of evidence it was.
 */
export async function scanFile(portal: Portal, file: FileOf): Promise<void> {
  const { database, blobs, scanner, log } = portal;
  const state = await findScan(database.db, file);
  // Half done when a process died.
  if (state === 'infected') await blobs.remove(file.organisationId, file.sha256);
  if (state !== 'waiting' || !scanner) return;
  const blob = await blobs.open(file.organisationId, file.sha256);
  if (!blob) throw new Error('The file to be scanned is not in the store');
  const outcome = await scanner.scan(blob.stream);
  await blob.stream.cancel().catch(() => undefined);
  if (outcome.kind === 'unreachable')
    throw new TryLater(addMinutes(portal.stamp().now, minutesBetweenTries), outcome.reason, 30);
  await database.transaction((trx) => finishScan(trx, portal.stamp(), file, outcome.kind));
  if (outcome.kind === 'clean') return;
  log.info('malware-found', { organisationId: file.organisationId, sha256: file.sha256, name: outcome.name });
  await blobs.remove(file.organisationId, file.sha256);
}

async function finishScan(trx: Trx, stamp: Stamp, file: FileOf, state: 'clean' | 'infected'): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('file_scan')
    .set({ state, finished_at: stamp.now })
    .where('organisation_id', '=', file.organisationId)
    .where('sha256', '=', file.sha256)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (state === 'clean' || numUpdatedRows === 0n) return;
  for (const evidenceId of await listEvidenceOf(trx, file))
    await recordEvent(trx, stamp, {
      type: 'evidence.malware-found',
      owner: { organisationId: file.organisationId },
      actorId: null,
      subject: { kind: 'evidence', id: evidenceId },
      detail: { sha256: file.sha256 },
    });
}

/** Every piece that holds a file, in its newest version or an earlier one. */
async function listEvidenceOf(db: Reader, { organisationId, sha256 }: FileOf): Promise<string[]> {
  const now = await db
    .selectFrom('evidence')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .execute();
  const before = await db
    .selectFrom('evidence_version')
    .select('evidence_id as id')
    .where('organisation_id', '=', organisationId)
    .where('sha256', '=', sha256)
    .execute();
  return [...new Set([...now, ...before].map(({ id }) => id))].toSorted();
}

const batch = 200;

/**
 * Has every file scanned that came before there was a scanner; until that is done they are closed. Gives how many there are.
 * Without a scanner nothing waits any longer: what waited is as open as all else.
 */
export async function queueScans(portal: Portal): Promise<number> {
  const { database, scanner } = portal;
  if (!scanner) {
    await database.db.deleteFrom('file_scan').where('state', '=', 'waiting').execute();
    return 0;
  }
  let queued = 0;
  for (;;) {
    const files = await listUnknown(database.db);
    if (files.length === 0) return queued;
    await database.transaction(async (trx) => {
      for (const file of files) await noteScan(trx, portal.stamp(), file, 'waiting');
    });
    queued += files.length;
  }
}

async function listUnknown(db: Reader): Promise<FileOf[]> {
  const found = new Map<string, FileOf>();
  for (const table of ['evidence', 'evidence_version'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['organisation_id as organisationId', 'sha256'])
      .where('sha256', 'is not', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('file_scan')
              .select('file_scan.state')
              .whereRef('file_scan.organisation_id', '=', `${table}.organisation_id`)
              .whereRef('file_scan.sha256', '=', `${table}.sha256`),
          ),
        ),
      )
      .distinct()
      .limit(batch)
      .execute();
    for (const { organisationId, sha256 } of rows)
      if (sha256 !== null) found.set(`${organisationId}:${sha256}`, { organisationId, sha256 });
  }
  return [...found.values()];
}

/** How many files wait, and how many were found with malware; for the command line. */
export async function countScans(db: Reader): Promise<Readonly<Record<FileScanState, number>>> {
  const rows = await db
    .selectFrom('file_scan')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const countOf = (state: FileScanState) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { waiting: countOf('waiting'), clean: countOf('clean'), infected: countOf('infected') };
}

/** Whether files of an organisation wait for their scan: nothing that holds all of them is made meanwhile. */
export async function isAnyWaiting(db: Reader, organisationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('file_scan')
    .select('sha256')
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'waiting')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface InfectedFile {
  readonly organisation: string;
  readonly foundAt: string;
}

/**
 * Files of members of a partnership in which malware was found since an instant, newest first. Names the organisation and no
 * file: a library is its owner's.
 */
export async function listInfected(
  db: Reader,
  { partnershipIds }: { readonly partnershipIds: readonly string[] },
  since: string,
): Promise<InfectedFile[]> {
  const rows = await db
    .selectFrom('file_scan')
    .innerJoin('organisation', 'organisation.id', 'file_scan.organisation_id')
    .select(['organisation.name as organisation', 'file_scan.finished_at as foundAt'])
    .where('file_scan.state', '=', 'infected')
    .where('file_scan.finished_at', '>=', since)
    .where('file_scan.organisation_id', 'in', (eb) =>
      eb
        .selectFrom('partnership_member')
        .select('partnership_member.organisation_id')
        .where('partnership_member.partnership_id', 'in', partnershipIds),
    )
    .orderBy('file_scan.finished_at', 'desc')
    .orderBy('file_scan.sha256')
    .limit(10)
    .execute();
  return rows.flatMap(({ organisation, foundAt }) => (foundAt === null ? [] : [{ organisation, foundAt }]));
}
