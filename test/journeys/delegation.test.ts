import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPortal } from './a-portal.ts';
import {
  aPersonAt,
  aSignedInPerson,
  expectNarrow,
  looksOn,
  noLooks,
  type Person,
  type PersonOptions,
  wordsOn,
} from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { lead } from './preparing.ts';
import { answerStandard, confirmProfile, openReturn, standardsOf } from './returning.ts';
import { openBrowser } from './sign-in.ts';
import { writeTwoReturns } from './two-returns.ts';

interface Way {
  readonly how: string;
  readonly options: PersonOptions;
  readonly newcomer: { readonly email: string; readonly name: string };
  /** Which standard of the return is handed over. */
  readonly place: number;
}
const withScripts = { email: 'ida.croft@kestrel.example', name: 'Ida Croft' };
const withoutScripts = { email: 'tom.leigh@kestrel.example', name: 'Tom Leigh' };
const waysOn = (dialect: 'sqlite' | 'postgres'): Way[] => [
  { how: 'with scripts', options: looksOn(dialect), newcomer: withScripts, place: 1 },
  { how: 'without scripts', options: { ...looksOn(dialect), scripts: false }, newcomer: withoutScripts, place: 2 },
];
const note = 'You keep the training records.';
const secret = 'Only the lead may read this.';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'postgres'] as const)('a standard that is handed to a new colleague, on %s', (dialect) => {
  let portal: PortalProcess;
  let returnId = '';
  let standards: string[] = [];
  let first = '';

  beforeAll(async () => {
    portal = await aPortal(dialect, 'partnership');
    await writeTwoReturns(portal);
    await portal.start();
    const writes = await aSignedInPerson(browser, portal.origin, lead.email, { looks: noLooks });
    const { page } = writes;
    returnId = await openReturn(writes, 'Section 11, 2026');
    await confirmProfile(writes, returnId);
    standards = await standardsOf(writes, returnId);
    [first = ''] = standards;
    await page.goto(first);
    const words = page.locator('main form textarea').first();
    await words.evaluate((field) => field.closest('details')?.setAttribute('open', ''));
    await words.fill(secret);
    await page.getByRole('button', { name: 'Save and return to list' }).click();
    await page.waitForURL((url) => url.pathname === `/returns/${returnId}`);
    await writes.close();
  }, 300_000);

  afterAll(() => portal.remove(), 60_000);

  describe.each(waysOn(dialect))('$how', ({ options, newcomer, place }) => {
    let leads: Person;
    let colleague: Person;
    let handed = '';

    test('the lead asks them from the list of standards, by e-mail', async () => {
      leads = await aSignedInPerson(browser, portal.origin, lead.email, options);
      handed = standards[place] ?? '';
      const { page } = leads;
      await leads.visit(`/returns/${returnId}`);
      await expectNarrow(page);
      await page.locator(`main a[href$="/people/ask?part=${handed.split('/').at(-1)}"]`).click();
      await page.getByRole('heading', { level: 1, name: 'Ask someone' }).waitFor();
      await leads.look();
      await expectNarrow(page);
      await page.getByLabel('Somebody who is not in this list').check();
      await page.getByLabel('Their e-mail address').fill(newcomer.email.split('@')[0] ?? '');
      await page.getByLabel('Their name').fill(newcomer.name);
      await page.getByLabel('Note to them (optional)').fill(note);
      await page.getByRole('button', { name: 'Ask them' }).click();
      await page.locator('.govuk-error-summary').waitFor();
      expect(await page.title()).toMatch(/^Error: /);
      expect(await page.getByLabel('Note to them (optional)').inputValue()).toBe(note);
      await leads.look();
      // A second press within a second is taken for a double click: the page is opened anew.
      await leads.visit(`/returns/${returnId}/people/ask?part=${handed.split('/').at(-1)}`);
      await page.getByLabel('Somebody who is not in this list').check();
      await page.getByLabel('Their e-mail address').fill(newcomer.email);
      await page.getByLabel('Their name').fill(newcomer.name);
      await page.getByLabel('Note to them (optional)').fill(note);
      await leads.press('Ask them', 'Who has what');
      expect(await wordsOn(leads)).toMatch(new RegExp(`${newcomer.name}[\\s\\S]*Asked`));
      await expectNarrow(page);
    }, 120_000);

    test('they sign in by the link, once, and see that standard and nothing else', async () => {
      colleague = await aPersonAt(browser, portal.origin, options);
      const { page } = colleague;
      await page.goto('/outbox');
      const card = page.locator('.govuk-summary-card', { hasText: newcomer.email });
      await card.first().getByRole('link', { name: 'Open the link' }).click();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname === `/returns/${returnId}`);
      await colleague.look();
      await expectNarrow(page);
      expect(await standardsOf(colleague, returnId)).toEqual([handed]);
      for (const closed of [
        first,
        `/returns/${returnId}/details`,
        `/returns/${returnId}/print`,
        `/returns/${returnId}/check`,
      ]) {
        const response = await page.goto(closed);
        expect([closed, response?.status()]).toEqual([closed, 404]);
        expect(await page.content()).not.toContain(secret);
      }
      await colleague.visit('/home');
      expect(await wordsOn(colleague)).toContain('Asked of you');
      await expectNarrow(page);
    }, 120_000);

    test('they answer it and say that it is ready', async () => {
      const { page } = colleague;
      await colleague.visit('/home');
      await colleague.follow('Continue');
      expect(await wordsOn(colleague)).toContain(note);
      await expectNarrow(page);
      await answerStandard(colleague, handed);
      await page.getByText('It is ready for review').waitFor();
      await colleague.look();
      expect(await wordsOn(colleague)).toContain('Ready for review');
    }, 120_000);

    test('the lead gives it back with a note, and accepts it the second time', async () => {
      const { page } = leads;
      await leads.visit('/home');
      expect(await wordsOn(leads)).toContain(`${newcomer.name}: Ready for review`);
      await leads.page.locator('main a[href*="/people/"]').first().click();
      await page.getByRole('heading', { name: 'Give it back' }).waitFor();
      await leads.look();
      await expectNarrow(page);
      await page.getByRole('button', { name: 'Give it back with this note' }).click();
      await page.getByText('Say what still has to be done').first().waitFor();
      await leads.look();
      // As above.
      await leads.visit(new URL(page.url()).pathname);
      await page.getByLabel('What still has to be done').fill('Please say how many.');
      await leads.press('Give it back with this note', 'Who has what');
      await colleague.visit(handed);
      expect(await wordsOn(colleague)).toContain('Please say how many.');
      await answerStandard(colleague, handed);
      await leads.visit(handed);
      await expectNarrow(page);
      await leads.press(/^Accept as completed/, 'Who has what');
      await leads.visit(`/returns/${returnId}`);
      const task = page.locator('.govuk-task-list__item', { has: page.locator(`a[href="${handed}"]`) });
      expect(await task.textContent()).toContain('Completed');
      const gone = await colleague.page.goto(handed);
      expect(gone?.status()).toBe(404);
      expect([...leads.faults, ...colleague.faults]).toEqual([]);
    }, 120_000);
  });
});
