import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('bytes that arrive', () => {
  async function* pieces(count: number, fail?: Error): AsyncGenerator<Uint8Array> {
    for (let number = 0; number < count; number++) yield bytes;
    if (fail) throw fail;
  }
  const left = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

  it('belong to nobody until they are kept, and are then read back whole', async () => {
    const received = await blobs.receive(pieces(3), 100);
    if (typeof received === 'string') throw new Error(received);
    expect(await holds('two', received.sha256)).toBe(false);
    expect(await received.keep('two')).toMatchObject({ size: bytes.byteLength * 3 });
    await received.discard();
    const kept = await blobs.open('two', received.sha256);
    expect(await new Response(kept?.stream).text()).toBe('name,kind'.repeat(3));
    expect(left()).toHaveLength(1);
  });

  it('are kept when every new folder on the way to them is on disk, up to the one that was there before', async () => {
    const flushed: string[] = [];
    const watched = createDiskBlobStore(root, async (...place) => {
      const file = await open(...place);
      const sync = file.sync.bind(file);
      file.sync = async () => {
        await sync();
        flushed.push(String(place[0]));
      };
      return file;
    });
    const received = await watched.receive(pieces(1), 100);
    if (typeof received === 'string') throw new Error(received);
    const { sha256 } = await received.keep('two');
    const folders = [join(root, 'two', sha256.slice(0, 2)), join(root, 'two'), root, dirname(root)];
    expect(flushed).toEqual([received.path, ...folders]);
    await watched.put('three', bytes);
    expect(flushed).toContain(join(root, 'three'));
  });

  it('leave nothing behind when they are too many, break off or are not wanted', async () => {
    expect(await blobs.receive(pieces(3), 26)).toBe('too-large');
    await expect(blobs.receive(pieces(2, new Error('broken off')), 100)).rejects.toThrow('broken off');
    const received = await blobs.receive(pieces(1), 100);
    if (typeof received !== 'string') await received.discard();
    expect(left()).toEqual([]);
  });

  it.each(['opening', 'writing', 'flushing'])('leave nothing behind on a disk that is full when %s', async (when) => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const onFullDisk = createDiskBlobStore(root, async (...place) => {
      if (when === 'opening') throw full;
      const file = await open(...place);
      if (when === 'writing') file.writeFile = () => Promise.reject(full);
      else file.sync = () => Promise.reject(full);
      return file;
    });
    let read = 0;
    async function* counted() {
      for await (const piece of pieces(4)) {
        read++;
        yield piece;
      }
    }
    expect(await onFullDisk.receive(counted(), 100)).toBe('no-room');
    expect(read).toBe(4);
    expect(left()).toEqual([]);
  });

  it('of a process that died are swept away after a day', async () => {
    mkdirSync(join(root, '.arriving'));
    for (const [name, age] of [
      ['old', 90_000_000],
      ['young', 60_000],
    ] as const) {
      writeFileSync(join(root, '.arriving', name), 'half');
      const at = new Date(Date.now() - age);
      utimesSync(join(root, '.arriving', name), at, at);
    }
    const received = await blobs.receive(pieces(1), 100);
    if (typeof received !== 'string') await received.discard();
    expect(left().map(({ name }) => name)).toEqual(['young']);
  });
});
