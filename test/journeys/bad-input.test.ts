import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programFile } from '../features/evidence/files.ts';
import { aTemplateFile } from '../features/organisations/import-files.ts';
import { aPortal, panel } from './a-portal.ts';
import { aSignedInPerson, expectNarrow, holdScripts, looksOn, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { csv, lead, rowsUnder, secondLead, stranger, uploadImport } from './preparing.ts';
import { confirmProfile, isSaved, openReturn, standardsOf } from './returning.ts';
import { openBrowser } from './sign-in.ts';
import { writeTwoReturns } from './two-returns.ts';

// The commands behind these pages run on both databases in the feature tests.
describe.each(['sqlite', 'postgres'] as const)('what does not fit, on the pages (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let manager: Person;
  let leads: Person;
  let returnId = '';
  let standards: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'partnership');
    await writeTwoReturns(portal);
    await portal.start();
    manager = await aSignedInPerson(browser, portal.origin, panel.manager.email, looksOn(dialect));
    leads = await aSignedInPerson(browser, portal.origin, lead.email, looksOn(dialect));
    returnId = await openReturn(leads, 'Section 11, 2026');
    await confirmProfile(leads, returnId);
    standards = await standardsOf(leads, returnId);
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 300_000);

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
    await page
      .locator('.govuk-error-summary')
      .getByText('This file is a program, whatever its name says: it cannot be added')
      .waitFor();
    await leads.look();
    expect(await page.getByLabel('Title').inputValue()).toBe('Audit of records');
    expect(await page.locator('[name="coversFrom-day"]').inputValue()).toBe('14');
    await leads.visit('/evidence');
    expect(await wordsOn(leads)).not.toContain('Audit of records');
  }, 300_000);

  test('a file with a row that does not fit names the row and the reason, and writes nothing', async () => {
    const file = aTemplateFile([
      { name: 'Meadow Carers', kind: 'voluntary' },
      { name: 'Nameless kind', kind: 'castle' },
    ]);
    await uploadImport(manager, csv('two.csv', file));
    expect(await rowsUnder(manager, 'Refused')).toBe('1 row');
    expect(await wordsOn(manager)).toContain('Nothing can be imported while 1 row is refused');
    const refused = manager.page.getByRole('row').filter({ hasText: 'Nameless kind' });
    expect(await refused.getByRole('cell').allTextContents()).toEqual([
      '3',
      'Nameless kind',
      expect.stringContaining('castle'),
    ]);
    expect(await manager.page.getByRole('row').filter({ hasText: 'Meadow Carers' }).count()).toBe(0);
    expect(await manager.page.getByRole('button', { name: /^Apply/ }).count()).toBe(0);
    await manager.visit('/organisations');
    expect(await wordsOn(manager)).not.toContain('Meadow Carers');
  }, 300_000);

  test('a form that is too large to send stays on the screen with everything typed, and says what to do', async () => {
    const { page } = leads;
    await page.goto('/good-practice/new', { waitUntil: 'networkidle' });
    const words = page.locator('main textarea').first();
    await words.fill('x'.repeat(2_200_000));
    await page.locator('main form[method="post"] button').last().click();
    await page.getByRole('region', { name: 'This is too large to send' }).waitFor();
    await page.getByRole('alert').getByText('it is still in the form below').waitFor();
    expect((await words.inputValue()).length).toBe(2_200_000);
    // A look at a page with so many words takes long.
    await words.fill('');
    await leads.look();
  }, 300_000);

  test('an unknown id and another organisation’s give the same page', async () => {
    const other = await aSignedInPerson(browser, portal.origin, stranger.email, looksOn(dialect));
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
  }, 300_000);

  test('ratings ticked before the page’s script arrives are kept and saved', async () => {
    const { page } = leads;
    const ratings = page.locator('.app-question input[type="radio"][value="amber"]');
    let standard = '';
    for (standard of standards) {
      await leads.visit(standard);
      if ((await ratings.count()) > 1) break;
    }
    const count = await ratings.count();
    expect(count).toBeGreaterThan(1);
    const scripts = await holdScripts(page);
    await page.goto(standard, { waitUntil: 'commit' });
    for (let place = 0; place < count; place++) await ratings.nth(place).check();
    await page.getByText('Your answers are saved when you press a button below.').waitFor();
    const ticked = () => page.locator('.app-question input[type="radio"][value="amber"]:checked').count();
    await scripts.arrive();
    await isSaved(leads);
    expect(await ticked()).toBe(count);
    await page.reload();
    expect(await ticked()).toBe(count);
    await page
      .getByText(`${lead.name} answered on`)
      .nth(count - 1)
      .waitFor();
  }, 300_000);

  test('words typed and sent before the page’s script arrives are saved', async () => {
    const { page } = leads;
    const scripts = await holdScripts(page);
    await page.goto(standards[1] ?? '', { waitUntil: 'commit' });
    const words = page.locator('main form textarea:visible').first();
    await words.fill('Written before any script was there.');
    await page.getByRole('button', { name: 'Save and return to list' }).click();
    await page.waitForURL((url) => url.pathname === `/returns/${returnId}`, { waitUntil: 'commit' });
    await scripts.arrive();
    await leads.visit(standards[1] ?? '');
    expect(await words.inputValue()).toBe('Written before any script was there.');
  }, 300_000);

  test('facts chosen and typed before the scripts of their page arrive are kept and saved', async () => {
    const { page } = leads;
    const details = `/returns/${returnId}/details`;
    const scripts = await holdScripts(page);
    await page.goto(details, { waitUntil: 'commit' });
    const choices = page.locator('main form input[type="radio"]');
    const number = page.locator('main form input[inputmode="numeric"]').first();
    await choices.nth(1).check();
    await number.fill('37');
    await scripts.arrive();
    await page.waitForLoadState('networkidle');
    expect(await choices.nth(1).isChecked()).toBe(true);
    expect(await number.inputValue()).toBe('37');
    await page.getByRole('button', { name: 'Confirm and continue' }).click();
    await page.waitForURL((url) => url.href !== new URL(details, portal.origin).href);
    await leads.visit(details);
    expect(await choices.nth(1).isChecked()).toBe(true);
    expect(await number.inputValue()).toBe('37');
  }, 300_000);

  test('a save that comes after a colleague’s shows both texts beside the question, and one of them is kept', async () => {
    const colleague = await aSignedInPerson(browser, portal.origin, secondLead.email, looksOn(dialect));
    const [, , , standard = ''] = standards;
    const theirs = 'Every team is trained, says the colleague.';
    const mine = 'Two teams of three are trained, says the lead.';
    const wordsOf = ({ page }: Person) => page.locator('main form textarea:visible').first();
    await leads.visit(standard);
    await colleague.visit(standard);
    await wordsOf(colleague).fill(theirs);
    await isSaved(colleague);
    await wordsOf(leads).fill(mine);
    const conflict = leads.page.locator('.app-conflict:visible');
    await conflict.getByText(`${secondLead.name} saved another answer`).waitFor();
    for (const text of [theirs, mine]) await conflict.getByText(text).waitFor();
    await leads.page.getByText('Not saved: somebody else answered the same question.').first().waitFor();
    expect(await wordsOf(leads).inputValue()).toBe(mine);
    await leads.look();
    await expectNarrow(leads.page);
    await leads.page.getByRole('button', { name: 'Keep mine' }).click();
    await conflict.waitFor({ state: 'hidden' });
    await colleague.visit(standard);
    expect(await wordsOf(colleague).inputValue()).toBe(mine);
    await colleague.page
      .getByRole('link', { name: /^History/ })
      .first()
      .click();
    await colleague.page.getByText(theirs).first().waitFor();
    await colleague.look();
    expect(colleague.faults).toEqual([]);
    await colleague.close();
  }, 300_000);

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
  }, 300_000);

  test('no browser reported an error or a broken policy', () => {
    expect([...leads.faults, ...manager.faults]).toEqual([]);
  });
});
