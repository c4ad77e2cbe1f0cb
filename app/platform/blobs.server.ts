import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

export interface StoredBlob {
  readonly sha256: string;
  readonly size: number;
}

/** Files by content, inside their owner: the same bytes stored twice by one owner are one file. */
export interface BlobStore {
  /** Durable when it resolves: temporary file, flush, rename, flush of the folder. */
  put(owner: string, bytes: Uint8Array): Promise<StoredBlob>;
  /** As `put`, for what is too large to hold: nothing is kept when the source fails before its end. */
  putStream(owner: string, source: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** A stream of the bytes, or undefined when the owner has no such file. */
  open(owner: string, sha256: string): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | undefined>;
  /**
   * Deletes a file of one owner; the same bytes of another owner stay. Only for owners whose files nothing in the
   * database rests on: a record that names a file by its hash must always find it.
   */
  remove(owner: string, sha256: string): Promise<void>;
  /** Deletes what the owner was last given before an instant. Gives the number of files. The same warning holds. */
  removeOlder(owner: string, before: Date): Promise<number>;
}

const safeName = /^[a-z0-9-]{1,64}$/;

/** Blobs as files under one folder. Refuses owners and hashes that are not plain names. */
export function createDiskBlobStore(root: string): BlobStore {
  const folderOf = (owner: string, sha256: string) => {
    if (!safeName.test(owner) || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a blob name');
    return join(root, owner, sha256.slice(0, 2));
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
    const directory = await open(folder, 'r');
    await directory.sync();
    await directory.close();
    return { sha256, size };
  };
  return {
    async put(owner, bytes) {
      return store(owner, [bytes]);
    },
    putStream: store,
    async open(owner, sha256) {
      const path = join(folderOf(owner, sha256), sha256);
      const found = await stat(path).catch(() => undefined);
      if (!found) return undefined;
      return { stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, size: found.size };
    },
    remove,
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
