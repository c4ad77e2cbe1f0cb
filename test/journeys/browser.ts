import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium } from '../setup/chromium.ts';

export async function openBrowser(): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return chromium.launch({ executablePath, args, headless: true });
}

/** A person at a browser of their own. Faults that the browser reports fail the test that looks at `faults`. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, policy violations and failed page scripts so far. */
  readonly faults: string[];
  close(): Promise<void>;
}

export async function aPersonAt(
  browser: Browser,
  origin: string,
  options: { scripts?: boolean; width?: number } = {},
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: options.scripts ?? true,
    viewport: { width: options.width ?? 1280, height: 900 },
    acceptDownloads: true,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (404|409|422)/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => void faults.push(error.message));
  return { page, context, faults, close: () => context.close() };
}

/** Signs in as anybody does: asks for a link, reads it on screen, presses the button. */
export async function signIn(person: Person, email: string, destination = '/home'): Promise<void> {
  const { page } = person;
  await page.goto(`/sign-in?to=${encodeURIComponent(destination)}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  await page.goto('/outbox');
  const card = page.locator('.govuk-summary-card', { hasText: email }).filter({ hasText: 'Your link to sign in' });
  await card.first().getByRole('link', { name: 'Open the link' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** No violation of WCAG 2.2 A and AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${page.url()}: ${id}: ${nodes.map((node) => node.target.join(' ')).join('; ')}`),
  ).toEqual([]);
}

/** Nothing sticks out of a narrow screen: the page does not scroll sideways at 320 pixels. */
export async function expectNarrow(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.setViewportSize({ width: 320, height: 800 });
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(`${page.url()} is ${String(width)} wide`).toBe(`${page.url()} is 320 wide`);
  await page.setViewportSize(size);
}
