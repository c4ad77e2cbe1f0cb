/**
 * The way out. Every connection that the portal itself opens to another server goes through here or through one of the few
 * modules that `test/architecture/outgoing.test.ts` names; each goes to a host of the configuration and to no other.
 */
import { lookup as resolve } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import axios, { type AxiosInstance } from 'axios';

/** A place that the configuration names. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** A connection that was not made, because the configuration does not name where it would have gone. */
export class NotConfigured extends Error {
  constructor(host: string, why: string) {
    super(`No connection to ${host}: ${why}`);
    this.name = 'NotConfigured';
  }
}

/** Networks that are not the internet: this machine, private and link-local ones, and what is reserved. */
const inside = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Whether an address is not of the internet; an IPv4 address written as IPv6 is looked at as what it is. */
export function isInside(address: string): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  return family === 0 || inside.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

const isMeantInside = (host: string): boolean => host === 'localhost' || (isIP(host) !== 0 && isInside(host));

const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

/** Where a URL leads, with the port that its scheme stands for. */
export function destinationOf(address: string | URL): Destination {
  const { hostname, port, protocol } = new URL(address);
  return { host: bare(hostname), port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}

/**
 * Whether the configuration names a host and port.
 *
 * @param allowed the places that it names
 */
export const allowedHost = (allowed: readonly Destination[], { host, port }: Destination): boolean =>
  allowed.some((one) => bare(one.host) === bare(host) && one.port === port);

/** Where a name leads, as all its addresses. */
export type Resolver = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveAll: Resolver = (host) => resolve(host, { all: true });

/**
 * A client that reaches the allowed places alone: over https, or http to an address that is itself inside; never through a
 * redirect, never by a proxy that the environment names. A name that leads to an inside address is refused, unless the
 * configuration names such an address itself: so a name that somebody else holds cannot be turned towards our own network.
 */
export function createOutgoing(
  allowed: readonly Destination[],
  { timeout = 20_000, resolver = resolveAll }: { readonly timeout?: number; readonly resolver?: Resolver } = {},
): AxiosInstance {
  const client = axios.create({
    timeout,
    maxRedirects: 0,
    proxy: false,
    lookup: async (host: string) => {
      const found = await resolver(host);
      const [first] = found;
      if (!first) throw new NotConfigured(host, 'it has no address');
      if (!isMeantInside(host) && found.some(({ address }) => isInside(address)))
        throw new NotConfigured(host, 'its name leads into a private network');
      return [first.address, first.family === 6 ? 6 : 4];
    },
  });
  client.interceptors.request.use((request) => {
    const url = new URL(client.getUri({ ...request, params: undefined }));
    const place = destinationOf(url);
    if (!allowedHost(allowed, place)) throw new NotConfigured(place.host, 'the configuration does not name it');
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isMeantInside(place.host)))
      throw new NotConfigured(place.host, 'it must be reached over https');
    return request;
  });
  return client;
}

/**
 * `fetch` with the same rules, for libraries that take one (single sign-on). A redirect comes back as it is, to be refused.
 */
export function createOutgoingFetch(...parts: Parameters<typeof createOutgoing>): typeof fetch {
  const client = createOutgoing(...parts);
  return async (input, init) => {
    const request = new Request(input, init);
    const { status, headers, data } = await client.request<ArrayBuffer>({
      url: request.url,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      ...(request.body ? { data: Buffer.from(await request.arrayBuffer()) } : {}),
      responseType: 'arraybuffer',
      signal: request.signal,
      validateStatus: () => true,
    });
    const empty = status === 204 || status === 304 || request.method === 'HEAD';
    return new Response(empty ? null : data, {
      status,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
      ),
    });
  };
}
