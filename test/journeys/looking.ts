/** What a look at a page checks: that it is accessible. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How often pages of one kind are looked at, a kind being an address without what differs from one to the next. */
export interface Looks {
  /** As a person arrives there. */
  readonly onArrival: number;
  /** In the state that a journey has brought it to: a problem, a conflict, a session that has ended. */
  readonly asItStands: number;
}

export const ordinaryLooks: Looks = { onArrival: 2, asItStands: 3 };

/** The address of a page without what differs from one of its kind to the next. */
const kindOfPage = (url: string) =>
  new URL(url).pathname
    .replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, ':id')
    .replace(/\/(standards|questions)\/[^/]+/, '/$1/:code');

/**
 * Twenty standards of one return are one kind of page. Without scripts a page arrives as the server wrote it, which is
 * looked at with scripts: what differs is the states it comes to.
 */
export function countLooks(page: Page, given: Looks): (when: keyof Looks) => Promise<void> {
  const looks = withoutScripts.has(page) ? { ...given, onArrival: 0 } : given;
  const looked = new Map<string, number>();
  return async (when) => {
    const kind = `${kindOfPage(page.url())} ${when}`;
    const times = looked.get(kind) ?? 0;
    if (times >= looks[when]) return;
    looked.set(kind, times + 1);
    await expectAccessible(page);
  };
}

/**
 * What govuk-frontend does on purpose, tested by them with screen readers: its file button names itself after its label
 * and its own words with a comma between them, and a radio that opens a further field says so with `aria-expanded`.
 */
const govukMarkup = [
  { rule: 'label-content-name-mismatch', part: 'govuk-file-upload-button' },
  { rule: 'aria-allowed-attr', part: 'class="govuk-radios__input"' },
] as const;

/** Pages that were found accessible in this file of tests, to the letter: another look would say the same. */
const accessible = new Set<string>();

/** No violation of WCAG 2.2 A and AA on the page as it stands, whether its scripts are switched off or not. */
export async function expectAccessible(page: Page): Promise<void> {
  const print = await fingerprint(page);
  if (accessible.has(print)) return;
  const found = await checked(page, violationsOn);
  expect(found.map((words) => `${page.url()}: ${words}`)).toEqual([]);
  accessible.add(print);
}

const requireHere = createRequire(import.meta.url);
/** Handed to the page anew each time. The source that the builder takes by itself is more than twice as long. */
const axeSource = readFileSync(
  createRequire(requireHere.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

async function violationsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page, axeSource })
    // What passes is not described element by element, which takes longer than the checks.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Without frames there is nothing to join, and joining opens a further page each time.
    .setLegacyMode()
    .analyze();
  return violations
    .flatMap(({ id, nodes }) => nodes.map((node) => ({ id, node })))
    .filter(({ id, node }) => !govukMarkup.some((known) => known.rule === id && node.html.includes(known.part)))
    .map(({ id, node }) => `${id}: ${node.target.join(' ')}: ${node.html.slice(0, 300)}`);
}

/** The page to the letter but for numbers of records: its elements, what is ticked, chosen and typed, and where the focus is. */
async function fingerprint(page: Page): Promise<string> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const parts = await page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, select, textarea, details')].map((field) => {
      if (field instanceof HTMLInputElement) return `${field.checked} ${field.value}`;
      if (field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement) return field.value;
      return field instanceof HTMLDetailsElement ? String(field.open) : '';
    });
    const focus = [...document.querySelectorAll('*')].indexOf(document.activeElement ?? document.body);
    return [document.documentElement.outerHTML, ...fields, String(focus)];
  });
  const text = [width, height, ...parts].join('\0').replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, ':id');
  return createHash('sha256')
    .update(text.replaceAll(/ nonce="[^"]*"/g, ''))
    .digest('hex');
}

/** Pages whose scripts are switched off, which the checker, a script itself, cannot be run in. */
const withoutScripts = new WeakSet<Page>();
export const hasNoScripts = (page: Page): void => void withoutScripts.add(page);

/** Where the HTML of such pages is checked: a page of the same browser that may run the checker, and nothing else. */
const twins = new WeakMap<Browser, Promise<Page>>();

/** Checks the page itself, or its twin: the same HTML and styles, with none of its scripts. */
async function checked<T>(page: Page, check: (page: Page) => Promise<T>): Promise<T> {
  const browser = page.context().browser();
  if (!withoutScripts.has(page) || !browser) return check(page);
  const opened = twins.get(browser) ?? browser.newPage({ viewport: page.viewportSize() });
  twins.set(browser, opened);
  const twin = await opened;
  const body = (await page.content()).replaceAll(/<script\b[\s\S]*?<\/script>/g, '');
  await twin.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await twin.goto(page.url());
  try {
    return await check(twin);
  } finally {
    await twin.unrouteAll();
  }
}
