/**
 * Every page of the demonstration in a real browser, by everybody who may sign in: nothing on it breaks the policy that it
 * came with, and no script of it fails. The built portal in a process of its own; nothing is blocked or stood in for.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPortal } from '../journeys/a-portal.ts';
import { isPage, notByLinks, patternOf, patterns, peopleIn } from '../journeys/pages-of-the-portal.ts';
import type { PortalProcess } from '../journeys/portal-process.ts';
import { openBrowser, signInQuietly } from '../journeys/sign-in.ts';
import { type BrowserFaults, faultsIn } from './browser-faults.ts';
import { atLeast, figure, isFullRun, none } from './figures.ts';

/** How many pages of one kind each person opens: the second may be in another state than the first. */
const mostOpened = isFullRun ? 2 : 1;
/** Of how many pages of one kind the links are followed; those that are not opened are only fetched. */
const mostFollowed = 4;
/** How many pages each person opens at most. */
const mostPages = isFullRun ? Number.POSITIVE_INFINITY : 10;
const fewestPages = 1000;

let portal: PortalProcess;
let browser: Browser;
const reached = new Set<string>();
const found: BrowserFaults[] = [];
let visited = 0;

beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), aPortal('sqlite', 'demonstration')]);
  await portal.start();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await portal?.remove();
}, 60_000);

const all = (of: keyof BrowserFaults) => found.flatMap((one) => one[of]);

async function aPage(email?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.origin });
  found.push(await faultsIn(context));
  const page = await context.newPage();
  if (email !== undefined) await signInQuietly(page, portal.origin, email);
  return page;
}

/** Opens a page and waits until its scripts are at work; gives it as the server wrote it. */
async function open(page: Page, path: string): Promise<string> {
  const response = await page.goto(path);
  expect(`${path}: ${response?.status()}`).toBe(`${path}: 200`);
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self' 'nonce-");
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle, { timeout: 2000 })));
  visited += 1;
  reached.add(patternOf(new URL(page.url()).pathname) ?? path);
  return (await response?.text()) ?? '';
}

/** Follows every link from home; a kind of page is opened a few times at most. */
async function walk(page: Page, begin: readonly string[], follows = true): Promise<number> {
  const known = new Set<string>(begin);
  const ahead = [...begin];
  const times = new Map<string, number>();
  let opened = 0;
  for (let path = ahead.shift(); path !== undefined && opened < mostPages; path = ahead.shift()) {
    const { pathname } = new URL(path, portal.origin);
    const pattern = patternOf(pathname) ?? pathname;
    const seen = times.get(pattern) ?? 0;
    if (!isPage(pattern) || seen >= mostFollowed) continue;
    times.set(pattern, seen + 1);
    const html = seen < mostOpened ? await open(page, path) : await (await page.request.get(path)).text();
    if (seen < mostOpened) {
      reached.add(pattern);
      opened += 1;
    }
    // The messages on screen are everybody's, and so are the links in them.
    if (!follows || pathname === '/outbox') continue;
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*\shref="([^"]+)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), new URL(path, portal.origin));
      const next = `${url.pathname}${url.search}`;
      if (url.origin !== portal.origin || known.has(next) || url.pathname.startsWith('/sign-')) continue;
      known.add(next);
      ahead.push(next);
    }
  }
  return opened;
}

describe('the pages of the demonstration in Chromium', () => {
  it('keep to their policy and to their scripts, whoever opens them', async () => {
    await expect.poll(portal.output, { timeout: 30_000 }).toContain('Ctrl-C stops it');
    const people = peopleIn(portal.output());
    expect(people.length).toBeGreaterThan(9);
    for (const email of isFullRun ? people : people.slice(0, 1)) {
      const page = await aPage(email);
      const opened = await walk(page, ['/home']);
      expect(`${email} ${opened > 8}`).toBe(`${email} true`);
      await page.context().close();
    }
    const stranger = await aPage();
    await walk(
      stranger,
      ['/sign-in', '/sign-in/password', '/verify', '/ask-for-access', '/privacy'].slice(0, mostPages),
      false,
    );
    await stranger.context().close();
    figure('pages in Chromium', {
      visited: atLeast(fewestPages, visited),
      kinds: reached.size,
      people: isFullRun ? people.length : 1,
      'violations of the policy': none(all('violations').length),
      errors: none(all('errors').length),
    });
    expect({ violations: all('violations').slice(0, 40), errors: all('errors').slice(0, 40) }).toEqual({
      violations: [],
      errors: [],
    });
    if (!isFullRun) return;
    expect(patterns.filter((pattern) => isPage(pattern) && !reached.has(pattern) && !notByLinks.has(pattern))).toEqual(
      [],
    );
  }, 900_000);

  it('would be found out: a script, a style, a picture and an error that do not belong there are', async () => {
    const page = await aPage();
    await open(page, '/sign-in');
    const before = all('violations').length;
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.stray = true';
      const frame = document.createElement('iframe');
      frame.src = 'https://elsewhere.example/';
      const picture = document.createElement('img');
      picture.src = 'https://elsewhere.example/pixel.png';
      document.body.append(script, frame, picture);
      document.body.setAttribute('style', 'color: red');
      setTimeout(() => {
        throw new Error('nobody caught this');
      });
    });
    const words = () => all('violations').slice(before).join('\n');
    for (const directive of ['script-src', 'style-src', 'img-src', 'frame-src'])
      await expect.poll(words).toContain(directive);
    await expect.poll(() => all('errors').join('\n')).toContain('nobody caught this');
    expect(await page.evaluate(() => 'stray' in window)).toBe(false);
    await page.context().close();
  });
});
