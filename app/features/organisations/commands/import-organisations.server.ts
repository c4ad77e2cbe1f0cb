import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import type { PlannedRow } from '../import/compare.ts';
import { type DryRun, type ImportReading, planAgainstDirectory, readImport } from '../import/dry-run.server.ts';
import { type ImportFormat, UnreadableFile } from '../import/format.ts';
import { type FileSource, openImportFile } from '../import/read-file.server.ts';
import { writeImport } from './write-import.server.ts';
import { partnershipIn } from './write-organisation.server.ts';

/** Largest file the import takes: the whole schools register is about 61 MB. */
export const largestImport = 80_000_000;

/** The partnership that an import is for. Refuses a viewer who may not change its directory. */
export function partnershipOfImport(viewer: Viewer, asked?: string | null): string {
  return partnershipIn(partnershipScope(viewer, 'organisation.change'), asked);
}

/** An upload that was not applied stays for somebody to come back to, for this many hours. */
const hoursKept = 24;

/** Uploads are kept apart from everything the database rests on, so that they can be deleted. */
const uploadsOf = (partnershipId: string): string => `import-${partnershipId}`;

/**
 * Keeps an uploaded file for the partnership between the steps, and deletes those that it left lying a day ago. Refuses
 * one that cannot be imported, in words.
 */
export async function keepImportFile(
  portal: Portal,
  viewer: Viewer,
  input: { readonly partnershipId?: string | null | undefined; readonly bytes: Uint8Array },
): Promise<
  | { readonly ok: true; readonly sha256: string; readonly partnershipId: string; readonly format: ImportFormat }
  | { readonly ok: false; readonly problem: string }
> {
  const partnershipId = partnershipOfImport(viewer, input.partnershipId);
  if (input.bytes.byteLength > largestImport) return { ok: false, problem: 'The file must be smaller than 80 MB' };
  try {
    const { format } = await openImportFile(async () => chunksOf(input.bytes));
    const uploads = uploadsOf(partnershipId);
    await portal.blobs.removeOlder(uploads, new Date(portal.clock.now().getTime() - hoursKept * 3_600_000));
    const { sha256 } = await portal.blobs.put(uploads, input.bytes);
    return { ok: true, sha256, partnershipId, format };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, problem: error.message };
    throw error;
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  const size = 256 * 1024;
  for (let start = 0; start < bytes.byteLength; start += size) yield bytes.subarray(start, start + size);
}

export type ImportPreview =
  | Extract<ImportReading, { authorities: unknown }>
  | { readonly format: ImportFormat; readonly dryRun: DryRun };

/** What a kept file would do. The schools register first asks for a local authority. Refuses an unknown file. */
export async function previewImport(
  portal: Portal,
  viewer: Viewer,
  input: KeptFile,
): Promise<ImportPreview | { readonly problem: string }> {
  const partnershipId = partnershipOfImport(viewer, input.partnershipId);
  try {
    const reading = await readKeptFile(portal, partnershipId, input);
    if ('authorities' in reading) return reading;
    const { dryRun } = await planAgainstDirectory(
      portal.database.db,
      { partnershipId, today: portal.stamp().today },
      reading,
    );
    return { format: reading.format, dryRun };
  } catch (error) {
    if (error instanceof UnreadableFile) return { problem: error.message };
    throw error;
  }
}

export interface KeptFile {
  readonly partnershipId?: string | null | undefined;
  readonly sha256: string;
  readonly localAuthority?: string | null | undefined;
}

/**
 * Applies a kept file: all of it or nothing, and deletes it when that is done. Refused while a row is refused, and when the outcome is no longer the one
 * that was shown, because the directory has changed since.
 */
export async function applyKeptFile(
  portal: Portal,
  viewer: Viewer,
  input: KeptFile & { readonly outcome: string },
  andThen?: AfterImport,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: string }> {
  const partnershipId = partnershipOfImport(viewer, input.partnershipId);
  const reading = await readKeptFile(portal, partnershipId, input);
  if ('authorities' in reading) return { ok: false, problem: 'Choose a local authority' };
  const { sha256, outcome } = input;
  const actor = { partnershipId, actorId: viewer.personId };
  const applied = await applyImport(portal, actor, reading, { sha256, outcome }, andThen);
  if (applied.ok) await portal.blobs.remove(uploadsOf(partnershipId), sha256);
  return applied;
}

/** What else happens in the transaction of an import, with the rows that were written: all of it or nothing. */
export type AfterImport = (trx: Trx, stamp: Stamp, rows: readonly PlannedRow[]) => Promise<void>;

/** Applies what was read to a partnership's directory, in one transaction. For the page and the command line alike. */
export async function applyImport(
  portal: Portal,
  { partnershipId, actorId }: { readonly partnershipId: string; readonly actorId: string | null },
  reading: Extract<ImportReading, { rows: unknown }>,
  shown: { readonly sha256: string; readonly outcome: string },
  andThen: AfterImport = async () => undefined,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: string }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { dryRun, planned } = await planAgainstDirectory(trx, { partnershipId, today: stamp.today }, reading);
    if (dryRun.outcome !== shown.outcome)
      return {
        ok: false,
        problem: 'The directory has changed since the rows were checked. Look at the rows below and apply again',
      };
    if (dryRun.counts.refused > 0)
      return { ok: false, problem: 'Nothing was imported: mend the refused rows in the file and upload it again' };
    if (!dryRun.mayApply) return { ok: true };
    const events = await writeImport(trx, stamp, partnershipId, actorId, planned);
    await recordEvents(trx, stamp, [
      {
        type: 'organisations.imported',
        owner: { partnershipId },
        actorId,
        subject: { kind: 'partnership', id: partnershipId },
        detail: {
          format: reading.format,
          file: shown.sha256,
          localAuthority: reading.localAuthority,
          new: dryRun.counts.new,
          joined: dryRun.counts.joins,
          changed: dryRun.counts.changed,
          closed: dryRun.counts.closed,
          unchanged: dryRun.counts.unchanged,
          leftOut: dryRun.counts['left-out'],
        },
      },
      ...events,
    ]);
    await andThen(trx, stamp, planned);
    return { ok: true };
  });
}

/** The last few readings, by content: turning the pages of a dry run must not read 61 MB each time. */
const readings = new Map<string, Promise<ImportReading>>();
const mostReadings = 4;

function readKeptFile(
  portal: Portal,
  partnershipId: string,
  { sha256, localAuthority }: KeptFile,
): Promise<ImportReading> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw notFound();
  const key = JSON.stringify([partnershipId, sha256, localAuthority ?? null]);
  const kept = readings.get(key);
  if (kept) return kept;
  const source: FileSource = async () => {
    const found = await portal.blobs.open(uploadsOf(partnershipId), sha256);
    if (!found) throw notFound();
    return found.stream;
  };
  const reading = readImport(source, localAuthority ?? undefined);
  readings.set(key, reading);
  reading.catch(() => readings.delete(key));
  const oldest = readings.keys().next();
  if (readings.size > mostReadings && !oldest.done) readings.delete(oldest.value);
  return reading;
}
