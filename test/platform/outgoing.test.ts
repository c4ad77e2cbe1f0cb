import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allowedHost,
  createOutgoing,
  createOutgoingFetch,
  destinationOf,
  isInside,
} from '../../app/platform/outgoing.server.ts';

let here: Server;
let elsewhere: Server;
let hereAt = '';
let elsewhereAt = '';
const asked: string[] = [];

beforeAll(async () => {
  const listening = async (answer: Parameters<typeof createServer>[1]) => {
    const server = createServer(answer as never);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return { server, at: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
  };
  ({ server: elsewhere, at: elsewhereAt } = await listening((request, response) => {
    asked.push(`elsewhere ${request.url}`);
    response.end('secret');
  }));
  ({ server: here, at: hereAt } = await listening((request, response) => {
    asked.push(`here ${request.method} ${request.url} ${request.headers['x-test'] ?? ''}`);
    if (request.url === '/away') response.writeHead(302, { location: `${elsewhereAt}/taken` }).end();
    else request.pipe(response.writeHead(200, { 'content-type': 'text/plain' }));
  }));
});

afterAll(() => {
  for (const server of [here, elsewhere]) {
    server.close();
    server.closeAllConnections();
  }
});

describe('the way out', () => {
  it('leads to what the configuration names, with method, headers and body', async () => {
    const out = createOutgoingFetch([destinationOf(hereAt)]);
    const answered = await out(`${hereAt}/token`, { method: 'POST', body: 'code=1', headers: { 'x-test': 'yes' } });
    expect([answered.status, answered.headers.get('content-type'), await answered.text()]).toEqual([
      200,
      'text/plain',
      'code=1',
    ]);
    expect(asked.pop()).toBe('here POST /token yes');
  });

  it('leads to no other host or port, and follows no redirect to one', async () => {
    const out = createOutgoingFetch([destinationOf(hereAt)]);
    await expect(out(`${elsewhereAt}/`)).rejects.toThrow('the configuration does not name it');
    await expect(out('https://evil.example/')).rejects.toThrow('evil.example');
    await expect(out(hereAt.replace('127.0.0.1', 'localhost'))).rejects.toThrow('does not name it');
    const away = await out(`${hereAt}/away`);
    expect([away.status, away.headers.get('location')]).toEqual([302, `${elsewhereAt}/taken`]);
    await expect(createOutgoing([destinationOf(hereAt)]).get(`${hereAt}/away`)).rejects.toThrow('302');
    expect(asked.filter((one) => one.startsWith('elsewhere'))).toEqual([]);
  });

  it('is encrypted, but to this machine', async () => {
    const out = createOutgoingFetch([{ host: 'issuer.example.org', port: 80 }]);
    await expect(out('http://issuer.example.org/')).rejects.toThrow('over https');
  });

  it.each([['10.1.2.3'], ['127.0.0.1'], ['169.254.169.254'], ['::1'], ['fd00::1'], ['::ffff:192.168.1.1']])(
    'refuses a name that somebody has turned to %s',
    async (address) => {
      const allowed = [{ host: 'issuer.example.org', port: 443 }];
      const resolver = async () => [
        { address: '93.184.216.34', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ];
      await expect(createOutgoingFetch(allowed, { resolver })('https://issuer.example.org/')).rejects.toThrow(
        'leads into a private network',
      );
    },
  );

  it('tells inside from outside addresses, and compares hosts as names are compared', () => {
    expect(['8.8.8.8', '2a00:1450::1', '172.32.0.1'].filter(isInside)).toEqual([]);
    expect(
      ['100.64.0.1', '172.31.255.255', 'fe80::1', '0.0.0.0', 'no address'].filter((one) => !isInside(one)),
    ).toEqual([]);
    const allowed = [destinationOf('https://Login.Example.org')];
    expect(allowedHost(allowed, destinationOf('https://login.example.org:443/x'))).toBe(true);
    expect(allowedHost(allowed, destinationOf('https://login.example.org:8443'))).toBe(false);
    expect(allowedHost(allowed, destinationOf('https://login.example.org.evil.example'))).toBe(false);
    expect(destinationOf('https://[::1]:8443/')).toEqual({ host: '::1', port: 8443 });
  });
});
