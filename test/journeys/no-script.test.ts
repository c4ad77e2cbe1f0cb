import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPortal, panel } from './a-portal.ts';
import { aSignedInPerson, looksOn, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { charities, lead, prepareTwoReturns, secondLead, senior } from './preparing.ts';
import {
  answerStandard,
  confirmProfile,
  openReturn,
  sendForSignOff,
  sendReturn,
  sign,
  standardsOf,
} from './returning.ts';
import { openBrowser } from './sign-in.ts';
import { writeTwoReturns } from './two-returns.ts';

describe.each(['sqlite', 'postgres'] as const)('a portal with scripts switched off (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let leads: Person;
  let returnId = '';
  let standards: string[] = [];
  const arrives = (email: string) =>
    aSignedInPerson(browser, portal.origin, email, { ...looksOn(dialect), scripts: false });

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'partnership');
    // A health provider is asked questions of every type. On the second database they are asked by a builder.
    if (dialect === 'postgres') await writeTwoReturns(portal, 'health-provider');
    await portal.start();
    if (dialect === 'sqlite') await prepareTwoReturns(await arrives(panel.manager.email), 'health-provider');
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 300_000);

  test('a number that is none is refused beside its field, and everything typed is kept', async () => {
    leads = await arrives(lead.email);
    const { page } = leads;
    returnId = await openReturn(leads, 'Section 11, 2026');
    await confirmProfile(leads, returnId);
    standards = await standardsOf(leads, returnId);
    const number = page.locator('main form input[inputmode]').first();
    for (const standard of standards) {
      await leads.visit(standard);
      if ((await number.count()) > 0) break;
    }
    await number.fill('a dozen');
    const words = page.locator('main form textarea[name$=".narrative"]').first();
    await words.evaluate((field) => field.closest('details')?.setAttribute('open', ''));
    await words.fill('Counted from the register of training.');
    await page.getByRole('button', { name: 'Save and continue' }).last().click();
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await number.inputValue()).toBe('a dozen');
    expect(await words.inputValue()).toBe('Counted from the register of training.');
    await number.fill('');
    await page.getByRole('button', { name: 'Save and return to list' }).click();
    await page.waitForURL((url) => url.pathname === `/returns/${returnId}`);
  }, 300_000);

  test('answers of every type are saved by the buttons', async () => {
    for (const standard of standards) await answerStandard(leads, standard);
    const kinds = new Set<string>();
    for (const standard of standards) {
      await leads.visit(standard);
      const fields = await leads.page.locator('main form [name]').evaluateAll((all) =>
        all.map((field) => {
          const name = field.getAttribute('name') ?? '';
          if (/\.\d+\./.test(name)) return 'table';
          if (name.endsWith('-day')) return 'date';
          return field.getAttribute('type') ?? (field.getAttribute('inputmode') ? 'number' : field.localName);
        }),
      );
      for (const kind of fields) kinds.add(kind);
      expect(await wordsOn(leads)).toMatch(/(\d+) of \1 questions answered/);
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['radio', 'checkbox', 'textarea', 'date', 'table', 'text']));
  }, 300_000);

  test('two people who save one answer see both texts, and one of them decides', async () => {
    const colleague = await arrives(secondLead.email);
    const [standard = ''] = standards;
    const words = 'main form textarea[name$=".narrative"]';
    await leads.visit(standard);
    await colleague.visit(standard);
    await colleague.page.locator(words).first().fill('Every team is trained, says the colleague.');
    await colleague.page.getByRole('button', { name: 'Save and return to list' }).click();
    await colleague.page.waitForURL((url) => url.pathname === `/returns/${returnId}`);
    await leads.page.locator(words).first().fill('Two teams of three are trained, says the lead.');
    await leads.page.getByRole('button', { name: 'Save and return to list' }).click();
    const conflict = leads.page.locator('.app-conflict:visible');
    await conflict.waitFor();
    const both = (await conflict.textContent()) ?? '';
    for (const text of ['Every team is trained, says the colleague.', 'Two teams of three are trained, says the lead.'])
      expect(both).toContain(text);
    await leads.page.getByRole('button', { name: 'Keep mine' }).click();
    await conflict.waitFor({ state: 'hidden' });
    await leads.visit(standard);
    expect(await leads.page.locator(words).first().inputValue()).toBe('Two teams of three are trained, says the lead.');
  }, 300_000);

  test('the return is checked, signed, sent and moderated', async () => {
    await sendForSignOff(leads, returnId);
    await sign(await arrives(senior.email), returnId);
    await sendReturn(leads, returnId);
    const moderator = await arrives(panel.moderator.email);
    const { page } = moderator;
    await moderator.visit('/moderation');
    await moderator.follow(charities[0]);
    await page.locator('main a[href*="/standards/"]').first().click();
    const first = page
      .locator('.app-copy-question')
      .filter({ has: page.getByRole('radio') })
      .first();
    await first.locator('input[type="radio"][value="red"]').check();
    await page.getByRole('button', { name: 'Save and return to the list' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    await first.getByLabel(/^Reason/).fill('Only one team was asked.');
    await page.getByRole('button', { name: 'Save and return to the list' }).click();
    await page.waitForURL((url) => /^\/moderation\/[^/]+$/.test(url.pathname));
    expect(await wordsOn(moderator)).toMatch(/1 of \d+ ratings moderated/);
  }, 300_000);
});
