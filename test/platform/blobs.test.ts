import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BlobStore, createDiskBlobStore } from '../../app/platform/blobs.server.ts';

let root: string;
let blobs: BlobStore;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'los-blobs-'));
  blobs = createDiskBlobStore(root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const bytes = new TextEncoder().encode('name,kind');
async function holds(owner: string, sha256: string): Promise<boolean> {
  const found = await blobs.open(owner, sha256);
  await found?.stream.cancel();
  return found !== undefined;
}

it('a file is deleted for one owner and stays for another that has the same bytes', async () => {
  const { sha256 } = await blobs.put('import-one', bytes);
  await blobs.put('two', bytes);
  await blobs.remove('import-one', sha256);
  await blobs.remove('import-one', sha256);
  expect([await holds('import-one', sha256), await holds('two', sha256)]).toEqual([false, true]);
  await expect(blobs.remove('../two', sha256)).rejects.toThrow('Not a blob name');
});

it('what an owner has not touched for long is deleted, and nothing of anybody else', async () => {
  const { sha256 } = await blobs.put('import-one', bytes);
  const fresh = await blobs.put('import-one', new TextEncoder().encode('another'));
  await blobs.put('two', bytes);
  const long = new Date(Date.now() - 90_000_000);
  for (const owner of ['import-one', 'two']) utimesSync(join(root, owner, sha256.slice(0, 2), sha256), long, long);
  expect(await blobs.removeOlder('import-one', new Date(Date.now() - 86_400_000))).toBe(1);
  expect(await blobs.removeOlder('import-none', new Date())).toBe(0);
  expect(
    await Promise.all([holds('import-one', sha256), holds('import-one', fresh.sha256), holds('two', sha256)]),
  ).toEqual([false, true, true]);
});
