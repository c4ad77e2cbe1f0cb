/** Limits through the real edge: what somebody over one is told, and that what they typed stays. */
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { limitNames } from '../../app/platform/limit-settings.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../builders/a-partnership.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { type Answered, type Asked, type ServedPortal, serve } from './a-served-portal.ts';
import { all, atLeast, figure } from './figures.ts';

let portal: TestPortal;
let served: ServedPortal;
let lead: Viewer;
let colleague: Viewer;
const counts = { kinds: 0, refused: 0 };

beforeAll(async () => {
  const environment = {
    RATE_LIMITS: limitNames.map((name) => `${name}=2/900`).join(),
    TRUSTED_PROXIES: '127.0.0.1',
  };
  portal = await openTestPortal('postgres', { environment });
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId);
  lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  colleague = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  served = await serve(portal);
});

afterAll(async () => {
  figure('limits', {
    'kinds of request': atLeast(12, counts.kinds),
    'refused over the limit': all(counts.kinds, counts.refused),
  });
  await served.close();
  await portal.close();
});

const from = (address: string) => ({ 'x-forwarded-for': address });
const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

/** Asks until it is too often: the last answer. The ones before must not be refused. */
async function tooOften(path: string, asked: Asked): Promise<Answered> {
  for (const _ of [1, 2]) expect(`${path} ${(await served.ask(path, asked)).status === 429}`).toBe(`${path} false`);
  const answered = await served.ask(path, asked);
  counts.kinds += 1;
  if (answered.status === 429 && Number(answered.headers['retry-after']) > 800) counts.refused += 1;
  expect(`${path} ${answered.status}`).toBe(`${path} 429`);
  expect(Number(answered.headers['retry-after'])).toBeGreaterThan(800);
  return answered;
}

const multipart = (fields: Record<string, string>, file: string) => {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const last = `--edge\r\nContent-Disposition: form-data; name="file"; filename="notes.txt"\r\nContent-Type: text/plain\r\n\r\n${file}\r\n--edge--\r\n`;
  return { body: parts.join('') + last, headers: { 'content-type': 'multipart/form-data; boundary=edge' } };
};

describe('somebody over a limit', () => {
  it('is told on a page how long to wait, with what they typed, and can send it again', async () => {
    const asking = { method: 'POST', body: 'email=ann%40example.org&destination=%2Fhome' } as const;
    const answered = await tooOften('/sign-in', { ...asking, headers: { ...form, ...from('198.51.100.1') } });
    expect(answered.text).toContain('<h1 class="govuk-heading-l">Too many requests</h1>');
    expect(answered.text).toMatch(/Wait (<!-- -->)?15 minutes/);
    expect(answered.text).toMatch(/<input type="hidden" name="email" value="ann@example.org"/);
    expect(answered.text).toContain('action="/sign-in"');
    const { results } = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(
      answered.text.replaceAll('<!-- -->', ''),
    );
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
    // Whoever comes from elsewhere goes on, and nobody comes from elsewhere by saying so before our own proxy does.
    const elsewhere = await served.ask('/sign-in', { ...asking, headers: { ...form, ...from('198.51.100.2') } });
    expect(elsewhere.status).toBe(302);
    const pretending = { ...form, ...from('203.0.113.5, 198.51.100.1') };
    expect((await served.ask('/sign-in', { ...asking, headers: pretending })).status).toBe(429);
  });

  it('is told the same where scripts run', async () => {
    const headers = { ...form, ...from('198.51.100.3') };
    const answered = await tooOften('/sign-in.data', { method: 'POST', body: 'email=ann%40example.org', headers });
    expect(answered.text).toContain('tooMany');
    expect(answered.text).toContain('ann@example.org');
  });

  it('keeps the title of a file that came too often, beside the reason, and adds nothing', async () => {
    const numbers = [1, 2, 3, 4, 5].values();
    const upload = () => {
      const number = numbers.next().value;
      return multipart({ kind: 'file', title: `Minutes ${number}` }, `What was said ${number}`);
    };
    for (const _ of [1, 2])
      expect((await served.ask('/evidence/new', { method: 'POST', as: lead, ...upload() })).status).toBe(302);
    const page = await served.ask('/evidence/new', { method: 'POST', as: lead, ...upload() });
    expect([page.status, Number(page.headers['retry-after']) > 800]).toEqual([429, true]);
    expect(page.text).toContain('value="Minutes 3"');
    expect(page.text).toContain('You have done this many times in a short while. Wait 15 minutes, then try again');
    const script = await served.ask('/evidence/uploads', { method: 'POST', as: lead, ...upload() });
    expect([script.status, JSON.parse(script.text).kind]).toEqual([429, 'problems']);
    expect(await portal.database.db.selectFrom('evidence').select('title').execute()).toHaveLength(2);
    // A form without a file is not an upload, and a colleague is somebody else.
    const link = 'kind=link&title=Policy&url=https%3A%2F%2Fexample.org%2Fpolicy';
    expect((await served.ask('/evidence/new', { method: 'POST', as: lead, body: link, headers: form })).status).toBe(
      302,
    );
    expect((await served.ask('/evidence/new', { method: 'POST', as: colleague, ...upload() })).status).toBe(302);
    counts.kinds += 1;
    counts.refused += 1;
  });

  it.each([
    ['/good-practice.csv', 'export'],
    ['/standards/unknown/2026.1.pdf', 'document'],
    ['/calendar/unknown.ics', 'open'],
    ['/sessions/invited/unknown', 'open'],
  ])('asks for %s no more often than the limit says', async (path) => {
    const as = path.startsWith('/calendar') || path.startsWith('/sessions') ? undefined : lead;
    const asked = { as, headers: { accept: 'text/html', ...from(`198.51.100.${path.length}`) } };
    expect((await tooOften(path, asked)).text).toContain('Too many requests');
    const program = await served.ask(path, { ...asked, headers: { ...asked.headers, accept: 'application/json' } });
    expect(program.status).toBe(429);
  });

  it('looks for words in lists no more often than the limit says, and reads the list without words meanwhile', async () => {
    const page = await tooOften('/evidence?search=policy', { as: lead, headers: { accept: 'text/html' } });
    expect(page.text).toContain('href="/evidence?search=policy"');
    expect((await served.ask('/evidence', { as: lead })).status).toBe(200);
  });

  it('is limited too where mail services post, where codes are entered and where links are tried', async () => {
    const headers = { ...form, ...from('198.51.100.77') };
    await tooOften('/notify/delivery', { method: 'POST', body: '{}', headers });
    await tooOften('/sign-in/link/unknown', { method: 'POST', body: 'confirm=yes', headers });
    await tooOften('/confirm', {
      method: 'POST',
      as: lead,
      body: 'confirm-intent=check&confirm-code=1',
      headers: form,
    });
    await tooOften('/sign-in/kept-text?why=signed-out&to=/home', { method: 'POST', body: 'a=b', headers });
  });
});
