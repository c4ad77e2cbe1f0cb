import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** The bytes of a file in pieces; closes it also when the reader leaves early. */
export async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: 64 * 1024 });
}

/** The first so many bytes of a file, fewer where it is shorter. */
export async function headOf(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The places in `marks` of those that stand anywhere in the file. */
export async function findInFile(path: string, marks: readonly Buffer[]): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  const longest = Math.max(...marks.map(({ byteLength }) => byteLength));
  let tail = Buffer.alloc(0);
  for await (const chunk of chunksOf(path)) {
    // A mark may begin at the end of one piece and go on in the next.
    const bytes = Buffer.concat([tail, chunk]);
    for (const [place, mark] of marks.entries()) if (!found.has(place) && bytes.includes(mark)) found.add(place);
    if (found.size === marks.length) break;
    tail = bytes.subarray(Math.max(0, bytes.byteLength - longest + 1));
  }
  return found;
}
