import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { limitedPlaces, limitsOn } from '../../app/limits.server.ts';
import { addressKey, clientAddress } from '../../app/platform/client-address.server.ts';
import { limitNames, readLimits, readTrustedProxies, usualLimits } from '../../app/platform/limit-settings.server.ts';
import { createRateLimits } from '../../app/platform/rate-limits.server.ts';
import { waitInWords } from '../../app/platform/too-many.ts';
import routes from '../../app/routes.ts';
import { describeEachDatabase } from '../setup/each-database.ts';

const read = (text: string) => {
  const problems: string[] = [];
  return { limits: readLimits(text, problems), problems };
};

describe('the settings of limits', () => {
  it('are the usual ones until somebody says otherwise, one by one, or turns all off', () => {
    expect(read('')).toEqual({ limits: usualLimits, problems: [] });
    expect(read('off').limits).toBe('off');
    expect(read('upload=20/60, search=5/10')).toEqual({
      limits: { ...usualLimits, upload: { times: 20, seconds: 60 }, search: { times: 5, seconds: 10 } },
      problems: [],
    });
  });

  it('name what cannot be read', () => {
    expect(read('uploads=1/1').problems).toEqual([expect.stringContaining('name=times/seconds for sign-in')]);
    expect(read('upload=many').problems).toHaveLength(1);
    expect(read('upload=0/10').problems).toEqual(['RATE_LIMITS must allow upload at least once']);
    const problems: string[] = [];
    readTrustedProxies('10.0.0.0/8 2001:db8::1 proxy.example 10.0.0.0/99', problems);
    expect(problems.map((problem) => problem.split(': ')[1])).toEqual(['proxy.example is none', '10.0.0.0/99 is none']);
  });
});

describe('where a request comes from', () => {
  const proxies = readTrustedProxies('10.0.0.0/8 2001:db8::/32', []);

  it.each([
    ['203.0.113.9', '198.51.100.7', '203.0.113.9', 'somebody who is no proxy of ours says nothing about it'],
    ['10.0.0.1', null, '10.0.0.1', 'a proxy that says nothing is the caller itself'],
    ['10.0.0.1', '198.51.100.7', '198.51.100.7', 'a proxy of ours is believed'],
    ['::ffff:10.0.0.1', '198.51.100.7', '198.51.100.7', 'also where it is written as IPv6'],
    ['10.0.0.1', '1.2.3.4, 198.51.100.7, 10.9.9.9', '198.51.100.7', 'what the caller wrote before is not'],
    ['10.0.0.1', '1.2.3.4, nonsense', '10.0.0.1', 'nor what is no address'],
    ['2001:db8::5', '198.51.100.7:4711', '198.51.100.7', 'a port is no part of it'],
    ['2001:db8::5', '[2a00:1:2:3::4]:4711', '2a00:1:2:3::4', 'in neither family'],
  ])('from %s with %s is %s: %s', (peer: string, forwarded: string | null, expected: string, _why: string) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
  });

  it('is the other end of the connection while no proxy is trusted', () => {
    expect(clientAddress('127.0.0.1', '198.51.100.7', new BlockList())).toBe('127.0.0.1');
  });

  it('counts the addresses of one IPv6 network together', () => {
    expect(addressKey('2a00:1:2:3::4')).toBe(addressKey('2a00:1:2:3:ffff:ffff:ffff:ffff'));
    expect(addressKey('2a00:1:2:3::4')).not.toBe(addressKey('2a00:1:2:4::4'));
    expect(addressKey('::1')).toBe('0:0:0:0');
    expect([addressKey('198.51.100.7'), addressKey('')]).toEqual(['198.51.100.7', '']);
  });
});

describe('the places that are limited', () => {
  const paths = routes.map(({ path = '' }) => path);

  it('are every file that is drawn or written out, every import, every list with words, and what opens without signing in', () => {
    const limited = (path: string, method: 'GET' | 'POST') => limitsOn(path, method).map(({ limit }) => limit);
    const files = paths.filter((path) => /\.(pdf|docx|odt|csv|xlsx|ods|zip)$/.test(path));
    expect(files.length).toBeGreaterThan(25);
    expect(files.filter((path) => !/document|export/.test(limited(path, 'GET').join()))).toEqual([]);
    expect(paths.filter((path) => path.endsWith('import')).map((path) => limited(path, 'POST'))).toEqual(
      Array.from({ length: 3 }, () => ['upload']),
    );
    const open = paths.filter((path) => path.includes(':token') && !path.startsWith('sign-in'));
    expect(open.filter((path) => !limited(path, 'GET').includes('open'))).toEqual([]);
    expect(limited('sign-in', 'POST')).toEqual(['sign-in']);
    expect(limited('returns/:returnId/answers', 'POST')).toEqual([]);
    expect(limited('health', 'GET')).toEqual(['search']);
  });

  it('use every limit there is, once the ways back into an account are there', () => {
    const used = new Set(limitedPlaces.map(({ limit }) => limit));
    expect(limitNames.filter((name) => !used.has(name))).toEqual([]);
  });

  it('tell the wait in whole minutes, never less than it is', () => {
    expect([1, 60, 61, 900].map(waitInWords)).toEqual(['a minute', 'a minute', '2 minutes', '15 minutes']);
  });
});

describeEachDatabase('a limit', (open) => {
  const parts = (portal: Awaited<ReturnType<typeof open>>, lines: object[] = []) => ({
    limits: { ...usualLimits, upload: { times: 3, seconds: 600 } },
    database: portal.database,
    secret: portal.config.sessionSecret,
    log: { info: (event: string, fields = {}) => void lines.push({ event, ...fields }), error: () => undefined },
  });

  it('lets somebody do something so many times, and tells how long to wait then; others and other things go on', async () => {
    const portal = await open();
    const lines: object[] = [];
    const limits = createRateLimits(parts(portal, lines));
    const three = [1, 2, 3].map(() => limits.take('upload', 'person a'));
    expect(await Promise.all(three)).toEqual([undefined, undefined, undefined]);
    for (const _ of [1, 2]) {
      const wait = await limits.take('upload', 'person a');
      expect(wait).toBeGreaterThan(500);
      expect(wait).toBeLessThanOrEqual(600);
    }
    expect(await limits.take('upload', 'person b')).toBeUndefined();
    expect(await limits.take('search', 'person a')).toBeUndefined();
    expect(lines).toEqual([{ event: 'limited', limit: 'upload', refused: 1 }]);
    expect(JSON.stringify(lines)).not.toContain('person');
  });

  it('is one count for all processes on PostgreSQL, kept without a name, and deleted when it ended', async () => {
    const portal = await open();
    const [one, other] = [createRateLimits(parts(portal)), createRateLimits(parts(portal))];
    for (const limits of [one, other, one, other]) await limits.take('upload', 'person a');
    const rows = await portal.database.db.selectFrom('rate_limit').selectAll().execute();
    if (portal.database.dialect === 'sqlite') {
      expect(rows).toEqual([]);
      return;
    }
    expect(rows).toMatchObject([{ key: expect.stringMatching(/^upload:[0-9a-f]{40}$/), points: 4 }]);
    expect(await one.take('upload', 'person a')).toBeGreaterThan(500);
    await portal.database.db.updateTable('rate_limit').set({ expire: 1 }).execute();
    await one.clear();
    expect(await portal.database.db.selectFrom('rate_limit').selectAll().execute()).toEqual([]);
  });

  it('goes on counting in the process when the database does not answer', async () => {
    const portal = await open();
    if (portal.database.dialect === 'sqlite') return;
    const limits = createRateLimits({
      ...parts(portal),
      database: {
        ...portal.database,
        get db(): never {
          throw new Error('The database is away');
        },
      },
    });
    for (const _ of [1, 2, 3]) expect(await limits.take('upload', 'person a')).toBeUndefined();
    expect(await limits.take('upload', 'person a')).toBeGreaterThan(500);
  });
});
