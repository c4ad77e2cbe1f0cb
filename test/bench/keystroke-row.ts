import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../setup/chromium.ts';
import { aFormOfHundred } from './bench-edition.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { percentile } from './measure.ts';
import { startPortal } from './processes.ts';
import { aFilledCycle, aSessionCookie } from './savers.ts';

interface Typist {
  readonly path: string;
  readonly cookie: string;
}

/** Milliseconds from the last key of a text until the portal has said that the text is on disk, 95 times in 100 at most. */
export function keystrokeToDurable({ quick }: BenchOptions): Promise<Figure> {
  const people = quick ? 2 : 8;
  const rounds = quick ? 2 : 8;
  return inFolder(async (folder) => {
    const typists = await someTypists(folder, people);
    const portal = await startPortal(folder);
    const { executablePath, args } = await findChromium();
    const browser = await chromium.launch({ executablePath, args, headless: true });
    try {
      const each = typists.map(async ({ path, cookie }, place) => {
        const [name = '', value = ''] = cookie.split('=');
        const context = await browser.newContext({ baseURL: portal.origin });
        await context.addCookies([{ name, value, url: portal.origin }]);
        return typeAndWait(context, path, { rounds, place });
      });
      const value = percentile((await Promise.all(each)).flat(), 95);
      return figureOf('keystroke-to-durable', { value, baseline: null, ratio: null });
    } finally {
      await browser.close();
      await portal.stop();
    }
  });
}

async function someTypists(folder: string, people: number): Promise<Typist[]> {
  const portal = await openBenchPortal(folder);
  const edition = await aFormOfHundred();
  const typists: Typist[] = [];
  for (const { viewer, returnId } of await aFilledCycle(portal, edition, people)) {
    const standard = edition.standards[typists.length % edition.standards.length];
    if (!standard) throw new Error('The form has no standard');
    const cookie = await aSessionCookie(portal, viewer);
    typists.push({ path: `/returns/${returnId}/standards/${standard.code}`, cookie });
  }
  await portal.close();
  return typists;
}

/** Types a word into an answer again and again, and waits each time for the reply; at the end the words must be there. */
async function typeAndWait(
  context: BrowserContext,
  path: string,
  { rounds, place }: { readonly rounds: number; readonly place: number },
): Promise<number[]> {
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'networkidle' });
  const words = page.locator('textarea[name$=".narrative"]:visible').first();
  await words.focus();
  await words.press('Control+End');
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.waitForTimeout(37 * place);
    await page.keyboard.type(` word `, { delay: 20 });
    const saved = saveOf(page);
    const typed = performance.now();
    await page.keyboard.press(String(round));
    await saved;
    waits.push(performance.now() - typed);
  }
  await page.reload();
  if (!(await words.inputValue()).endsWith(` word ${rounds - 1}`))
    throw new Error(`${path} has not kept what was typed`);
  await context.close();
  return waits;
}

async function saveOf(page: Page): Promise<void> {
  const response = await page.waitForResponse((one) => one.url().endsWith('/answers'));
  if (!response.ok()) throw new Error(`A save was answered ${response.status()}`);
  await response.finished();
}
