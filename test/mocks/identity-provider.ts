import {
  createHash,
  createHmac,
  constants as cryptoConstants,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Record<string, unknown>;

/** How a token is signed; `honest` is RS256 with the published key. */
export type Signing =
  | 'honest'
  | 'unsigned'
  | 'unsigned-in-capitals'
  | 'signature-cut-off'
  | 'changed-after-signing'
  | 'another-key-by-the-same-name'
  | 'a-key-that-is-not-published'
  | 'the-secret-of-the-client'
  | 'the-public-key-as-secret'
  | 'another-algorithm'
  | 'an-unknown-critical-header';

/** What the provider does otherwise than an honest one. Each is given what an honest one would say. */
export interface Tricks {
  readonly metadata?: (honest: Claims) => Claims;
  readonly keys?: (honest: Claims[]) => Claims[];
  readonly claims?: (honest: Claims) => Claims;
  readonly signing?: Signing;
  /** In place of the answer of the token endpoint. */
  readonly answer?: (honest: Claims) => { readonly status?: number; readonly body: string; readonly location?: string };
  /** In place of the whole discovery document, piece by piece for ever. */
  readonly endlessDiscovery?: boolean;
  /** Changes the address to which the browser is sent back. */
  readonly callback?: (honest: URL) => URL;
  /** Who is signed in there. */
  readonly subject?: string;
}

interface Code {
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly redirect: string;
}

export const clientId = 'line-of-sight';
export const clientSecret = 'secret-of-the-client-at-the-provider';
const keyName = 'key-1';
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64url');
const makeKeys = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength });
// Made once: they cost more than all that is done with them.
const published = makeKeys();
const others = makeKeys();

/**
 * An OpenID provider on loopback that can lie at every step. Without tricks it keeps the rules: a code works once, for the
 * address and the proof that it was asked with, and for the client that knows the secret.
 */
export class IdentityProvider {
  tricks: Tricks = {};
  /** What an honest clock says, in seconds; follows the portal's. */
  now: () => number;
  readonly #server: Server;
  readonly #codes = new Map<string, Code>();

  private constructor(now: () => number) {
    this.now = now;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(now: () => number): Promise<IdentityProvider> {
    const provider = new IdentityProvider(now);
    await new Promise<void>((listening) => provider.#server.listen(0, '127.0.0.1', listening));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(() => closed()));
  }

  /** What a browser does that is sent there and signs in: gives the address to which it is sent back. */
  visit(address: string): URL {
    const asked = new URL(address).searchParams;
    const code = randomBytes(16).toString('hex');
    const redirect = asked.get('redirect_uri') ?? '';
    this.#codes.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), redirect });
    const back = new URL(redirect);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    return this.tricks.callback?.(back) ?? back;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.issuer).pathname;
    const json = (body: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (path === '/.well-known/openid-configuration') {
      if (this.tricks.endlessDiscovery) return endless(response);
      return json(this.tricks.metadata?.(this.#metadata()) ?? this.#metadata());
    }
    if (path === '/keys') {
      const honest = [publicKey(published.publicKey)];
      return json({ keys: this.tricks.keys?.(honest) ?? honest });
    }
    if (path !== '/token') return json({}, 404);
    const form = new URLSearchParams(await bodyOf(request));
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const proof = base64(
      createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest(),
    );
    const fits = code && form.get('redirect_uri') === code.redirect && proof === code.challenge;
    if (!fits || form.get('client_secret') !== clientSecret) return json({ error: 'invalid_grant' }, 400);
    const honest = this.#tokens(code);
    const other = this.tricks.answer?.(honest);
    if (!other) return json(honest);
    response.writeHead(other.status ?? 200, {
      'content-type': 'application/json',
      ...(other.location === undefined ? {} : { location: other.location }),
    });
    response.end(other.body);
  }

  #metadata(): Claims {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  #tokens({ nonce }: Code): Claims {
    const now = this.now();
    const honest: Claims = {
      iss: this.issuer,
      sub: this.tricks.subject ?? 'subject-of-kim',
      aud: clientId,
      iat: now,
      exp: now + 300,
      auth_time: now,
      ...(nonce === null ? {} : { nonce }),
    };
    const claims = this.tricks.claims?.(honest) ?? honest;
    return {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: signed(claims, this.tricks.signing ?? 'honest'),
    };
  }
}

function signed(claims: Claims, how: Signing): string {
  const token = (header: Claims, signature: (text: string) => Buffer, body = claims) => {
    const text = `${base64(JSON.stringify(header))}.${base64(JSON.stringify(body))}`;
    return `${text}.${base64(signature(text))}`;
  };
  const rs256 = (key: KeyObject) => (text: string) => sign('sha256', Buffer.from(text), key);
  const hs256 = (secret: string | Buffer) => (text: string) => createHmac('sha256', secret).update(text).digest();
  const honest = { alg: 'RS256', kid: keyName };
  switch (how) {
    case 'unsigned':
      return token({ alg: 'none' }, () => Buffer.alloc(0));
    case 'unsigned-in-capitals':
      return token({ alg: 'NONE' }, () => Buffer.alloc(0));
    case 'signature-cut-off':
      return token(honest, () => Buffer.alloc(0));
    case 'changed-after-signing': {
      const [header, , signature] = token(honest, rs256(published.privateKey), { ...claims, sub: 'somebody' }).split(
        '.',
      );
      return [header, base64(JSON.stringify(claims)), signature].join('.');
    }
    case 'another-key-by-the-same-name':
      return token(honest, rs256(others.privateKey));
    case 'a-key-that-is-not-published':
      return token({ alg: 'RS256', kid: 'key-2' }, rs256(others.privateKey));
    case 'the-secret-of-the-client':
      return token({ alg: 'HS256', kid: keyName }, hs256(clientSecret));
    case 'the-public-key-as-secret':
      return token(
        { alg: 'HS256', kid: keyName },
        hs256(published.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
      );
    case 'another-algorithm':
      return token({ alg: 'PS256', kid: keyName }, (text) =>
        sign('sha256', Buffer.from(text), {
          key: published.privateKey,
          padding: cryptoConstants.RSA_PKCS1_PSS_PADDING,
          saltLength: 32,
        }),
      );
    case 'an-unknown-critical-header':
      return token({ ...honest, crit: ['unknown'], unknown: true }, rs256(published.privateKey));
    default:
      return token(honest, rs256(published.privateKey));
  }
}

const publicKey = (key: KeyObject): Claims => ({
  ...key.export({ format: 'jwk' }),
  kid: keyName,
  use: 'sig',
  alg: 'RS256',
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** White space without an end; stops when nobody reads any more. */
function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const spaces = Buffer.alloc(64 * 1024, ' ');
  const more = () => {
    while (!response.destroyed && response.write(spaces));
  };
  response.on('drain', more);
  more();
}
