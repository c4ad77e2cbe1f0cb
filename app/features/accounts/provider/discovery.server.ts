import * as openid from 'openid-client';
import type { DatabaseHandle } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { boundedFetch } from './bounded-fetch.server.ts';
import type { IdentityIssuer } from './issuers.server.ts';

/** What an issuer says of itself is asked again after this long. */
const knownMinutes = 60;
/** How long an issuer may take for one answer. */
const seconds = 8;

/** An issuer that cannot be used now. `reason` is for the operator's log. */
export class IssuerUnusable extends Error {
  readonly reason: 'no-secret' | 'unreachable' | 'wrong-metadata';
  constructor(reason: IssuerUnusable['reason'], cause?: unknown) {
    super(`The issuer cannot be used: ${reason}`, { cause });
    this.name = 'IssuerUnusable';
    this.reason = reason;
  }
}

interface Known {
  readonly metadata: openid.ServerMetadata;
  readonly askedAt: number;
  /** The issuer's keys as they were last fetched; the library asks again for one that it does not find here. */
  keys?: openid.ExportedJWKSCache;
}

const knownOf = new WeakMap<DatabaseHandle, Map<string, Known>>();

/**
 * The client for one issuer: its metadata from discovery, its keys, our secret. Signatures of identity tokens are checked
 * although the token comes over TLS, and http is for this machine alone, in embedded mode.
 */
export async function clientFor(portal: Portal, issuer: IdentityIssuer): Promise<openid.Configuration> {
  const secret = portal.config.clientSecrets.get(issuer.secretName);
  if (secret === undefined) throw new IssuerUnusable('no-secret');
  const insecure = isLoopback(issuer.issuer) && portal.config.mode === 'embedded';
  const { metadata, keys } = await knownMetadata(portal, issuer, insecure);
  const now = portal.clock.now().getTime();
  const client = new openid.Configuration(
    metadata,
    issuer.clientId,
    { [openid.clockSkew]: Math.round((now - Date.now()) / 1000), [openid.clockTolerance]: 30 },
    openid.ClientSecretPost(secret),
  );
  client.timeout = seconds;
  client[openid.customFetch] = boundedFetch;
  if (insecure) openid.allowInsecureRequests(client);
  openid.enableNonRepudiationChecks(client);
  if (keys) openid.setJwksCache(client, keys);
  return client;
}

/** Keeps the keys that a client fetched for the next one. */
export function rememberKeys(portal: Portal, issuer: IdentityIssuer, client: openid.Configuration): void {
  const known = knownOf.get(portal.database)?.get(issuer.id);
  const keys = openid.getJwksCache(client);
  if (known && keys) known.keys = keys;
}

async function knownMetadata(portal: Portal, issuer: IdentityIssuer, insecure: boolean): Promise<Known> {
  const ofPortal = knownOf.get(portal.database) ?? new Map<string, Known>();
  knownOf.set(portal.database, ofPortal);
  const now = portal.clock.now().getTime();
  const known = ofPortal.get(issuer.id);
  if (known && Math.abs(now - known.askedAt) < knownMinutes * 60_000) return known;
  const asked: Known = { metadata: await askMetadata(issuer, insecure), askedAt: now };
  ofPortal.set(issuer.id, asked);
  return asked;
}

async function askMetadata(issuer: IdentityIssuer, insecure: boolean): Promise<openid.ServerMetadata> {
  const metadata = await openid
    .discovery(new URL(issuer.issuer), issuer.clientId, undefined, openid.None(), {
      timeout: seconds,
      [openid.customFetch]: boundedFetch,
      execute: insecure ? [openid.allowInsecureRequests] : [],
    })
    .then((client) => client.serverMetadata())
    .catch((error: unknown) => {
      throw new IssuerUnusable('unreachable', error);
    });
  if (!isUsable(metadata, issuer.issuer, insecure)) throw new IssuerUnusable('wrong-metadata');
  return metadata;
}

/** The issuer is the one that was set up, letter by letter; its addresses are safe; it knows the proof we send. */
function isUsable(metadata: openid.ServerMetadata, issuer: string, insecure: boolean): boolean {
  const addresses = [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri];
  return (
    metadata.issuer === issuer &&
    addresses.every((address) => address !== undefined && isSafeAddress(address, insecure)) &&
    metadata.code_challenge_methods_supported?.includes('S256') !== false
  );
}

const isSafeAddress = (address: string, insecure: boolean): boolean =>
  URL.canParse(address) && (new URL(address).protocol === 'https:' || (insecure && isLoopback(address)));

export const isLoopback = (address: string): boolean =>
  URL.canParse(address) &&
  new URL(address).protocol === 'http:' &&
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
