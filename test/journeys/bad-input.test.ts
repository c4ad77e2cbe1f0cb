import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programFile } from '../features/evidence/files.ts';
import { aTemplateFile } from '../features/organisations/import-files.ts';
import { aPortal, panel, setUpPartnership } from './a-portal.ts';
import { aSignedInPerson, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { csv, lead, prepareTwoReturns, rowsUnder, stranger, uploadImport } from './preparing.ts';
import { confirmProfile, isSaved, openReturn, standardsOf } from './returning.ts';
import { openBrowser } from './sign-in.ts';

describe('what does not fit, on the pages', () => {
  let browser: Browser;
  let portal: PortalProcess;
  let manager: Person;
  let leads: Person;
  let returnId = '';
  let standards: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal('sqlite');
    await setUpPartnership(portal);
    await portal.start();
    manager = await aSignedInPerson(browser, portal.origin, panel.manager.email, { scripts: false });
    await prepareTwoReturns(manager);
    leads = await aSignedInPerson(browser, portal.origin, lead.email);
    returnId = await openReturn(leads, 'Section 11, 2026');
    await confirmProfile(leads, returnId);
    standards = await standardsOf(leads, returnId);
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  test('a program named .pdf is refused in place, with everything typed kept', async () => {
    const { page } = leads;
    await leads.visit(standards[0] ?? '');
    await page
      .getByRole('button', { name: /^Add evidence/ })
      .first()
      .click();
    await page.getByLabel('Title').fill('Audit of records');
    await page.locator('[name="coversFrom-year"]').fill('2026');
    await page.locator('[name="coversFrom-month"]').fill('6');
    await page.locator('[name="coversFrom-day"]').fill('14');
    await page.locator('input[type="file"]').setInputFiles({
      name: 'audit.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(programFile),
    });
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.locator('.govuk-error-summary').waitFor();
    await leads.look();
    expect(await page.getByLabel('Title').inputValue()).toBe('Audit of records');
    expect(await page.locator('[name="coversFrom-day"]').inputValue()).toBe('14');
    await leads.visit('/evidence');
    expect(await wordsOn(leads)).not.toContain('Audit of records');
  }, 60_000);

  test('a file with a row that does not fit writes nothing', async () => {
    const file = aTemplateFile([
      { name: 'Meadow Carers', kind: 'voluntary' },
      { name: 'Nameless kind', kind: 'castle' },
    ]);
    await uploadImport(manager, csv('two.csv', file));
    expect(await rowsUnder(manager, 'Refused')).toBe('1 row');
    expect(await wordsOn(manager)).toContain('Nothing can be imported while 1 row is refused');
    expect(await manager.page.getByRole('button', { name: /^Apply/ }).count()).toBe(0);
    await manager.visit('/organisations');
    expect(await wordsOn(manager)).not.toContain('Meadow Carers');
  }, 60_000);

  test('an unknown id and another organisation’s give the same page', async () => {
    const other = await aSignedInPerson(browser, portal.origin, stranger.email);
    const read = async (path: string) => {
      const response = await other.page.request.get(path);
      const words = (await response.text()).replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ');
      // Each answer has a number of its own, which the page shows for whoever asks about it.
      return `${response.status()} ${words.replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, 'ID')}`;
    };
    const unknown = `01${returnId.slice(2).split('').reverse().join('')}`;
    for (const rest of ['', '/details', '/check', '/sign-off', '/print', '/receipt', '/copy', '/copy.pdf', '/letter']) {
      const foreign = await read(`/returns/${returnId}${rest}`);
      expect(`${rest} ${foreign}`).toMatch(new RegExp(`^${rest} 404 `));
      expect(`${rest} ${foreign}`).toBe(`${rest} ${await read(`/returns/${unknown}${rest}`)}`);
    }
    expect((await other.page.goto(`/returns/${returnId}`))?.status()).toBe(404);
    await other.look();
    await other.close();
  }, 60_000);

  test('an answer that the page called saved survives the death of the server', async () => {
    const { page } = leads;
    await leads.visit(standards[2] ?? '');
    const words = page.locator('main form textarea:visible').first();
    await page.getByText('Your answers save as you go.').waitFor();
    await words.fill('Written just before the lights went out.');
    await isSaved(leads);
    await portal.stop('SIGKILL');
    await portal.start();
    await leads.visit(standards[2] ?? '');
    expect(await words.inputValue()).toBe('Written just before the lights went out.');
    expect(await portal.los('audit', 'verify')).toMatchObject({ code: 0 });
  }, 120_000);

  test('no browser reported an error or a broken policy', () => {
    expect(leads.faults).toEqual([]);
  });
});
