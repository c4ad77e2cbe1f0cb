import { expect, it } from 'vitest';
import { bodyLimit, refuseAtEdge } from '../../app/platform/http-server.server.ts';
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

it('lets everybody read', () => {
  expect(refuseAtEdge(new Request(origin, { headers: { origin: 'https://evil.example' } }), origin)).toBeUndefined();
});

it('refuses what is too large, by where it goes, and what does not say how large it is', () => {
  const sized = (size: number, path: string) =>
    refuseAtEdge(post({ origin, 'content-length': String(size) }, path), origin)?.status;
  expect(sized(3_000_000, '/cycles/new')).toBe(413);
  expect(sized(26_000_000, '/evidence')).toBeUndefined();
  expect(sized(60_000_000, '/evidence/new')).toBeUndefined();
  expect(sized(60_000_000, '/returns/r1/answers')).toBe(413);
  expect(sized(70_000_000, '/organisations/import')).toBeUndefined();
  expect(sized(bodyLimit('/organisations/import') + 1, '/organisations/import')).toBe(413);
  expect(refuseAtEdge(post({ origin, 'transfer-encoding': 'chunked' }), origin)?.status).toBe(411);
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
