/** A disk with no byte left while somebody answers and uploads: they are told in place, and nothing typed is lost. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPortal } from '../journeys/a-portal.ts';
import { aPersonAt, expectNarrow, type Person, wordsOn } from '../journeys/browser.ts';
import { type PeopleAtWork, writePeopleAtWork } from '../journeys/people-at-work.ts';
import type { PortalProcess } from '../journeys/portal-process.ts';
import { openBrowser } from '../journeys/sign-in.ts';
import { fillDisk, underTinyDisk, whyNoTinyDisk } from './tiny-disk.ts';

const why = whyNoTinyDisk();
const name = `a portal whose disk is full${why === undefined ? '' : ` (no small disk can be made here: ${why})`}`;

/** On PostgreSQL the rows are on another machine's disk; files are stored as here. */
describe.skipIf(why !== undefined)(name, () => {
  let browser: Browser;
  let portal: PortalProcess;
  let world: PeopleAtWork;
  let lead: Person;
  let standard = '';
  let free: (() => void) | undefined;

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal('sqlite', 'library', { under: underTinyDisk });
    world = await writePeopleAtWork(portal);
    standard = `/returns/${world.kinds.returnId}/standards/kinds`;
    await portal.start();
    lead = await arrives(true);
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  async function arrives(scripts: boolean): Promise<Person> {
    const person = await aPersonAt(browser, portal.origin, { scripts });
    const [cookie = '', value = ''] = (world.cookies.get(world.kinds.lead.personId) ?? '').split('=');
    await person.context.addCookies([{ name: cookie, value, url: portal.origin }]);
    return person;
  }

  test('says that an answer is not saved, keeps it on the page, and saves it once there is room', async () => {
    const { page } = lead;
    const field = page.locator('[name="told.answer"]');
    await page.goto(standard);
    await page.getByText('Your answers save as you go.').waitFor();
    free = fillDisk(portal);
    await field.fill('Typed while the disk was full.');
    await page.getByText('Not saved: trying again').first().waitFor();
    await lead.look();
    await expectNarrow(page);
    expect(await field.inputValue()).toBe('Typed while the disk was full.');
    free();
    await page.getByText(/^Your answers save as you go\. Saved at \d/).waitFor();
    await page.reload();
    expect(await field.inputValue()).toBe('Typed while the disk was full.');
  }, 120_000);

  test('says beside the file that there is no room, keeps file and title, and takes them once there is', async () => {
    const { page } = lead;
    await page.goto(`/returns/${world.kinds.returnId}/questions/told/evidence`, { waitUntil: 'networkidle' });
    await page.getByLabel('Title').fill('Minutes of June');
    await page.locator('input[type="file"]').setInputFiles({
      name: 'minutes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('What was said in June. '.repeat(20_000)),
    });
    free = fillDisk(portal);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.locator('.govuk-error-summary').getByText('There is no room left to store files').waitFor();
    await lead.look();
    await expectNarrow(page);
    expect(await page.getByLabel('Title').inputValue()).toBe('Minutes of June');
    free();
    // The file is still in the list.
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Minutes of June' }).waitFor();
  }, 120_000);

  test('without scripts shows what was typed, to be saved once there is room', async () => {
    const plain = await arrives(false);
    const { page } = plain;
    await page.goto(standard);
    free = fillDisk(portal);
    await page.locator('[name="told.answer"]').fill('Typed without any script.');
    await page.getByRole('button', { name: 'Save and return to list' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your answers are not saved' }).waitFor();
    await plain.look();
    await expectNarrow(page);
    expect(await wordsOn(plain)).toContain('Typed without any script.');
    // Too early: the same page again, with the same words.
    await page.getByRole('button', { name: 'Save what I typed' }).click();
    await page.waitForLoadState();
    expect(await wordsOn(plain)).toContain('Typed without any script.');
    expect(portal.output()).toContain('database or disk is full');
    free();
    await page.getByRole('button', { name: 'Save what I typed' }).click();
    await page.waitForURL((url) => url.pathname === `/returns/${world.kinds.returnId}`);
    await page.goto(standard);
    expect(await page.locator('[name="told.answer"]').inputValue()).toBe('Typed without any script.');
  }, 120_000);
});
