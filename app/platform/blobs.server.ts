import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

export interface StoredBlob {
  readonly sha256: string;
  readonly size: number;
}

/** Why bytes that arrived are not here: more than was allowed, or the disk is full. */
export type NotReceived = 'too-large' | 'no-room';

/** Bytes that arrived and belong to nobody yet. Nothing else can see them; each is kept or discarded. */
export interface ReceivedFile extends StoredBlob {
  /** A whole temporary file, to be read before anybody decides. */
  readonly path: string;
  /** Makes it a file of an owner. Durable when it resolves. */
  keep(owner: string): Promise<StoredBlob>;
  /** Deletes it, unless it was kept. */
  discard(): Promise<void>;
}

/** Files by content, inside their owner: the same bytes stored twice by one owner are one file. */
export interface BlobStore {
  /** Durable when it resolves: temporary file, flush, rename, flush of the folder. */
  put(owner: string, bytes: Uint8Array): Promise<StoredBlob>;
  /**
   * Writes what arrives to a temporary file and hashes it on the way, so that memory does not grow with it. Reads a
   * stream that is too large, or finds no room, to its end without keeping a byte. A stream that breaks is an error.
   */
  receive(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<ReceivedFile | NotReceived>;
  /** As `put`, for what is too large to hold: nothing is kept when the source fails before its end. */
  putStream(owner: string, source: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** A stream of the bytes, or undefined when the owner has no such file. */
  open(owner: string, sha256: string): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | undefined>;
  /**
   * Deletes a file of one owner; the same bytes of another owner stay. Only for owners whose files nothing in the
   * database rests on: a record that names a file by its hash must always find it.
   */
  remove(owner: string, sha256: string): Promise<void>;
  /**
   * As `remove`, for a file that no row names any more: one that was written since an instant stays, because somebody may
   * be about to name it. Gives whether it is gone.
   */
  removeUnlessNew(owner: string, sha256: string, since: Date): Promise<boolean>;
  /** Deletes what the owner was last given before an instant. Gives the number of files. The same warning holds. */
  removeOlder(owner: string, before: Date): Promise<number>;
}

const safeName = /^[a-z0-9-]{1,64}$/;

/** No owner is called this: a name of an owner has no dot. */
const arrivals = '.arriving';

/** What a crash left behind is deleted once it is older than this, in milliseconds. */
const abandonedAfter = 86_400_000;

/**
 * Blobs as files under one folder. Refuses owners and hashes that are not plain names.
 *
 * @param openFile how a file is opened to be written, and a folder to be flushed, so that a test can hand out a full disk
 */
export function createDiskBlobStore(root: string, openFile: typeof open = open): BlobStore {
  const arriving = join(root, arrivals);
  let ready: Promise<void> | undefined;
  const prepare = async () => {
    await mkdir(arriving, { recursive: true });
    await removeAbandoned(arriving);
  };
  const folderOf = (owner: string, sha256: string) => {
    if (!safeName.test(owner) || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a blob name');
    return join(root, owner, sha256.slice(0, 2));
  };
  /** A folder is on disk only with its name in the one above it, and any of them may be new. */
  const flushPlace = async (owner: string, folder: string) => {
    for (const one of [folder, join(root, owner), root, dirname(root)]) await flushFolder(openFile, one);
  };
  const keepAt = (path: string, stored: StoredBlob) => async (owner: string) => {
    const home = folderOf(owner, stored.sha256);
    await mkdir(home, { recursive: true });
    await rename(path, join(home, stored.sha256));
    await flushPlace(owner, home);
    return stored;
  };
  const remove = async (owner: string, sha256: string) => rm(join(folderOf(owner, sha256), sha256), { force: true });
  const store = async (
    owner: string,
    source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<StoredBlob> => {
    if (!safeName.test(owner)) throw new Error('Not a blob name');
    await mkdir(join(root, owner), { recursive: true });
    const temporary = join(root, owner, `.${randomUUID()}`);
    const hash = createHash('sha256');
    let size = 0;
    const file = await open(temporary, 'wx', 0o600);
    try {
      for await (const chunk of source) {
        hash.update(chunk);
        size += chunk.byteLength;
        await file.writeFile(chunk);
      }
      await file.sync();
    } catch (error) {
      await file.close();
      await unlink(temporary).catch(() => undefined);
      throw error;
    }
    await file.close();
    const sha256 = hash.digest('hex');
    const folder = folderOf(owner, sha256);
    await mkdir(folder, { recursive: true });
    await rename(temporary, join(folder, sha256));
    await flushPlace(owner, folder);
    return { sha256, size };
  };
  return {
    async put(owner, bytes) {
      return store(owner, [bytes]);
    },
    putStream: store,
    async receive(chunks, limit) {
      ready ??= prepare();
      await ready;
      const path = join(arriving, randomUUID());
      try {
        const written = await writeAll(openFile, path, chunks, limit);
        if (typeof written !== 'string') return { ...written, path, keep: keepAt(path, written), discard };
        await discard();
        return written;
      } catch (error) {
        await discard();
        throw error;
      }
      async function discard() {
        await rm(path, { force: true });
      }
    },
    async open(owner, sha256) {
      const path = join(folderOf(owner, sha256), sha256);
      const found = await stat(path).catch(() => undefined);
      if (!found) return undefined;
      return { stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, size: found.size };
    },
    remove,
    async removeUnlessNew(owner, sha256, since) {
      const found = await stat(join(folderOf(owner, sha256), sha256)).catch(() => undefined);
      if (found && found.mtime >= since) return false;
      await remove(owner, sha256);
      return true;
    },
    async removeOlder(owner, before) {
      if (!safeName.test(owner)) throw new Error('Not a blob name');
      const entries = await readdir(join(root, owner), { recursive: true, withFileTypes: true }).catch(() => []);
      let removed = 0;
      for (const entry of entries.filter((one) => one.isFile())) {
        const path = join(entry.parentPath, entry.name);
        const { mtime } = await stat(path).catch(() => ({ mtime: before }));
        if (mtime >= before) continue;
        await rm(path, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

async function flushFolder(openFile: typeof open, folder: string): Promise<void> {
  const directory = await openFile(folder, 'r');
  await directory.sync();
  await directory.close();
}

/** Disk full, or the account's share of it. */
const isNoRoom = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Reads a stream to its end into a flushed file. After the first reason not to keep it, the rest is read and dropped. */
async function writeAll(
  openFile: typeof open,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<StoredBlob | NotReceived> {
  const hash = createHash('sha256');
  let size = 0;
  let refused: NotReceived | undefined;
  let file: FileHandle | undefined;
  /** Runs a step on the disk; a full one is a reason, anything else an error. */
  const step = async (work: () => Promise<unknown>) => {
    if (refused !== undefined) return;
    try {
      await work();
    } catch (error) {
      if (!isNoRoom(error)) throw error;
      refused = 'no-room';
    }
  };
  try {
    await step(async () => {
      file = await openFile(path, 'wx', 0o600);
    });
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > limit) refused ??= 'too-large';
      await step(async () => {
        hash.update(chunk);
        await file?.writeFile(chunk);
      });
    }
    await step(async () => file?.sync());
  } finally {
    await file?.close().catch(() => undefined);
  }
  return refused ?? { sha256: hash.digest('hex'), size };
}

/** Temporary files of a process that died; those of another one at work are younger. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < Date.now() - abandonedAfter) await rm(path, { force: true });
  }
}
