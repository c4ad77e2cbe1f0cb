/** The headers of every answer there is: pages, files, streams, built files, refusals and faults. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootDir } from '../../app/cli/build.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { everyAnswer, strictPolicy, styledPolicy } from '../../app/platform/security-headers.ts';
import routes from '../../app/routes.ts';
import { anOrganisation, aPartnership, aViewer } from '../builders/a-partnership.ts';
import { aWorld } from '../routes/world.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { type Answered, type Asked, type ServedPortal, serve } from './a-served-portal.ts';
import { atLeast, casesToTry, figure, isFullRun, none } from './figures.ts';

let portal: TestPortal;
let served: ServedPortal;
let params: Readonly<Record<string, string>> = {};
let manager: Viewer;
let lead: Viewer;
let tried = 0;
let lacking = 0;

beforeAll(async () => {
  portal = await openTestPortal('sqlite');
  if (isFullRun) {
    const world = await aWorld(portal, 'brookmere');
    ({ params } = world);
    ({ manager, lead } = world.viewers as Record<'manager' | 'lead', Viewer>);
  } else {
    // Pages about one thing are then not there; the lists are.
    const partnershipId = await aPartnership(portal);
    manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    const organisationId = await anOrganisation(portal, partnershipId);
    lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  }
  served = await serve(portal);
});

afterAll(async () => {
  figure('security headers', { 'answers looked at': atLeast(4000, tried), lacking: none(lacking) });
  await served.close();
  await portal.close();
});

/** What an answer lacks, in words; a page must say which scripts are its own, everything else lets nothing run. */
function lackingIn({ status, headers, text }: Answered, method = 'GET'): string[] {
  const policy = String(headers['content-security-policy'] ?? '');
  // What the edge writes itself has no script, and a policy under which none could run.
  const isEdgePage = policy === styledPolicy && !text.includes('<script');
  const isPage = headers['content-type']?.startsWith('text/html') && !isEdgePage && !text.includes('<main>\n<h1>');
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const scripts = [...text.matchAll(/<script\b([^>]*)>/g)].map(([, attributes = '']) => attributes);
  const lacks = [
    ...Object.entries(everyAnswer)
      .filter(([name, value]) => headers[name.toLowerCase()] !== value)
      .map(([name]) => name),
    ...(headers['cache-control'] ? [] : ['Cache-Control']),
    ...(policy.includes("default-src 'none'") ? [] : ['a policy']),
    ...(/unsafe|\*/.test(policy) ? ['a strict policy'] : []),
    ...(isPage && method !== 'HEAD' && nonce === undefined ? ['a nonce'] : []),
    ...(isPage || isEdgePage || policy === strictPolicy || policy.includes('sandbox') ? [] : ['the strictest policy']),
    ...(isPage && scripts.some((one) => !one.includes('nonce=') && one !== '' && !one.includes('src='))
      ? ['a nonce on each script']
      : []),
  ];
  tried += 1;
  if (lacks.length > 0) lacking += 1;
  return lacks.map((lack) => `${status} lacks ${lack}`);
}

const ask = async (path: string, asked?: Asked) => {
  const answered = await served.ask(path, asked);
  return { answered, lacks: lackingIn(answered, asked?.method).map((lack) => `${path}: ${lack}`) };
};

const filled = (path: string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent({ ...params, setCode: 'test-set', edition: '2026.1' }[name] ?? 'unknown'),
  );

const table = routes.map(({ path = '', file }) => ({ path: `/${path}`, file }));
const kindOf = ({ file, path }: { file: string; path: string }) =>
  file.endsWith('.tsx') ? 'page' : (/\.(\w+)$/.exec(path)?.[1] ?? file);

describe('every route', () => {
  // A document that is drawn has the headers of one that is not.
  const routesToAsk = casesToTry(table, 40, kindOf);

  it('has the headers for somebody who may open it, for a stranger, for nobody, and for a post', async () => {
    const lacks: string[] = [];
    const statuses = new Set<number>();
    for (const route of routesToAsk) {
      const path = filled(route.path);
      const only = path.endsWith('/events') ? ({ only: 'head' } as const) : {};
      for (const as of [manager, lead, undefined]) {
        const { answered, lacks: found } = await ask(path, { as, ...only });
        lacks.push(...found);
        statuses.add(answered.status);
      }
      const body = 'intent=unknown-intent';
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      lacks.push(...(await ask(path, { method: 'POST', body, headers })).lacks);
      lacks.push(...(await ask(path, { method: 'POST', body, headers: { ...headers, origin: 'null' } })).lacks);
      if (kindOf(route) === 'page') lacks.push(...(await ask(`${path}.data`, { as: lead })).lacks);
    }
    expect(lacks).toEqual([]);
    expect([200, 302, 404].filter((status) => !statuses.has(status))).toEqual([]);
  });

  it('gives each page a nonce of its own', async () => {
    const policies = await Promise.all([1, 2, 3].map(async () => (await ask('/sign-in')).answered.headers));
    expect(new Set(policies.map((headers) => headers['content-security-policy'])).size).toBe(3);
  });
});

describe('what is no page of ours', () => {
  it('has the headers as a built file, whole, in part, unchanged or not there', async () => {
    const files = readdirSync(join(rootDir, 'build/pages/client'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/(^|\/)\./.test(entry.name))
      .map((entry) => `${entry.parentPath.slice(join(rootDir, 'build/pages/client').length)}/${entry.name}`);
    const lacks: string[] = [];
    for (const file of casesToTry(files, 20, (path) => /\.(\w+)$/.exec(path)?.[1] ?? '')) {
      const { answered, lacks: found } = await ask(file);
      expect(`${file} ${answered.status}`).toBe(`${file} 200`);
      lacks.push(...found, ...(await ask(file, { method: 'HEAD' })).lacks);
      const etag = answered.headers.etag ?? '';
      for (const headers of [{ 'if-none-match': etag }, { range: 'bytes=0-1' }, { range: 'bytes=999999999-' }])
        lacks.push(...(await ask(file, { headers })).lacks);
    }
    expect(lacks).toEqual([]);
  });

  it('has the headers as a refusal: another site, an unknown length, too much, a broken address, an unknown method', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const cases: [number, string, Asked][] = [
      [403, '/returns', { method: 'POST', headers: { ...form, origin: 'https://evil.example' } }],
      [403, '/evidence/uploads', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }],
      [411, '/returns', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }],
      [413, '/returns', { method: 'POST', headers: { 'content-length': '3000000' } }],
      [413, '/returns', { method: 'POST', headers: { 'content-length': '3000000', accept: 'text/html' } }],
      [400, '/%E0%A4%A', {}],
      [404, '/no-such-page', {}],
      [404, '/assets/no-such-file.js', {}],
      [401, '/sign-in/kept-text?why=signed-out&to=/home', { method: 'POST', body: 'a=b', headers: form }],
      [507, '/sign-in/kept-text?why=no-room&to=/home', { method: 'POST', body: 'a=b', headers: form }],
      [422, '/sign-in', { method: 'POST', body: 'email=', headers: form }],
    ];
    const found = [];
    for (const [status, path, asked] of cases) {
      const { answered, lacks } = await ask(path, asked);
      found.push([status, answered.status, path, ...lacks]);
    }
    expect(found).toEqual(cases.map(([status, path]) => [status, status, path]));
    for (const path of ['//evil.example/..%2f..', '/%2e%2e/%2e%2e/etc/passwd'])
      expect((await ask(path)).lacks).toEqual([]);
  });

  it('has the headers when the portal itself fails, on a page and behind every page', async () => {
    const broken = await serve(portal, {
      application: () => Promise.reject(new Error('The application is broken')),
    });
    const answered = await broken.ask('/home');
    expect([answered.status, ...lackingIn(answered)]).toEqual([500]);
    expect(answered.text).not.toContain('broken');
    await broken.close();
    const lost = await openTestPortal('sqlite');
    const withoutDatabase = await serve(lost);
    const somebody = await aViewer(lost, { none: true });
    expect((await withoutDatabase.ask('/home', { as: somebody })).status).toBe(200);
    await lost.database.close();
    const page = await withoutDatabase.ask('/home', { as: somebody });
    expect([page.status, ...lackingIn(page)]).toEqual([500]);
    await withoutDatabase.close();
  });

  it('has the headers when what arrives is no request at all', async () => {
    const socket = connect(served.port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => void chunks.push(chunk));
    await once(socket, 'close');
    const [start = '', ...lines] = Buffer.concat(chunks).toString().split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => line.split(': ')).map(([name = '', value]) => [name.toLowerCase(), value]),
    );
    expect([start, ...lackingIn({ status: 400, headers, body: Buffer.alloc(0), text: '' })]).toEqual([
      'HTTP/1.1 400 Bad Request',
    ]);
  });
});
