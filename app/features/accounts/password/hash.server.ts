import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { notNow } from '../../../platform/refusals.ts';

/** Argon2id: 19 MiB, two passes, one lane, as OWASP's password storage cheat sheet has it (decision 0042). */
const parameters = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;
const saltLength = 16;
/** Each takes 19 MiB and a core: so many at once, and so many more may wait. */
const atOnce = 2;
const mostWaiting = 20;

const derive = promisify(argon2);
let running = 0;
const waiting: (() => void)[] = [];

/** A password's hash with its parameters, as it is kept: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength);
  const { memory, passes, parallelism } = parameters;
  const hash = await inTurn(password, salt, parameters);
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/**
 * Whether a password is the one that was hashed. Without a hash it takes as long and is false, so that nobody learns from
 * the time who has a password.
 */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(kept ?? '');
  if (!found) {
    await inTurn(password, Buffer.alloc(saltLength), parameters);
    return false;
  }
  const [, memory, passes, parallelism, salt = '', hash = ''] = found;
  const asked = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const given = await inTurn(password, Buffer.from(salt, 'base64url'), asked);
  const expected = Buffer.from(hash, 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function inTurn(
  password: string,
  nonce: Buffer,
  asked: { readonly memory: number; readonly passes: number; readonly parallelism: number },
): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= mostWaiting) throw notNow('Too many people are signing in just now. Try again in a minute.');
    await new Promise<void>((mine) => waiting.push(mine));
  } else running += 1;
  try {
    return await derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...asked });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
