/**
 * `npm run screenshots`: starts a portal with the demonstration partnership and writes the pictures of the README to
 * `docs/screenshots`, each 1280 by 900 and under 200 kB.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type PortalProcess, preparePortal } from './portal-process.ts';
import { openBrowser, signIn } from './sign-in.ts';

const folder = join(import.meta.dirname, '../../docs/screenshots');
const size = { width: 1280, height: 900 };
const largest = 200_000;

const people = {
  manager: 'priya.nair@brookmere-scp.example',
  moderator: 'tom.ashdown@brookmere-scp.example',
  chair: 'helen.marchetti@brookmere-scp.example',
  lead: 'rachel.thackray@hartsmere-community.example',
  owner: 'maeve.eastwick@lanternfield-homes.example',
} as const;

async function takePictures(browser: Browser, portal: PortalProcess): Promise<void> {
  const arrive = async (email: string): Promise<Page> => {
    const context = await browser.newContext({ baseURL: portal.origin, viewport: size });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await signIn(page, email);
    return page;
  };

  const lead = await arrive(people.lead);
  await picture(lead, 'home-agency');
  await lead.goto('/returns');
  await openFirst(lead, 'main a[href^="/returns/"]');
  const returnPath = new URL(lead.url()).pathname;
  await openFirst(lead, 'main a[href*="/standards/"]');
  await picture(lead, 'standard-page');
  await lead.goto(`${returnPath}/check`);
  await picture(lead, 'check');

  const manager = await arrive(people.manager);
  await manager.goto('/cycles');
  // Next year's is first in the list, and still being prepared.
  await openFirst(manager, 'main tr:has(:text-is("Open")):has-text("Section 11") a[href^="/cycles/0"]');
  await picture(manager, 'dashboard');
  await openFirst(manager, 'main a[href$="/heatmap"]');
  await picture(manager, 'heatmap');

  await manager.goto('/standards/section-11/compare?from=2018.1&to=2023.1');
  await picture(manager, 'compare', 2600);
  await manager.goto('/cycles');
  await openFirst(manager, 'main a[href^="/cycles/0"]');
  await openFirst(manager, 'main a[href$="/questions"]');
  await picture(manager, 'local-questions');

  const moderator = await arrive(people.moderator);
  await moderator.goto('/moderation?status=in-progress');
  await openFirst(moderator, 'main a[href^="/moderation/"]');
  await openFirst(moderator, 'main a[href*="/standards/"]');
  await picture(moderator, 'moderation');

  const chair = await arrive(people.chair);
  await chair.goto('/challenge');
  await openFirst(chair, 'main a[href^="/challenge/0"]');
  const session = new URL(chair.url()).pathname;
  await openFirst(chair, 'main a[href^="/packs/"]:not([href$=".pdf"])');
  await picture(chair, 'pack-twin');
  await picturePdf(chair, `${new URL(chair.url()).pathname}.pdf`);
  await chair.goto(session);
  await openFirst(chair, 'main a[href*="/record/"]');
  await picture(chair, 'challenge-record');

  const owner = await arrive(people.owner);
  await owner.goto('/actions');
  await openFirst(owner, 'main a[href^="/actions/0"]');
  await picture(owner, 'action');
}

async function openFirst(page: Page, selector: string): Promise<void> {
  const href = await page.locator(selector).first().getAttribute('href');
  if (href === null) throw new Error(`${page.url()} has no ${selector}`);
  await page.goto(href.replace(/#.*/, ''));
}

/** What stands on the screen, scrolled down so many pixels. */
async function picture(page: Page, name: string, down = 0): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(`window.scrollTo(0, ${down})`);
  write(name, await page.screenshot());
}

/** The first page of a PDF, drawn by poppler's `pdftoppm` where that is installed. */
async function picturePdf(page: Page, path: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'los-screenshots-'));
  const pdf = join(scratch, 'pack.pdf');
  writeFileSync(pdf, await (await page.request.get(path)).body());
  const done = spawnSync('pdftoppm', [
    '-png',
    '-singlefile',
    '-f',
    '1',
    '-scale-to-x',
    '640',
    '-scale-to-y',
    '-1',
    pdf,
    join(scratch, 'page'),
  ]);
  if (done.error) console.log('pack-pdf is left as it is: pdftoppm (poppler-utils) is not installed');
  else if (done.status !== 0) throw new Error(`pdftoppm failed: ${done.stderr}`);
  else write('pack-pdf', readFileSync(join(scratch, 'page.png')));
  rmSync(scratch, { recursive: true, force: true });
}

function write(name: string, bytes: Buffer): void {
  const file = join(folder, `${name}.png`);
  if (bytes.byteLength > largest) throw new Error(`${name} has ${bytes.byteLength} bytes, more than ${largest}`);
  writeFileSync(file, bytes);
  console.log(`${name}.png  ${Math.round(statSync(file).size / 1000)} kB`);
}

mkdirSync(folder, { recursive: true });
const portal = await preparePortal({ demonstration: true });
const browser = await openBrowser();
try {
  await portal.start();
  await takePictures(browser, portal);
} finally {
  await browser.close();
  await portal.remove();
}
