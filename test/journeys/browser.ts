import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { signIn } from './sign-in.ts';

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
  /**
   * How often pages of one kind are checked for being accessible on arrival, and how often as they stand; every time
   * unless given. What a page says in HTML does not depend on the database, so the journey on the second database looks
   * once at each kind. Twenty standards of one return are one kind.
   */
  readonly looks?: number;
}

/** The looks of the journey on this database. */
export const looksOn = (dialect: 'sqlite' | 'postgres'): PersonOptions => ({ looks: dialect === 'sqlite' ? 3 : 1 });

/** The address of a page without what differs from one of its kind to the next. */
const kindOfPage = (url: string) =>
  new URL(url).pathname
    .replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, ':id')
    .replace(/\/(standards|questions)\/[^/]+/, '/$1/:code');

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
  const looked = new Map<string, number>();
  const lookAt = async (when: 'on arrival' | 'as it stands') => {
    const kind = `${kindOfPage(page.url())} ${when}`;
    const times = looked.get(kind) ?? 0;
    looked.set(kind, times + 1);
    // The checker is a script of the page's own, so it needs scripts.
    if (scripts && times < (options.looks ?? Number.POSITIVE_INFINITY)) await expectAccessible(page);
  };
  const arrived = () => lookAt('on arrival');
  const shows = (heading: string | RegExp) => page.getByRole('heading', { level: 1, name: heading }).first().waitFor();
  return {
    page,
    context,
    faults,
    look: () => lookAt('as it stands'),
    visit: async (path) => {
      const response = await page.goto(path);
      expect(`${path}: ${response?.status()}`).toBe(`${path}: 200`);
      await arrived();
    },
    follow: async (words) => {
      const within = page.locator('main, .govuk-service-navigation, .app-navigation, header');
      // A link that looks like a button has that role.
      const link = within.getByRole('link', { name: words }).or(within.locator('a[role="button"]', { hasText: words }));
      const { href } = new URL((await link.first().getAttribute('href')) ?? '', page.url());
      await link.first().click();
      await page.waitForURL((url) => url.href.startsWith(href.replace(/#.*/, '')));
      await page.waitForLoadState();
      await arrived();
    },
    press: async (button, heading) => {
      await page.getByRole('button', { name: button }).first().click();
      await shows(heading);
      await page.waitForLoadState();
      await arrived();
    },
    close: () => context.close(),
  };
}

/** A person who has signed in, over pages that are accessible too, and stands on their home page. */
export async function aSignedInPerson(
  browser: Browser,
  origin: string,
  email: string,
  options: PersonOptions = {},
): Promise<Person> {
  const person = await aPersonAt(browser, origin, options);
  await signIn(person.page, email, { look: person.look });
  await person.look();
  return person;
}

/**
 * What govuk-frontend does on purpose, tested by them with screen readers: its file button names itself after its label
 * and its own words with a comma between them, and a radio that opens a further field says so with `aria-expanded`.
 */
const govukMarkup = [
  { rule: 'label-content-name-mismatch', part: 'govuk-file-upload-button' },
  { rule: 'aria-allowed-attr', part: 'class="govuk-radios__input"' },
] as const;

/** No violation of WCAG 2.2 A and AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Without frames there is nothing to join, and joining opens a further page each time.
    .setLegacyMode()
    .analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => ({ id, node })));
  expect(
    found
      .filter(({ id, node }) => !govukMarkup.some((known) => known.rule === id && node.html.includes(known.part)))
      .map(({ id, node }) => `${page.url()}: ${id}: ${node.target.join(' ')}: ${node.html.slice(0, 300)}`),
  ).toEqual([]);
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
