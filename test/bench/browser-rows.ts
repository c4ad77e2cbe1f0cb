import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../setup/chromium.ts';
import { aFormOfHundred } from './bench-edition.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { startEmptyApp } from './empty-app.ts';
import { type Figure, figureOf } from './figures.ts';
import { startPortal } from './processes.ts';
import { aFilledCycle, aSessionCookie } from './savers.ts';

/** What a browser loads with the question page, and what it sends when somebody types there. */
export function browserRows(): Promise<Figure[]> {
  return inFolder(async (folder) => {
    const { path, cookie } = await aStandardPage(folder);
    const portal = await startPortal(folder);
    const empty = await startEmptyApp();
    const { executablePath, args } = await findChromium();
    const browser = await chromium.launch({ executablePath, args, headless: true });
    try {
      const [name = '', value = ''] = cookie.split('=');
      const signedIn = async () => {
        const context = await browser.newContext({ baseURL: portal.origin });
        await context.addCookies([{ name, value, url: portal.origin }]);
        return context;
      };
      const ours = await scriptOf(await signedIn(), path);
      const baseline = await scriptOf(await emptyContext(browser, empty.origin), '/');
      return [
        figureOf('question-page-script', { value: ours, baseline, ratio: ours / baseline }),
        figureOf('autosave-requests', {
          value: await requestsOfOneSave(await signedIn(), path),
          baseline: null,
          ratio: null,
        }),
      ];
    } finally {
      await browser.close();
      await empty.stop();
      await portal.stop();
    }
  });
}

const emptyContext = (browser: Browser, baseURL: string) => browser.newContext({ baseURL });

async function aStandardPage(folder: string): Promise<{ path: string; cookie: string }> {
  const portal = await openBenchPortal(folder);
  const edition = await aFormOfHundred();
  const [saver] = await aFilledCycle(portal, edition, 1);
  const [standard] = edition.standards;
  if (!saver || !standard) throw new Error('There is no return to look at');
  const cookie = await aSessionCookie(portal, saver.viewer);
  await portal.close();
  return { path: `/returns/${saver.returnId}/standards/${standard.code}`, cookie };
}

/** Kilobytes of every script that the browser fetches with a page until it is still, each compressed by itself. */
async function scriptOf(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage();
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith('.js') || response.status() !== 200) return;
    sizes.set(
      pathname,
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    );
  });
  await openStill(page, path);
  const bytes = await Promise.all(sizes.values());
  await context.close();
  if (bytes.length === 0) throw new Error(`${path} loads no script`);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** Types a word into an answer, and counts what the page asks of the server until a while after it says "saved". */
async function requestsOfOneSave(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage();
  await openStill(page, path);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const saved = page.waitForResponse((response) => response.url().endsWith('/answers') && response.ok());
  const words = page.locator('textarea[name$=".narrative"]:visible').first();
  await words.press('End');
  await words.pressSequentially(' Seen.');
  await words.blur();
  await saved;
  await page.waitForTimeout(2000);
  await context.close();
  return sent.length;
}

async function openStill(page: Page, path: string): Promise<void> {
  const response = await page.goto(path, { waitUntil: 'networkidle' });
  if (response?.status() !== 200) throw new Error(`${path} answered ${response?.status()}`);
  await page.waitForTimeout(500);
}
