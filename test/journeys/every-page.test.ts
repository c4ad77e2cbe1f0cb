/**
 * Every page by clicking alone: each kind of person of the demonstration starts at home and follows every link. No link
 * is dead, and no page of the route table can be found only by those who know its address.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import routes from '../../app/routes.ts';
import { aPortal } from './a-portal.ts';
import type { PortalProcess } from './portal-process.ts';

/** Reached from a message, by posting, or by a machine. */
const notByLinks = new Set([
  '/',
  '/sign-in',
  '/sign-in/sent',
  '/sign-in/link/:token',
  // Posted to, and come back to from the sign-in of an organisation, of which the demonstration has none.
  '/sign-in/with/:issuerId',
  '/sign-in/passkey',
  '/sign-in/passkey-options',
  // Linked from the page to sign in, which nobody sees who is signed in.
  '/sign-in/password',
  '/sign-in/callback/:issuerId',
  '/sign-out',
  // Posted on to, with what could not be saved.
  '/sign-in/kept-text',
  // Where an action that needs a recent sign-in leads.
  '/confirm',
  '/health',
  '/returns/:returnId/answers',
  '/evidence/uploads',
  // Takes the tags of a challenge or a risk from its page.
  '/tags',
  '/returns/:returnId/questions/:questionCode/evidence',
  '/packs/:packId/progress',
  // Linked from a return that was moved to another edition, of which the demonstration has none.
  '/returns/:returnId/moves',
  '/packs/:packId/progress.json',
  // Shown by a button, with what the form asks for.
  '/challenge/:sessionId/pack/preview',
  // Linked once somebody has asked for a copy of everything; see copies.test.ts.
  '/exports/:exportId.zip',
  // Followed by the pages of a session under way.
  '/challenge/:sessionId/events',
  // Linked from weekly messages, which the demonstration has on Mondays alone; and posted to by the mail service.
  '/messages/stop/:token',
  // Linked from messages to people without an account, and fetched by calendars.
  '/sessions/invited/:token',
  '/sessions/invited/:token/calendar.ics',
  '/calendar/:token.ics',
  '/notify/delivery',
  // For a new installation alone, and for people who have no account.
  '/set-up',
  '/ask-for-access',
  '/ask-for-access/sent',
  // Found by searching for the name of a partnership or an organisation.
  '/system/access/new',
]);

/** How many pages of one kind a person opens: the second may be in another state than the first. */
const samplesOfPages = 4;
/** A document takes as long to draw as thirty pages, and its states are tested with its models. */
const samplesOfDocuments = 1;
const isDocument = (path: string) => /\.(pdf|docx|odt)$/.test(path);

const patterns = routes.map(({ path = '' }) => `/${path}`);
const matchers = patterns.map((pattern) => ({
  pattern,
  // Fixed words are a better match than parameters.
  weight: pattern.replaceAll(/:\w+/g, '').length,
  expression: new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
}));
const patternOf = (path: string) =>
  matchers.filter(({ expression }) => expression.test(path)).toSorted((a, b) => b.weight - a.weight)[0]?.pattern;

class Walker {
  readonly seen = new Map<string, number>();
  readonly dead: string[] = [];
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

  test('have no dead link, for any of the people who may sign in', async () => {
    // The addresses to sign in with are printed after the line that says it is ready.
    await expect.poll(portal.output, { timeout: 30_000 }).toContain('Ctrl-C stops it');
    const people = [...portal.output().matchAll(/^ {2}(\S+@\S+) /gm)].map(([, email = '']) => email);
    expect(people.length).toBeGreaterThan(9);
    const dead: string[] = [];
    for (const email of people) {
      const walker = new Walker(portal.origin);
      await walker.signIn(email);
      await walker.walk();
      expect(`${email} ${walker.seen.size > 8}`).toBe(`${email} true`);
      for (const pattern of walker.seen.keys()) reached.add(pattern);
      dead.push(...walker.dead.map((link) => `${email}: ${link}`));
    }
    expect(dead).toEqual([]);
  }, 900_000);

  test('can all be reached by clicking', () => {
    expect(patterns.filter((pattern) => !reached.has(pattern) && !notByLinks.has(pattern))).toEqual([]);
  });
});
