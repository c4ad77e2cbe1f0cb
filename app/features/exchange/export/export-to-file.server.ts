import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Portal } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { createArchive } from './archive.server.ts';
import { type ExportProgress, writeExport } from './write-export.server.ts';

/**
 * For the command line, which stands outside every organisation: the copy of everything of one, written to a file. The
 * file has its name only when it is whole. Undefined for an organisation that there is not.
 */
export async function exportToFile(
  portal: Portal,
  organisationId: string,
  path: string,
  onProgress: ExportProgress,
): Promise<{ readonly files: number; readonly size: number; readonly sha256: string } | undefined> {
  const organisation = await portal.database.db
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (!organisation) return undefined;
  const stamp = portal.stamp();
  const archive = createArchive(stamp.now);
  const temporary = join(dirname(path), `.${randomUUID()}`);
  const [written, stored] = await Promise.allSettled([
    writeExport(portal, archive, organisationId, stamp.now, onProgress).catch(async (error: unknown) => {
      await archive.abort(error);
      throw error;
    }),
    writeDown(archive.chunks, temporary),
  ]);
  if (written.status === 'rejected' || stored.status === 'rejected') {
    await rm(temporary, { force: true });
    throw written.status === 'rejected' ? written.reason : stored.status === 'rejected' ? stored.reason : undefined;
  }
  await rename(temporary, path);
  await portal.database.transaction((trx) =>
    recordEvent(trx, stamp, {
      type: 'export.made',
      owner: { organisationId },
      actorId: null,
      subject: { kind: 'organisation', id: organisationId },
      detail: { files: written.value, size: stored.value.size, sha256: stored.value.sha256, by: 'command-line' },
    }),
  );
  return { files: written.value, ...stored.value };
}

async function writeDown(chunks: AsyncIterable<Uint8Array>, path: string) {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}
