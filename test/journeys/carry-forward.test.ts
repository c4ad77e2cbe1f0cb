import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPortal, panel } from './a-portal.ts';
import { aSignedInPerson, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';
import { fillForm } from './fill.ts';
import { governor, headteacher, lastCycle, lastWords, school, schoolLead, writeLastYear } from './last-year.ts';
import type { PortalProcess } from './portal-process.ts';
import { launchCycle } from './preparing.ts';
import { confirmProfile, openReturn, sendForSignOff, sendReturn, sign, standardsOf } from './returning.ts';
import { openBrowser } from './sign-in.ts';

const cycle = 'Schools safeguarding return, 2026';
const newWords = 'This year we also asked the children.';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const waiting = ({ page }: Person) => page.locator('.app-question .app-carried');
const keeps = ({ page }: Person) => page.getByRole('button', { name: /^Still true: keep it/ });

async function launch(manager: Person): Promise<void> {
  await launchCycle(manager, {
    name: cycle,
    standards: /section 175 and section 157 return, edition 2025\.1/,
    organisations: [school],
  });
}

/** Presses a button of the form and waits for the page that comes, or for the carried answer that goes. */
async function press(person: Person, button: string | RegExp, place = 0): Promise<void> {
  const { page } = person;
  if (typeof button !== 'string') {
    const pressed = page.getByRole('button', { name: button }).nth(place);
    const question = await pressed.locator('xpath=ancestor::section').getAttribute('id');
    await pressed.click();
    // It may open another question that waits, so the number of those that do says little.
    await page.locator(`#${question} .app-carried`).waitFor({ state: 'detached' });
    return page.waitForLoadState();
  }
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: button }).nth(place).click();
  await loaded;
}

/** Keeps what may be kept, changes what may not, and answers the rest, until the standard is left. */
async function goThrough(person: Person, path: string): Promise<void> {
  const { page } = person;
  await person.visit(path);
  while ((await keeps(person).count()) > 0) await press(person, /^Still true: keep it/);
  for (let round = 0; round < 12; round++) {
    while ((await waiting(person).count()) > 0) await press(person, /^Change it/);
    await fillForm(page);
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Save and continue' }).last().click();
    await loaded;
    if (!new URL(page.url()).pathname.startsWith(path)) return;
  }
  throw new Error(`${path} is not left: ${(await page.locator('.govuk-error-summary').allTextContents()).join(' ')}`);
}

describe.each(['sqlite', 'postgres'] as const)(
  'a schools cycle on a new edition, with last year behind it, on %s',
  (dialect) => {
    let portal: PortalProcess;
    const people: Person[] = [];
    const arrives = async (email: string) => {
      const person = await aSignedInPerson(browser, portal.origin, email, looksOn(dialect));
      people.push(person);
      return person;
    };
    let lead: Person;
    let returnId = '';
    let oldReturnId = '';
    let standards: string[] = [];
    let first = '';

    beforeAll(async () => {
      portal = await aPortal(dialect, 'partnership');
      oldReturnId = await writeLastYear(portal, 'section-175/2024.1');
      await portal.start();
      await launch(await arrives(panel.manager.email));
    }, 300_000);

    afterAll(() => portal.remove(), 60_000);

    test('the overview says how many answers wait, by standard, and where to read what is not asked any more', async () => {
      lead = await arrives(schoolLead.email);
      returnId = await openReturn(lead, cycle);
      await confirmProfile(lead, returnId);
      await lead.visit(`/returns/${returnId}`);
      await expectNarrow(lead.page);
      const words = await wordsOn(lead);
      expect(words).toMatch(/\d+ carried answers to confirm\. They come from Schools safeguarding return, 2025/);
      expect(words).toMatch(/0 of \d+ questions answered, \d+ carried answers to confirm/);
      expect(words).toContain('not asked any more');
      await lead.page.getByText('not asked any more').click();
      await lead.look();
      await lead.follow(`the copy of ${lastCycle}`);
      expect(new URL(lead.page.url()).pathname).toBe(`/returns/${oldReturnId}/copy`);
      standards = await standardsOf(lead, returnId);
    }, 120_000);

    test('a carried answer is kept with one press, and its page never saves one by itself', async () => {
      const { page } = lead;
      for (const path of standards) {
        await lead.visit(path);
        first = path;
        if ((await keeps(lead).count()) > 2 && (await waiting(lead).count()) > 3) break;
      }
      await expectNarrow(page);
      const before = await waiting(lead).count();
      expect(await wordsOn(lead)).toContain(lastWords);
      await page.reload();
      expect(await waiting(lead).count()).toBe(before);
      await press(lead, /^Still true: keep it/);
      expect(await waiting(lead).count()).toBe(before - 1);
      expect(await wordsOn(lead)).toContain(`Carried from ${lastCycle}, confirmed unchanged`);
      await lead.look();
    }, 120_000);

    test('another is changed: its fields open with last year’s words, nothing is saved until somebody types', async () => {
      const { page } = lead;
      const before = await waiting(lead).count();
      await press(lead, /^Change it/);
      expect(await waiting(lead).count()).toBe(before - 1);
      await lead.look();
      const words = page
        .locator('.app-question:has(textarea[name$=".narrative"])')
        .filter({ hasNot: page.locator('.app-question__saved') })
        .locator('textarea[name$=".narrative"]')
        .first();
      expect(await words.inputValue()).toContain(lastWords);
      await page.goto(first);
      expect(await waiting(lead).count()).toBe(before);
      await press(lead, /^Change it/);
      await words.fill(`${lastWords} ${newWords}`);
      await words.blur();
      await page.getByText(/^Your answers save as you go\. Saved at \d/).waitFor();
      await page.goto(first);
      expect(await waiting(lead).count()).toBe(before - 1);
      expect(await wordsOn(lead)).toContain(`Carried from ${lastCycle}, then revised`);
    }, 120_000);

    test('a third is answered afresh, with last year’s beside it', async () => {
      const before = await waiting(lead).count();
      await press(lead, /^Answer afresh/);
      expect(await waiting(lead).count()).toBe(before - 1);
      expect(await wordsOn(lead)).toContain(`Last time (${lastCycle}`);
      await lead.look();
      await lead.visit(`/returns/${returnId}/check`);
      expect(await wordsOn(lead)).toContain(`Confirm the answer carried from ${lastCycle}, or change it`);
      await lead.visit(`/returns/${returnId}/print`);
      expect(await wordsOn(lead)).toContain(`Carried from ${lastCycle}, not yet confirmed`);
    }, 120_000);

    test('without scripts they are kept, changed and answered afresh by buttons alone', async () => {
      const plain = await aSignedInPerson(browser, portal.origin, schoolLead.email, {
        ...looksOn(dialect),
        scripts: false,
      });
      let path = '';
      for (path of standards.toReversed()) {
        await plain.visit(path);
        if (path !== first && (await keeps(plain).count()) > 3) break;
      }
      expect(path).not.toBe(first);
      let left = await waiting(plain).count();
      for (const button of [/^Still true: keep it/, /^Answer afresh/]) {
        await press(plain, button);
        expect(await waiting(plain).count()).toBe(--left);
      }
      await press(plain, /^Change it/);
      const words = plain.page.locator(`textarea:has-text("${lastWords}")`).last();
      await words.fill(newWords);
      await press(plain, 'Save and return to list');
      await plain.visit(path);
      expect(await wordsOn(plain)).toContain(`Carried from ${lastCycle}, then revised`);
      await plain.close();
    }, 120_000);

    test('the rest is gone through, the return is signed and sent', async () => {
      for (const path of standards) await goThrough(lead, path);
      await sendForSignOff(lead, returnId);
      for (const { email } of [headteacher, governor]) await sign(await arrives(email), returnId);
      await sendReturn(lead, returnId);
      await lead.visit(`/returns/${returnId}/copy`);
      const copy = await wordsOn(lead);
      expect(copy).toContain(`Carried from ${lastCycle}, confirmed unchanged`);
      expect(copy).toContain(newWords);
      expect(copy).not.toContain('not yet confirmed');
    }, 600_000);

    test('a moderator sees which answers were kept as they were', async () => {
      const moderator = await arrives(panel.moderator.email);
      await moderator.visit('/moderation');
      const row = moderator.page.locator('tr', { hasText: cycle });
      const path = (await row.getByRole('link', { name: school }).getAttribute('href')) ?? '';
      await moderator.visit(`${path}/standards/${first.split('/').at(-1)}`);
      const words = await wordsOn(moderator);
      expect(words).toContain(`Carried from ${lastCycle}, confirmed unchanged`);
      expect(words).toContain(`Carried from ${lastCycle}, then revised`);
      expect(await portal.los('audit', 'verify')).toMatchObject({ code: 0 });
    }, 120_000);

    test('no browser reported an error or a broken policy', () => {
      expect(people.flatMap(({ faults }) => faults)).toEqual([]);
    });
  },
);
