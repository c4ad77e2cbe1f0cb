import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat, unlink } from 'node:fs/promises';
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
  /** A stream of the bytes, or undefined when the owner has no such file. */
  open(owner: string, sha256: string): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | undefined>;
}

const safeName = /^[a-z0-9-]{1,64}$/;

/** Blobs as files under one folder. Refuses owners and hashes that are not plain names. */
export function createDiskBlobStore(root: string): BlobStore {
  const folderOf = (owner: string, sha256: string) => {
    if (!safeName.test(owner) || !/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a blob name');
    return join(root, owner, sha256.slice(0, 2));
  };
  return {
    async put(owner, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const folder = folderOf(owner, sha256);
      await mkdir(folder, { recursive: true });
      const temporary = join(folder, `.${randomUUID()}`);
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } catch (error) {
        await file.close();
        await unlink(temporary).catch(() => undefined);
        throw error;
      }
      await file.close();
      await rename(temporary, join(folder, sha256));
      const directory = await open(folder, 'r');
      await directory.sync();
      await directory.close();
      return { sha256, size: bytes.byteLength };
    },
    async open(owner, sha256) {
      const path = join(folderOf(owner, sha256), sha256);
      const found = await stat(path).catch(() => undefined);
      if (!found) return undefined;
      return { stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, size: found.size };
    },
  };
}
