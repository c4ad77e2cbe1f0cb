import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface HonestProvider {
  readonly issuer: string;
  /** Registers the portal; its secret is given at the start. */
  register(client: { readonly id: string; readonly redirect: string }): void;
  /** Whoever comes from now on is this account. */
  signsIn(account: string): void;
  /** A browser that goes there and signs in as somebody: gives the address it is sent back to. */
  visit(address: string, account: string): Promise<URL>;
  close(): Promise<void>;
}

/** A certified OpenID provider (`oidc-provider`) on loopback, whose sign-in page believes whoever comes. */
export async function startHonestProvider(clientSecret: string): Promise<HonestProvider> {
  let provider: Provider | undefined;
  let account = '';
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/'))
      void provider?.interactionFinished(request, response, { login: { accountId: account } });
    else provider?.callback()(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    issuer,
    register({ id, redirect }) {
      const made: Provider = new Provider(issuer, {
        clients: [
          {
            client_id: id,
            client_secret: clientSecret,
            redirect_uris: [redirect],
            response_types: ['code'],
            grant_types: ['authorization_code'],
            token_endpoint_auth_method: 'client_secret_post',
          },
        ],
        jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', alg: 'RS256' }] },
        adapter: keptInMemory(),
        ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, AuthorizationCode: 60, IdToken: 600 },
        cookies: { keys: ['a key for the cookies of a test'] },
        pkce: { required: () => true },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
        findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
        // Nobody is asked whether the portal may know them.
        loadExistingGrant: async ({ oidc }: { oidc: { session: { accountId: string } } }) => {
          const grant = new made.Grant({ clientId: id, accountId: oidc.session.accountId });
          grant.addOIDCScope('openid');
          await grant.save();
          return grant;
        },
      });
      provider = made;
    },
    signsIn(somebody) {
      account = somebody;
    },
    async visit(address, somebody) {
      account = somebody;
      const cookies = new Map<string, string>();
      let url = new URL(address);
      while (url.origin === issuer) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const next = response.headers.get('location');
        if (next === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
        url = new URL(next, url);
      }
      return url;
    },
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

type Kept = Record<string, unknown>;

/** What the provider keeps, in memory: its own for that says on the console that it is not for production. */
function keptInMemory() {
  const kept = new Map<string, Kept>();
  return class {
    readonly #kind: string;
    constructor(kind: string) {
      this.#kind = kind;
    }
    #key(id: string): string {
      return `${this.#kind}:${id}`;
    }
    async upsert(id: string, payload: Kept): Promise<void> {
      kept.set(this.#key(id), payload);
    }
    async find(id: string): Promise<Kept | undefined> {
      return kept.get(this.#key(id));
    }
    async findByUid(uid: string): Promise<Kept | undefined> {
      return [...kept].find(([key, one]) => key.startsWith(`${this.#kind}:`) && one.uid === uid)?.[1];
    }
    async consume(id: string): Promise<void> {
      const one = kept.get(this.#key(id));
      if (one) one.consumed = Math.floor(Date.now() / 1000);
    }
    async destroy(id: string): Promise<void> {
      kept.delete(this.#key(id));
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, one] of kept) if (one.grantId === grantId) kept.delete(key);
    }
  };
}
