import { createHmac, randomBytes, randomInt } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Makes identifiers of 26 characters that sort by the order of their making: 48 bits of time, 80 of chance. Within one
 * millisecond of one process the chance part counts up, so that order holds there too.
 */
export function createIdMaker(random: () => Uint8Array = () => randomBytes(10)): (now: Date) => string {
  let lastTime = Number.NaN;
  let chance = 0n;
  return (now) => {
    const time = now.getTime();
    chance = time === lastTime ? chance + 1n : BigInt(`0x${Buffer.from(random()).toString('hex')}`) >> 1n;
    lastTime = time;
    return base32(BigInt(time), 10) + base32(chance, 16);
  };
}

function base32(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = alphabet[Number(rest & 31n)] + text;
  return text;
}

const referenceAlphabet = '23456789BCDFGHJKMNPQRSTVWXZ';

/** A reference a person can read over the telephone, such as `S11-7K3M-Q2WD`: no vowels, no look-alikes. */
export function makeReference(prefix: string, random: Uint8Array = randomBytes(8)): string {
  const letters = [...random].map((byte) => referenceAlphabet[byte % referenceAlphabet.length]).join('');
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4, 8)}`;
}

/** A code on a print, such as `7K3M-Q2WD-H9XB`: in the letters of a reference, and not to be guessed. */
export const makeDocumentCode = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => referenceAlphabet[randomInt(referenceAlphabet.length)]).join(''),
  ).join('-');

/** A secret of 256 bits for a link or a session, and nothing that reveals it is stored: see `hashToken`. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

/** A code of so many digits to type in, each value as likely as any other; keep it for minutes, and few tries. */
export const makeCode = (digits: number): string => String(randomInt(10 ** digits)).padStart(digits, '0');

/** What the database keeps of a token: useless without the token, and not to be tested against without our secret. */
export const hashToken = (token: string, secret: string): string =>
  createHmac('sha256', secret).update(token).digest('hex');
