import { type BlockList, isIP, SocketAddress } from 'node:net';

/**
 * Where a request comes from. `X-Forwarded-For` counts only as far as our own proxies wrote it: it is read from its end, and
 * the first address that is none of theirs is the caller's. What stands before that is whatever the caller says.
 *
 * @param peer the address at the other end of the connection
 */
export function clientAddress(peer: string, forwarded: string | null, trusted: BlockList): string {
  let address = plainAddress(peer);
  for (const named of (forwarded ?? '').split(',').reverse()) {
    if (!isTrusted(address, trusted)) break;
    const next = plainAddress(named.trim());
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}

const isTrusted = (address: string, trusted: BlockList): boolean => {
  const family = isIP(address);
  return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

/** IPv4 as IPv4 also where it arrives as IPv6; without brackets and without a port behind IPv4. */
function plainAddress(address: string): string {
  const bare = address.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return bare.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

/** What is counted together: an IPv4 address, and the network of an IPv6 one (/64), of which one household has all. */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const { address: tidy } = new SocketAddress({ address: address.replace(/%.*$/, ''), family: 'ipv6' });
  const [head = '', tail = ''] = tidy.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = tidy.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left;
  return groups.slice(0, 4).join(':');
}
