/** What the people of an organisation do with their return. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { pdfFile } from '../features/evidence/files.ts';
import { expectNarrow, idIn, type Person } from './browser.ts';
import { type Filling, fillForm } from './fill.ts';

/** From the home page to the return of a cycle. Gives the id of the return. */
export async function openReturn(person: Person, cycle: string): Promise<string> {
  await person.visit('/returns');
  await person.follow(cycle);
  return idIn(person.page, 'returns');
}

/** The page of facts that decide which questions are asked. Some answers open further facts, until none is missing. */
export async function confirmProfile(person: Person, returnId: string): Promise<void> {
  const { page } = person;
  for (let round = 0; round < 4; round++) {
    await person.visit(`/returns/${returnId}/details`);
    await expectNarrow(page);
    await fillForm(page);
    expect(await leave(page, page.getByRole('button', { name: 'Confirm and continue' }))).toBeUndefined();
    await person.look();
    if (new URL(page.url()).pathname === `/returns/${returnId}`) return;
  }
  throw new Error(`The profile of return ${returnId} opens further questions without end`);
}

/** Presses a button that leads to another address. When the page stays to show problems instead, gives their words. */
async function leave(page: Page, button: Locator): Promise<string | undefined> {
  const before = page.url();
  const problems = page.locator('.govuk-error-summary');
  await button.click();
  await Promise.any([page.waitForURL((url) => url.href !== before), problems.waitFor()]);
  await page.waitForLoadState();
  return page.url() === before ? ((await problems.textContent()) ?? 'nothing') : undefined;
}

/** Every standard of the return, as its list of tasks links to them. */
export async function standardsOf({ page }: Person, returnId: string): Promise<string[]> {
  await page.goto(`/returns/${returnId}`);
  const links = await page
    .locator('main a[href*="/standards/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const paths = links.map((href) => href.replace(/[#?].*/, ''));
  return [...new Set(paths)];
}

/**
 * Answers every question of a standard and goes on. An answer may open further questions, which then stand on the page:
 * at once where its script runs, with a problem for each where it was pressed before they came, else after saving.
 */
export async function answerStandard(person: Person, path: string, filling: Partial<Filling> = {}): Promise<void> {
  const { page } = person;
  await person.visit(path);
  for (let round = 0; round < 4; round++) {
    const filled = await fillForm(page, filling);
    const problems = await leave(page, page.getByRole('button', { name: 'Save and continue' }).last());
    if (problems !== undefined && filled === 0) throw new Error(`${path} cannot be left: ${problems}`);
    if (!new URL(page.url()).pathname.startsWith(path)) return;
    await person.look();
  }
  throw new Error(`${path} opens further questions without end`);
}

/** Answers one standard by hand: every radio is pressed, and the page says when it saved. */
export async function answerByHand(person: Person, path: string): Promise<void> {
  const { page } = person;
  await person.visit(path);
  await page.getByText('Your answers save as you go.').waitFor();
  for (const radio of await page.locator('main form input[type="radio"]').all())
    if (await radio.isVisible()) await radio.check();
  await isSaved(person);
  const words = page.locator('main form textarea');
  await words.first().pressSequentially('We ask families each spring, and act on it. ');
  for (const radios of await radioGroups(person)) await page.locator(`input[name="${radios}"]`).first().check();
  await fillForm(page);
  await isSaved(person);
  await person.look();
  await expectNarrow(page);
  await page.reload();
  expect(await words.first().inputValue()).toContain('We ask families each spring');
}

async function radioGroups({ page }: Person): Promise<string[]> {
  const names = await page
    .locator('main form input[type="radio"]')
    .evaluateAll((radios) => radios.map((radio) => radio.getAttribute('name') ?? ''));
  return [...new Set(names)];
}

/** Uploads a file for the first question of a standard and uses it for the second as well. Gives the file's title. */
export async function attachEvidence(person: Person, path: string): Promise<string> {
  const { page } = person;
  const title = 'Audit of records, June 2026';
  await person.visit(path);
  const buttons = page.getByRole('button', { name: /^Add evidence/ });
  await buttons.first().click();
  await page.getByRole('heading', { name: 'Upload a new file' }).waitFor();
  await person.look();
  await expectNarrow(page);
  await page.getByLabel('Title').fill(title);
  for (const [part, value] of Object.entries({ day: '14', month: '6', year: '2026' }))
    await page.locator(`[name="coversFrom-${part}"]`).fill(value);
  await page.locator('input[type="file"]').setInputFiles({
    name: 'audit.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(pdfFile),
  });
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.waitForURL((url) => url.pathname === path);
  await page.getByRole('link', { name: title }).first().waitFor();
  await person.look();
  await buttons.first().click();
  await page.getByLabel(title).check();
  await person.look();
  await page.getByRole('button', { name: 'Use the evidence that is ticked' }).click();
  await page.waitForURL((url) => url.pathname === path);
  await page.getByRole('link', { name: title }).nth(1).waitFor();
  return title;
}

/** The lead sends the finished return to those who sign it. */
export async function sendForSignOff(person: Person, returnId: string): Promise<void> {
  const { page } = person;
  await person.visit(`/returns/${returnId}/check`);
  await expectNarrow(page);
  await person.press('Send for sign-off', 'Sign off');
  await page.getByText('The return has been sent for sign-off').waitFor();
}

/** Somebody who signs reads the return and makes the declaration. */
export async function sign(person: Person, returnId: string): Promise<void> {
  const { page } = person;
  await person.visit(`/returns/${returnId}/sign-off`);
  await expectNarrow(page);
  await page.getByLabel('I make this declaration').check();
  await page.getByRole('button', { name: 'Approve this return' }).click();
  await page.getByText('You have approved this return').waitFor();
  await person.look();
}

/** The lead sends the signed return. Gives the reference on the receipt. */
export async function sendReturn(person: Person, returnId: string): Promise<string> {
  const { page } = person;
  await person.visit(`/returns/${returnId}/check`);
  await person.press('Send your return', 'Your return has been sent');
  await expectNarrow(page);
  return ((await page.locator('.govuk-panel__body strong').textContent()) ?? '').trim();
}

/** Waits until the page of a standard says that everything typed so far is saved. */
export async function isSaved({ page }: Person): Promise<void> {
  await page.getByText(/^Your answers save as you go\. Saved at \d/).waitFor();
}
