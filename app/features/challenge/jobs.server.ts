import type { ChallengePackRow } from '../../../db/schema/challenge.table.ts';
import type { Portal } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';

/** Told on the way: per cent done, and the stage in words. */
export type PackProgress = (percent: number, note: string) => void;

const stageWords: Record<string, string> = {
  waiting: 'Waiting for other documents',
  measuring: 'Setting the text',
  'laying-out': 'Laying out the pages',
  numbering: 'Numbering the pages',
  done: 'Saving the file',
};

/** Progress is written to the row when it has grown by this many per cent, or when the stage changes. */
const step = 5;

/**
 * Prints one pack from its stored model and keeps the file. Doing it twice does it once: a pack that is ready is left
 * alone, and the file of an equal model is used again. A failure stays on the pack, in words, until somebody tries again.
 */
export async function compilePack(
  portal: Portal,
  { packId }: { readonly packId: string },
  onProgress: PackProgress = () => undefined,
): Promise<void> {
  const { db } = portal.database;
  const pack = await db
    .updateTable('challenge_pack')
    .set({ status: 'compiling' })
    .where('id', '=', packId)
    .where('status', 'in', ['queued', 'compiling'])
    .returningAll()
    .executeTakeFirst();
  if (!pack) return;
  try {
    const file = (await findEqual(portal, pack)) ?? (await print(portal, pack, onProgress));
    await finish(portal, pack, file);
  } catch (error) {
    if (isClosing(error)) throw error;
    portal.log.error('pack-failed', error, { packId });
    await fail(portal, pack, error);
  }
}

interface PackFile {
  readonly sha256: string;
  readonly size: number;
  readonly pages: number;
}

/** The file of another pack of the partnership with exactly the same model. */
async function findEqual(portal: Portal, pack: ChallengePackRow): Promise<PackFile | undefined> {
  const equal = await portal.database.db
    .selectFrom('challenge_pack')
    .select(['pdf_sha256', 'pdf_size', 'pages'])
    .where('partnership_id', '=', pack.partnership_id)
    .where('session_id', '=', pack.session_id)
    .where('sha256', '=', pack.sha256)
    .where('status', '=', 'ready')
    .executeTakeFirst();
  if (!equal || equal.pdf_sha256 === null || equal.pages === null) return undefined;
  return { sha256: equal.pdf_sha256, size: Number(equal.pdf_size ?? 0), pages: equal.pages };
}

async function print(portal: Portal, pack: ChallengePackRow, onProgress: PackProgress): Promise<PackFile> {
  let shown = { percent: 0, stage: '' };
  let written: Promise<unknown> = Promise.resolve();
  const { bytes, pages } = await portal.documents.render(JSON.parse(pack.model), {
    onProgress({ fraction, stage }) {
      const percent = Math.min(99, Math.floor(fraction * 100));
      if (stage === shown.stage && percent < shown.percent + step) return;
      shown = { percent, stage };
      const note = stageWords[stage] ?? 'Compiling';
      onProgress(percent, note);
      written = written.then(() => writeProgress(portal, pack.id, percent, note));
    },
  });
  await written;
  const { sha256, size } = await portal.blobs.put(pack.partnership_id, bytes);
  return { sha256, size, pages };
}

const writeProgress = (portal: Portal, packId: string, percent: number, note: string) =>
  portal.database.db
    .updateTable('challenge_pack')
    .set({ progress: percent, progress_note: note })
    .where('id', '=', packId)
    .where('status', '=', 'compiling')
    .execute();

async function finish(portal: Portal, pack: ChallengePackRow, file: PackFile): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const done = await trx
      .updateTable('challenge_pack')
      .set({
        status: 'ready',
        progress: 100,
        progress_note: null,
        failure: null,
        pdf_sha256: file.sha256,
        pdf_size: file.size,
        pages: file.pages,
        compiled_at: stamp.now,
      })
      .where('id', '=', pack.id)
      .where('status', '!=', 'ready')
      .returning('id')
      .executeTakeFirst();
    if (!done) return;
    await recordEvent(trx, stamp, {
      type: 'pack.compiled',
      owner: { partnershipId: pack.partnership_id },
      actorId: null,
      subject: { kind: 'pack', id: pack.id },
      detail: { pages: file.pages, size: file.size, sha256: file.sha256 },
    });
  });
}

async function fail(portal: Portal, pack: ChallengePackRow, error: unknown): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const failed = await trx
      .updateTable('challenge_pack')
      .set({ status: 'failed', failure: failureWords(error) })
      .where('id', '=', pack.id)
      .where('status', '=', 'compiling')
      .returning('id')
      .executeTakeFirst();
    if (!failed) return;
    await recordEvent(trx, stamp, {
      type: 'pack.failed',
      owner: { partnershipId: pack.partnership_id },
      actorId: null,
      subject: { kind: 'pack', id: pack.id },
    });
  });
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The portal is stopping: the job is given back, and goes on after the next start. */
const isClosing = (error: unknown): boolean => codeOf(error) === 'closed';

/** What a person reads. The renderer's own refusals are written for people; anything else is not. */
function failureWords(error: unknown): string {
  const written = error instanceof Error && error.name === 'PdfError';
  return written ? error.message : 'Something went wrong while the file was being made.';
}
