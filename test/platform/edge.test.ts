import { HtmlValidate } from 'html-validate';
import { expect, it } from 'vitest';
import { bodyLimit, sizeOnItsWay } from '../../app/platform/body-limit.ts';
import { refuseAtEdge } from '../../app/platform/http-server.server.ts';
import { isAllowedOrigin } from '../../app/platform/origin-check.ts';
import { documentPolicy, withSecurityHeaders } from '../../app/platform/security-headers.ts';

const origin = 'https://assurance.example.org';
const post = (headers: Record<string, string>, path = '/returns') =>
  new Request(`${origin}${path}`, { method: 'POST', headers });

it.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'cross-site', origin }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ origin }, true],
  [{ origin: 'https://evil.example' }, false],
  [{ origin: 'null' }, false],
  [{}, false],
])('takes a change with headers %j: %s', (headers, allowed) => {
  expect(isAllowedOrigin(post(headers), origin)).toBe(allowed);
  expect(refuseAtEdge(post(headers), origin)?.status).toBe(allowed ? undefined : 403);
});

it('refuses an address that is no text', () => {
  for (const path of ['/%E0%A4%A', '/returns/%00', '/actions?page=%00'])
    expect(refuseAtEdge(new Request(`${origin}${path}`), origin)?.status).toBe(400);
});

it('lets everybody read', () => {
  expect(refuseAtEdge(new Request(origin, { headers: { origin: 'https://evil.example' } }), origin)).toBeUndefined();
});

it('refuses what is too large, by where it goes, and what does not say how large it is', () => {
  const sized = (size: number, path: string) =>
    refuseAtEdge(post({ origin, 'content-length': String(size) }, path), origin)?.status;
  expect(sized(3_000_000, '/cycles/new')).toBe(413);
  expect(sized(26_000_000, '/evidence')).toBeUndefined();
  expect(sized(60_000_000, '/evidence/new')).toBeUndefined();
  expect(sized(60_000_000, '/actions/a1')).toBeUndefined();
  expect(sized(60_000_000, '/returns/r1/standards/a1/attach')).toBeUndefined();
  expect(sized(60_000_000, '/actions/new')).toBe(413);
  expect(sized(60_000_000, '/trusts/t1/answers/section-11/2023.1/a1/a1-rating')).toBeUndefined();
  expect(sized(60_000_000, '/trusts/t1/answers/section-11/2023.1/a1')).toBe(413);
  expect(sized(60_000_000, '/returns/r1/answers')).toBe(413);
  expect(sized(70_000_000, '/organisations/import')).toBeUndefined();
  expect(sized(bodyLimit('/organisations/import') + 1, '/organisations/import')).toBe(413);
  expect(refuseAtEdge(post({ origin, 'transfer-encoding': 'chunked' }), origin)?.status).toBe(411);
});

it('tells a person whose form is too large what to do, on a page, and a script in words', async () => {
  const headers = { origin, 'content-length': '60000000' };
  const page = refuseAtEdge(post({ ...headers, accept: 'text/html,*/*' }, '/returns/r1/standards/a1'), origin);
  expect([page?.status, page?.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
  const html = (await page?.text()) ?? '';
  expect(html).toContain('What you typed is not lost');
  expect(html).toContain('Back button');
  const { valid, results } = await new HtmlValidate({ extends: ['html-validate:recommended'] }).validateString(html);
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  expect(valid).toBe(true);
  const styled = refuseAtEdge(post({ ...headers, accept: 'text/html' }, '/cycles/new'), origin, '/assets/main-x.css');
  expect(styled?.headers.get('content-security-policy')).toContain("style-src 'self'");
  expect(await styled?.text()).toContain('<link rel="stylesheet" href="/assets/main-x.css">');
  const words = refuseAtEdge(post({ ...headers, accept: 'application/json' }, '/returns/r1/answers'), origin);
  expect(words?.headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

it('measures a form as it will be on its way, so that the browser keeps one that would be refused', async () => {
  const form = new FormData();
  form.append('text', 'Größe & mehr\n'.repeat(500));
  form.append('none', '');
  const plain = await new Response(new URLSearchParams([...form].map(([name, value]) => [name, String(value)]))).blob();
  expect(sizeOnItsWay(form, 'application/x-www-form-urlencoded')).toBe(plain.size);
  form.append('file', new File([new Uint8Array(5000)], 'Prüfbericht.pdf'));
  const mixed = await new Response(form).blob();
  const measured = sizeOnItsWay(form, 'multipart/form-data');
  expect(measured).toBeGreaterThanOrEqual(mixed.size);
  expect(measured - mixed.size).toBeLessThan(700);
});

it('gives every answer the headers, and an answer that is no page the strictest policy', () => {
  const plain = withSecurityHeaders(new Response('x'), true).headers;
  expect(plain.get('x-content-type-options')).toBe('nosniff');
  expect(plain.get('content-security-policy')).toContain("default-src 'none'");
  expect(plain.get('strict-transport-security')).toContain('max-age');
  expect(plain.get('cache-control')).toBe('no-store');
  const policy = documentPolicy('abc', "'sha256-x'");
  const page = withSecurityHeaders(
    new Response('x', { headers: { 'Content-Security-Policy': policy } }),
    false,
  ).headers;
  expect(page.get('content-security-policy')).toBe(policy);
  expect(policy).not.toContain('unsafe');
});
