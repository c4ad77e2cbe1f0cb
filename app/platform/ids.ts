import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new identifier: 26 characters that sort by time of making (48 bits of time, 80 of chance). */
export function makeId(now: Date, random: Uint8Array = randomBytes(10)): string {
  let id = '';
  let time = now.getTime();
  for (let position = 0; position < 10; position++) {
    id = alphabet[time % 32] + id;
    time = Math.floor(time / 32);
  }
  let bits = 0;
  let held = 0;
  for (const byte of random) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return id;
}

const referenceAlphabet = '23456789BCDFGHJKMNPQRSTVWXZ';

/** A reference a person can read over the telephone, such as `S11-7K3M-Q2WD`: no vowels, no look-alikes. */
export function makeReference(prefix: string, random: Uint8Array = randomBytes(8)): string {
  const letters = [...random].map((byte) => referenceAlphabet[byte % referenceAlphabet.length]).join('');
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4, 8)}`;
}

/** A secret of 256 bits for a link or a session, and nothing that reveals it is stored: see `hashToken`. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
