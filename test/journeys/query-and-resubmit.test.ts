import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisationNamed } from '../../app/cli/demonstration/world.ts';
import { peopleOf } from '../../db/seed/people.ts';
import { aPortal } from './a-portal.ts';
import { aSignedInPerson, expectNarrow, idIn, looksOn, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { fillDate } from './preparing.ts';
import { sendForSignOff, sendReturn, sign } from './returning.ts';
import { openBrowser } from './sign-in.ts';

const slug = 'brookmere-council';
const emailOf = (role: string) => peopleOf(organisationNamed(slug)).find((person) => person.role === role)?.email ?? '';
const partner = (name: string) => `${name}@brookmere-scp.example`;

const answerGiven = 'It leaves out nine agency workers.';
const between = 'Only for us: check the nine names with payroll.';
const asked = 'How often do the nine meet their supervisor?';
const why = 'Please put the nine workers into the figure.';
const added = 'Nine agency workers are counted from June.';

describe.each(['sqlite', 'postgres'] as const)(
  'a question of the partnership, a correction and a second version (%s)',
  (dialect) => {
    let browser: Browser;
    let portal: PortalProcess;
    let lead: Person;
    let moderator: Person;
    let returnId = '';
    let submission = '';

    beforeAll(async () => {
      browser = await openBrowser();
      portal = await aPortal(dialect, 'demonstration');
      await portal.start();
    }, 600_000);

    afterAll(async () => {
      await portal.remove();
      await browser.close();
    }, 60_000);

    test('without scripts the lead answers the question, and writes to colleagues in another place', async () => {
      lead = await aSignedInPerson(browser, portal.origin, emailOf('safeguarding-lead'), {
        ...looksOn(dialect),
        scripts: false,
      });
      const { page } = lead;
      expect(await wordsOn(lead)).toContain('Questions from the partnership');
      await page.locator('main a[href*="/comments/partnership#query-"]').first().click();
      await page.getByRole('heading', { level: 1, name: /^Messages between/ }).waitFor();
      returnId = idIn(page, 'returns');
      expect(await wordsOn(lead)).toContain('Who will see this');
      await page.getByRole('button', { name: /^Send your answer to Brookmere/ }).click();
      await page.locator('.govuk-error-summary').waitFor();
      expect(await page.title()).toMatch(/^Error: /);
      await page.locator('textarea[name="replyText"]').fill(answerGiven);
      await page.getByRole('button', { name: /^Send your answer to Brookmere/ }).click();
      await page.getByText(answerGiven).waitFor();
      expect(await wordsOn(lead)).toContain('None of them waits for an answer');
      await lead.visit(`/returns/${returnId}/comments`);
      await expectNarrow(page);
      await lead.follow(/^Open the comments inside/);
      await page.locator('textarea[name="insideText"]').fill(between);
      await page.getByRole('button', { name: /^Keep inside/ }).click();
      await page.getByText(between).waitFor();
      await expectNarrow(page);
    }, 300_000);

    test('the moderator reads the answer and not a word of the rest, settles it, and asks anew in two presses', async () => {
      moderator = await aSignedInPerson(browser, portal.origin, partner('tom.ashdown'), looksOn(dialect));
      const { page } = moderator;
      await moderator.follow('Messages with agencies');
      await moderator.follow(/^Brookmere Council|^Brookmere City|^Brookmere.*Council/);
      expect(await wordsOn(moderator)).toContain(answerGiven);
      expect(await page.content()).not.toContain(between);
      await expectNarrow(page);
      await page
        .getByRole('button', { name: /^Settled/ })
        .first()
        .click();
      await page.locator('.govuk-tag', { hasText: 'Settled' }).waitFor();
      await moderator.follow('The return as it was sent');
      submission = new URL(page.url()).pathname;
      await expectNarrow(page);
      await page.locator('main table a[href*="/standards/"]').first().click();
      await page
        .getByRole('link', { name: /^Ask the agency about/ })
        .first()
        .waitFor();
      await moderator.look();
      let presses = 1;
      await page
        .getByRole('link', { name: /^Ask the agency about/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Ask the agency about its return' }).waitFor();
      await moderator.look();
      await expectNarrow(page);
      await page.locator('textarea[name="queryText"]').fill(asked);
      presses += 1;
      await page.getByRole('button', { name: /^Send to/ }).click();
      await page.getByText('waiting for the agency').first().waitFor();
      expect(presses).toBe(2);
      await moderator.visit('/moderation');
      expect(await wordsOn(moderator)).toContain('1 open');
      await expectNarrow(page);
    }, 300_000);

    test('the manager sends the return back, with a reason and a day', async () => {
      const manager = await aSignedInPerson(browser, portal.origin, partner('priya.nair'), looksOn(dialect));
      const { page } = manager;
      await manager.visit(submission);
      await manager.follow('Send this return back');
      await page.getByRole('button', { name: /^Send it back/ }).click();
      await page.locator('.govuk-error-summary').waitFor();
      await manager.look();
      await expectNarrow(page);
      // A second press within a second is taken for a double click, and a machine is that quick.
      await manager.visit(`${submission}/send-back`);
      await page.locator('textarea[name="reason"]').first().fill(why);
      await fillDate(manager, 'reviseBy', 14);
      await page.getByRole('button', { name: /^Send it back/ }).click();
      await page.getByText('opened this return again').waitFor();
      await manager.look();
      await manager.close();
    }, 120_000);

    test('without scripts the return is corrected, signed and sent a second time', async () => {
      const { page } = lead;
      await lead.visit(`/returns/${returnId}`);
      expect(await wordsOn(lead)).toContain(why);
      await page.locator('main a[href*="/standards/"]').first().click();
      await page.waitForURL((url) => url.pathname.includes('/standards/'));
      const words = page.locator('main form textarea[name$=".narrative"]').first();
      await words.evaluate((field) => field.closest('details')?.setAttribute('open', ''));
      await words.fill(`${await words.inputValue()} ${added}`);
      await page.getByRole('button', { name: 'Save and return to list' }).click();
      await page.waitForURL((url) => url.pathname === `/returns/${returnId}`);
      await sendForSignOff(lead, returnId);
      const senior = await aSignedInPerson(browser, portal.origin, emailOf('senior-lead'), looksOn(dialect));
      await senior.visit(`/returns/${returnId}/sign-off`);
      expect(await wordsOn(senior)).toMatch(/What changed since version 1/);
      await sign(senior, returnId);
      await senior.close();
      await sendReturn(lead, returnId);
      expect(await wordsOn(lead)).toContain('2 versions');
      await expectNarrow(page);
    }, 300_000);

    test('the moderator reads what changed and takes over what did not', async () => {
      const { page } = moderator;
      await moderator.visit(submission);
      expect(await wordsOn(moderator)).toContain('moderate that one');
      await moderator.follow('version 2');
      await moderator.follow('What changed since version 1');
      await page.locator('ins', { hasText: 'Nine agency workers' }).first().waitFor();
      expect(await wordsOn(moderator)).toMatch(/\d+ questions unchanged/);
      await expectNarrow(page);
      await page.goBack();
      await page.locator('main table a[href*="/standards/"]').nth(1).click();
      await page.getByRole('button', { name: /^Take over \d+ rating/ }).click();
      await page.getByRole('button', { name: /^Take over \d+ rating/ }).waitFor({ state: 'detached' });
      await moderator.look();
      await expectNarrow(page);
      expect(await page.content()).not.toContain(between);
      expect([...moderator.faults, ...lead.faults]).toEqual([]);
    }, 300_000);
  },
);
