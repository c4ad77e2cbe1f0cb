import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { countLooks, hasNoScripts, type Looks, ordinaryLooks } from './looking.ts';
import { signIn, signInQuietly } from './sign-in.ts';

/** A person at a browser of their own. Faults that the browser reports fail the test that looks at `faults`. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, policy violations and failed page scripts so far, each with its page. */
  readonly faults: string[];
  /** Looks at the page as it stands: it must be accessible. */
  look(): Promise<void>;
  /** Opens an address and looks at the page. */
  visit(path: string): Promise<void>;
  /** Follows a link of the page's main part by its words and looks at the page it leads to. */
  follow(words: string | RegExp): Promise<void>;
  /** Presses a button and waits for the page of this heading; looks at it. */
  press(button: string | RegExp, heading: string | RegExp): Promise<void>;
  close(): Promise<void>;
}

export interface PersonOptions {
  readonly scripts?: boolean;
  readonly width?: number;
  readonly looks?: Looks;
}

export const noLooks: Looks = { onArrival: 0, asItStands: 0 };

/**
 * The looks of a journey on this database. What a page says in HTML does not depend on the database, so on the second each
 * kind of page is looked at once in the states that the journey brings it to.
 */
export const looksOn = (dialect: 'sqlite' | 'postgres'): { readonly looks: Looks } => ({
  looks: dialect === 'sqlite' ? ordinaryLooks : { onArrival: 0, asItStands: 1 },
});

export async function aPersonAt(browser: Browser, origin: string, options: PersonOptions = {}): Promise<Person> {
  const scripts = options.scripts ?? true;
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: scripts,
    viewport: { width: options.width ?? 1280, height: 900 },
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (404|409|422)/.test(message.text()))
      faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => void faults.push(`${page.url()}: ${error.message}`));
  if (!scripts) hasNoScripts(page);
  const lookAt = countLooks(page, options.looks ?? ordinaryLooks);
  const arrived = () => lookAt('onArrival');
  const shows = (heading: string | RegExp) => page.getByRole('heading', { level: 1, name: heading }).first().waitFor();
  /** Without a page load an address is there a moment before what it stands for. */
  const changes = async (before: string) => {
    if (!scripts) return;
    let last = before;
    const isOther = async () => {
      const now = await printOfMain(page);
      const rests = now === last;
      last = now;
      // Half a page is another page too: it is there when it has come to rest.
      expect(now !== before && rests).toBe(true);
    };
    await vi.waitFor(isOther, { interval: 40, timeout: 60_000 });
    await page.waitForFunction(() => document.readyState === 'complete');
  };
  return {
    page,
    context,
    faults,
    look: () => lookAt('asItStands'),
    visit: async (path) => {
      const response = await page.goto(path);
      expect(`${path}: ${response?.status()}`).toBe(`${path}: 200`);
      await arrived();
    },
    follow: async (words) => {
      const within = page.locator('main, .govuk-service-navigation, .app-navigation, header');
      // A link that looks like a button has that role.
      const link = within.getByRole('link', { name: words }).or(within.locator('a[role="button"]', { hasText: words }));
      const { href, pathname } = new URL((await link.first().getAttribute('href')) ?? '', page.url());
      const leaves = pathname !== new URL(page.url()).pathname;
      const before = await printOfMain(page);
      await link.first().click();
      await page.waitForURL((url) => url.href.startsWith(href.replace(/#.*/, '')));
      await page.waitForLoadState();
      if (leaves) await changes(before);
      await arrived();
    },
    press: async (button, heading) => {
      const before = await printOfMain(page);
      await page.getByRole('button', { name: button }).first().click();
      await changes(before);
      await shows(heading);
      await page.waitForLoadState();
      await arrived();
    },
    close: () => context.close(),
  };
}

/** A short print of what the main part of the page holds: the part itself, sent many times a second, keeps all busy. */
const printOfMain = (page: Page): Promise<string> =>
  page.locator('main').evaluate((main) => {
    const html = main.innerHTML;
    let print = 0;
    for (let at = 0; at < html.length; at++) print = (Math.imul(print, 31) + html.charCodeAt(at)) | 0;
    return `${html.length} ${print}`;
  });

/** Whether somebody of this file of tests has signed in over the pages, with scripts or without. */
const signedInOverPages = new Set<boolean>();

/**
 * A person who has signed in and stands on their home page. The first of a journey signs in over the pages, which are
 * accessible too; the others send the same forms without opening them.
 */
export async function aSignedInPerson(
  browser: Browser,
  origin: string,
  email: string,
  options: PersonOptions = {},
): Promise<Person> {
  const person = await aPersonAt(browser, origin, options);
  const scripts = options.scripts ?? true;
  if (signedInOverPages.has(scripts)) await signInQuietly(person.page, origin, email);
  else await signIn(person.page, email, { look: person.look });
  signedInOverPages.add(scripts);
  await person.look();
  return person;
}

/** Nothing sticks out of a narrow screen: the page does not scroll sideways at 320 pixels. */
export async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 320, height: 800 });
  const sticksOut = await page.evaluate(whatSticksOut);
  await page.setViewportSize(size);
  expect({ page: page.url(), sticksOut }).toEqual({ page: page.url(), sticksOut: [] });
}

/** Runs in the page. When the page scrolls sideways: the innermost parts that reach beyond it, with the first words of each. */
function whatSticksOut(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const beyond = (part: Element) => part.getBoundingClientRect().right > clientWidth;
  const parts = [...document.querySelectorAll('body *')].filter(
    (part) => part.checkVisibility() && beyond(part) && ![...part.children].some(beyond),
  );
  return [
    `${scrollWidth} wide`,
    ...parts
      .slice(0, 20)
      .map((part) => `${part.localName}.${part.className}: ${part.textContent?.trim().slice(0, 40)}`),
  ];
}

/** The words of the page's main part. */
export async function wordsOn({ page }: Person): Promise<string> {
  return (await page.locator('main').textContent()) ?? '';
}

/** The bytes behind a link, as the person who is signed in gets them. */
export async function download({ page }: Person, path: string): Promise<Buffer> {
  const response = await page.request.get(path);
  expect(`${path}: ${response.status()}`).toBe(`${path}: 200`);
  return response.body();
}

/** Holds back every script of the pages opened from now on, as a slow line would, until they may arrive. */
export async function holdScripts(page: Page): Promise<{ arrive(): Promise<void> }> {
  const scripts = /\.js$/;
  const held = Promise.withResolvers<void>();
  await page.route(scripts, async (route) => {
    await held.promise;
    // One that is asked for by a page that was left meanwhile can no longer go on.
    await route.continue().catch(() => undefined);
  });
  return {
    arrive: async () => {
      held.resolve();
      // Chromium holds back a save that may outlive its page for as long as anything is intercepted.
      await page.unrouteAll({ behavior: 'wait' });
    },
  };
}

/** The last part of the address, or the part after `name`. */
export function idIn(page: Page, name: string): string {
  const parts = new URL(page.url()).pathname.split('/');
  const id = parts[parts.indexOf(name) + 1];
  if (id === undefined) throw new Error(`${page.url()} has no ${name}`);
  return id;
}
