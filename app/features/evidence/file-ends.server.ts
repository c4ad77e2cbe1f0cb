import { open } from 'node:fs/promises';

const broken = 'This picture is damaged or cut off: save it again with the program that made it, and add that';
const twofold = 'This file is two files in one: save it again with the program that made it, and add that';

/**
 * Whether a picture is there to its end and ends there; what is wrong in words for the person. A second file behind a picture is how
 * one kind is brought in as another.
 */
export async function problemInPicture(path: string, extension: string): Promise<string | undefined> {
  const { head, tail, size } = await endsOf(path);
  if (holdsMarkup(head) || tail.includes(Buffer.from('PK\x05\x06', 'latin1'))) return twofold;
  switch (extension) {
    case 'png':
      return tail.subarray(-8).equals(Buffer.from('49454e44ae426082', 'hex')) ? undefined : broken;
    case 'gif':
      return tail.at(-1) === 0x3b ? undefined : broken;
    case 'jpg':
      return tail.lastIndexOf(Buffer.from([0xff, 0xd9])) >= 0 ? undefined : broken;
    case 'webp':
      return Math.abs(head.readUInt32LE(4) + 8 - size) <= 1 ? undefined : broken;
    case 'tif':
      return hasDirectory(head, size) ? undefined : broken;
    default:
      return undefined;
  }
}

/** Browsers of old looked for markup in the first bytes of pictures. */
const holdsMarkup = (head: Buffer): boolean =>
  /<(script|html|svg|iframe|\?php|!doctype)[\s>]/i.test(head.subarray(0, 1024).toString('latin1'));

function hasDirectory(head: Buffer, size: number): boolean {
  const little = head.subarray(0, 2).toString('latin1') === 'II';
  const at = little ? head.readUInt32LE(4) : head.readUInt32BE(4);
  return at >= 8 && at + 2 <= size;
}

async function endsOf(path: string): Promise<{ head: Buffer; tail: Buffer; size: number }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const ends = Math.min(size, 66_000);
    const head = Buffer.alloc(Math.max(ends, 16));
    const tail = Buffer.alloc(ends);
    await file.read(head, 0, ends, 0);
    await file.read(tail, 0, ends, size - ends);
    return { head, tail, size };
  } finally {
    await file.close();
  }
}
