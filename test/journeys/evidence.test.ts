import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csvFile, pdfFile, pngFile, programFile } from '../features/evidence/files.ts';
import { aPortal } from './a-portal.ts';
import { aSignedInPerson, expectNarrow, holdScripts, looksOn, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { lead } from './preparing.ts';
import { confirmProfile, openReturn, standardsOf } from './returning.ts';
import { openBrowser } from './sign-in.ts';
import { writeTwoReturns } from './two-returns.ts';

const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});
const text = (words: string) => new TextEncoder().encode(words);
const policy = file('Policy.pdf', pdfFile);

describe.each(['sqlite', 'postgres'] as const)('the evidence of an organisation (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let leads: Person;
  let standard = '';
  let returnId = '';

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'partnership');
    await writeTwoReturns(portal);
    await portal.start();
    leads = await aSignedInPerson(browser, portal.origin, lead.email, looksOn(dialect));
    returnId = await openReturn(leads, 'Section 11, 2026');
    await confirmProfile(leads, returnId);
    standard = (await standardsOf(leads, returnId))[0] ?? '';
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 300_000);

  const row = (name: string) => leads.page.locator('.app-upload:not([hidden])').filter({ hasText: name });
  /** Several can be chosen once the script is there. */
  const choose = (...files: ReturnType<typeof file>[]) =>
    leads.page.locator(`input[type="file"]${files.length > 1 ? '[multiple]' : ''}`).setInputFiles(files);

  test('several files go up one after another, each with its own end, and a bad one stops none of the others', async () => {
    const { page } = leads;
    await leads.visit('/evidence/new');
    await page.getByLabel('I have checked that no child').check();
    await choose(policy, file('Training.csv', csvFile), file('Minutes.pdf', programFile));
    await expectNarrow(page);
    await page.getByRole('button', { name: 'Upload 3 files' }).click();
    await row('Policy.pdf').getByText('Added').waitFor();
    await row('Training.csv').getByText('Added').waitFor();
    await row('Minutes.pdf').getByText('This file is a program').waitFor();
    await page.locator('.govuk-error-summary').getByText('Minutes.pdf: This file is a program').waitFor();
    await leads.look();
    await row('Minutes.pdf').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('2 files added').first().waitFor();
    await page.getByRole('link', { name: 'Go to your evidence' }).click();
    await page.getByRole('heading', { level: 1, name: 'Evidence' }).waitFor();
    expect(await wordsOn(leads)).toContain('2 pieces of evidence');
  }, 300_000);

  test('a file that is there already is noticed, and kept twice only when somebody says so', async () => {
    const { page } = leads;
    await leads.visit('/evidence/new');
    await page.getByLabel('Title').fill('Policy once more');
    await choose(file('Policy copy.pdf', pdfFile));
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await row('Policy copy.pdf').getByText('You already have this file: “Policy.pdf”').waitFor();
    await leads.look();
    expect(await page.getByLabel('Title').inputValue()).toBe('Policy once more');
    await row('Policy copy.pdf').getByRole('button', { name: 'Keep both' }).click();
    await page.getByRole('heading', { level: 1, name: 'Policy once more' }).waitFor();
  }, 300_000);

  test('a newer file becomes the next version, and the one before can still be opened', async () => {
    const { page } = leads;
    await leads.follow('Add a new version');
    await choose(file('Policy 2027.txt', text('The policy of 2027. The child Alice, NHS number 943 476 5919.')));
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByText('The new version has been added').waitFor();
    await leads.look();
    await expectNarrow(page);
    expect(await wordsOn(leads)).toContain('an NHS number and the name of a child');
    const links = page.getByRole('region', { name: 'Versions' }).or(page.locator('table')).first().getByRole('link');
    for (const [place, name] of ['Policy 2027.txt', 'Policy copy.pdf'].entries()) {
      expect(await links.nth(place).textContent()).toBe(name);
      expect((await page.request.get((await links.nth(place).getAttribute('href')) ?? '')).status()).toBe(200);
    }
  }, 300_000);

  test('several pieces are ticked for a question, another goes straight to it, and all are shown as they would go', async () => {
    const { page } = leads;
    await leads.visit(standard);
    await page
      .getByRole('button', { name: /^Add evidence/ })
      .first()
      .click();
    await page.getByLabel('Policy once more').check();
    await page.getByLabel('Training.csv').check();
    await page.getByRole('button', { name: 'Use the evidence that is ticked' }).click();
    await page.getByRole('link', { name: 'Training.csv' }).waitFor();
    await page
      .getByRole('button', { name: /^Add or remove evidence/ })
      .first()
      .click();
    await choose(file('Chart.png', pngFile));
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('link', { name: 'Chart.png' }).waitFor();
    await leads.visit(`/returns/${returnId}/evidence`);
    await leads.follow('What the partnership will be able to open');
    await expectNarrow(page);
    const words = await wordsOn(leads);
    expect(words).toContain('could open 3 files and 0 links');
    expect(words).toContain('This evidence seems to contain an NHS number');
    for (const link of await page.locator('main li a[href^="/evidence/"]').all())
      expect((await page.request.get((await link.getAttribute('href')) ?? '')).status()).toBe(200);
    await leads.visit(`/returns/${returnId}/check`);
    expect(await wordsOn(leads)).toContain('Could a child or family be recognised?');
    expect(leads.faults).toEqual([]);
  }, 300_000);

  test('a file that was chosen before the script came is kept', async () => {
    const late = await aSignedInPerson(browser, portal.origin, lead.email, looksOn(dialect));
    const held = await holdScripts(late.page);
    await late.page.goto('/evidence/new', { waitUntil: 'commit' });
    await late.page.locator('input[type="file"]').setInputFiles([file('Early.csv', text('early,bird\n1,2\n'))]);
    await held.arrive();
    await late.page.locator('.app-upload:not([hidden])').getByText('Ready to upload').waitFor();
    await late.page.getByRole('button', { name: 'Upload', exact: true }).click();
    await late.page.getByRole('heading', { level: 1, name: 'Early.csv' }).waitFor();
    await late.close();
  }, 300_000);

  test('without scripts one file at a time does the same', async () => {
    const plain = await aSignedInPerson(browser, portal.origin, lead.email, { ...looksOn(dialect), scripts: false });
    const { page } = plain;
    await plain.visit('/evidence/new');
    await page.getByLabel('Title').fill('Policy a third time');
    await page.locator('input[type="file"]').setInputFiles([policy]);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.locator('.govuk-error-summary').getByText('You already have this file').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Policy a third time');
    await page.getByRole('button', { name: 'Use the one you have' }).click();
    await page.getByText('You already have this file. This is it').waitFor();
    await plain.follow('Add a new version');
    await page.locator('input[type="file"]').setInputFiles([policy]);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.locator('.govuk-error-summary').getByText('choose another one').waitFor();
    await page.locator('input[type="file"]').setInputFiles([file('Policy.txt', text('The policy in plain words.'))]);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByText('The new version has been added').waitFor();
    await plain.close();
  }, 300_000);
});
