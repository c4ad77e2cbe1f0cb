import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url');

/** Just enough CBOR for what an authenticator says: numbers, texts, bytes and maps. */
function cbor(value: number | string | Buffer | ReadonlyMap<number | string, unknown>): Buffer {
  const head = (kind: number, count: number) =>
    count < 24
      ? Buffer.from([(kind << 5) | count])
      : count < 256
        ? Buffer.from([(kind << 5) | 24, count])
        : Buffer.from([(kind << 5) | 25, count >> 8, count & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const parts = [...value].flatMap(([key, one]) => [cbor(key), cbor(one as Parameters<typeof cbor>[0])]);
  return Buffer.concat([head(5, value.size), ...parts]);
}

interface Lies {
  readonly origin?: string;
  readonly host?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Nobody unlocked it. */
  readonly locked?: boolean;
  readonly key?: KeyObject;
}

/** A passkey in the hands of a test: makes what a browser would post, and can lie. */
export class TestPasskey {
  readonly id = randomBytes(16);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #counter = 0;
  readonly #personId: string;

  constructor(personId: string) {
    this.#personId = personId;
  }

  #authenticatorData({ host = 'localhost', counter, locked }: Lies, attested?: Buffer): Buffer {
    this.#counter = counter ?? this.#counter + 1;
    // Somebody was there, and unlocked it; backed up and in several places; with the new key, where there is one.
    const flags = 0x01 | (locked ? 0 : 0x04) | 0x18 | (attested ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#counter);
    return Buffer.concat([sha256(host), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  }

  #said(type: string, challenge: string, { origin = 'http://localhost:3000', challenge: other }: Lies): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge: other ?? challenge, origin, crossOrigin: false }));
  }

  /** The answer to the options for a new passkey. */
  register(challenge: string, lies: Lies = {}): string {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const key = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, key]);
    const authData = this.#authenticatorData(lies, attested);
    const attestation = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return JSON.stringify({
      id: base64(this.id),
      rawId: base64(this.id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64(this.#said('webauthn.create', challenge, lies)),
        attestationObject: base64(attestation),
        transports: ['internal'],
      },
    });
  }

  /** The answer to the options for signing in or confirming. */
  use(challenge: string, lies: Lies = {}): string {
    const authenticatorData = this.#authenticatorData(lies);
    const said = this.#said('webauthn.get', challenge, lies);
    const signature = sign(
      'sha256',
      Buffer.concat([authenticatorData, sha256(said)]),
      lies.key ?? this.#keys.privateKey,
    );
    return JSON.stringify({
      id: base64(this.id),
      rawId: base64(this.id),
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: base64(said),
        authenticatorData: base64(authenticatorData),
        signature: base64(signature),
        userHandle: base64(lies.userHandle ?? this.#personId),
      },
    });
  }
}

export const anotherKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
