/**
 * Every page by clicking alone: each kind of person of the demonstration starts at home and follows every link. No link
 * is dead, and no page of the route table can be found only by those who know its address.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPortal } from './a-portal.ts';
import { isDocument, notByLinks, patternOf, patterns, peopleIn } from './pages-of-the-portal.ts';
import type { PortalProcess } from './portal-process.ts';

/** How many pages of one kind a person opens: the second may be in another state than the first. */
const samplesOfPages = 4;
/** A document takes as long to draw as thirty pages, and its states are tested with its models. */
const samplesOfDocuments = 1;

/** A browser ends the paragraph there, and then finds another page than the server wrote. */
const blockInParagraph = /<p[ >](?:(?!<\/p>)[\s\S])*?<(?:p|div|ul|ol|dl|table|form|section|article|details|h[1-6])[ >]/;

class Walker {
  readonly seen = new Map<string, number>();
  readonly dead: string[] = [];
  readonly broken = new Set<string>();
  private readonly origin: string;
  private cookie = '';

  constructor(origin: string) {
    this.origin = origin;
  }

  async open(
    path: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; html: string; to: string | null }> {
    const response = await fetch(new URL(path, this.origin), {
      redirect: 'manual',
      headers: { cookie: this.cookie, origin: this.origin },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
    const isPage = response.headers.get('content-type')?.includes('text/html') ?? false;
    const body = await response.text();
    return { status: response.status, html: isPage ? body : '', to: response.headers.get('location') };
  }

  async signIn(email: string): Promise<void> {
    await this.open('/sign-in', { email, destination: '/home' });
    const { html } = await this.open('/outbox');
    const card = html
      .split('govuk-summary-card')
      .find((part) => part.includes(email) && part.includes('/sign-in/link/'));
    const link = /href="([^"]*\/sign-in\/link\/[^"]+)"/.exec(card ?? '')?.[1];
    if (!link) throw new Error(`No link to sign in for ${email}`);
    await this.open(new URL(link, this.origin).pathname, { confirm: 'yes' });
  }

  /** Follows every link from home; a kind of page is opened a few times at most. */
  async walk(): Promise<void> {
    const known = new Set<string>(['/home']);
    const ahead = ['/home'];
    for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
      const { pathname } = new URL(path, this.origin);
      const pattern = patternOf(pathname) ?? pathname;
      const times = this.seen.get(pattern) ?? 0;
      if (times >= (isDocument(pathname) ? samplesOfDocuments : samplesOfPages)) continue;
      this.seen.set(pattern, times + 1);
      const { status, html, to } = await this.open(path);
      if (status >= 400) this.dead.push(`${status} ${path}`);
      if (blockInParagraph.test(html)) this.broken.add(pattern);
      // The messages on screen are everybody's, and so are the links in them.
      if (pathname === '/outbox') continue;
      const links = [...html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)].map(([, href = '']) => href);
      for (const href of [...links, ...(to === null ? [] : [to])]) {
        const url = new URL(href.replaceAll('&amp;', '&'), new URL(path, this.origin));
        const next = `${url.pathname}${url.search}`;
        if (url.origin !== this.origin || known.has(next) || url.pathname.startsWith('/sign-')) continue;
        known.add(next);
        ahead.push(next);
      }
    }
  }
}

describe('the pages of the demonstration', () => {
  let portal: PortalProcess;
  const reached = new Set<string>();

  beforeAll(async () => {
    portal = await aPortal('sqlite', 'demonstration');
    await portal.start();
  }, 600_000);

  afterAll(() => portal.remove(), 60_000);

  test('have no dead link and no block inside a paragraph, for any of the people who may sign in', async () => {
    // The addresses to sign in with are printed after the line that says it is ready.
    await expect.poll(portal.output, { timeout: 30_000 }).toContain('Ctrl-C stops it');
    const people = peopleIn(portal.output());
    expect(people.length).toBeGreaterThan(9);
    const dead: string[] = [];
    const broken = new Set<string>();
    for (const email of people) {
      const walker = new Walker(portal.origin);
      await walker.signIn(email);
      await walker.walk();
      expect(`${email} ${walker.seen.size > 8}`).toBe(`${email} true`);
      for (const pattern of walker.seen.keys()) reached.add(pattern);
      for (const pattern of walker.broken) broken.add(pattern);
      dead.push(...walker.dead.map((link) => `${email}: ${link}`));
    }
    expect(dead).toEqual([]);
    expect([...broken]).toEqual([]);
  }, 900_000);

  test('can all be reached by clicking', () => {
    expect(patterns.filter((pattern) => !reached.has(pattern) && !notByLinks.has(pattern))).toEqual([]);
  });
});
