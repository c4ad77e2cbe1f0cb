import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSession, type SessionParts } from '../builders/a-session.ts';
import { aPortal } from './a-portal.ts';
import { aSignedInPerson, download, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';

import { openBeforeStart } from './open-before-start.ts';
import type { PortalProcess } from './portal-process.ts';
import { openBrowser } from './sign-in.ts';

const concern = 'Night duty has no access to the records.';
const answer = 'Since Monday every night team has two logins.';

/** Within a second of the first press of a button the page takes the second for a double click. */
const aSecondPress = (page: Page) => page.waitForTimeout(1000);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'postgres'] as const)('a challenge between meetings, and what works, on %s', (dialect) => {
  let portal: PortalProcess;
  let session: SessionParts;
  let manager: Person;
  let lead: Person;
  const arrives = (email: string, scripts = true) =>
    aSignedInPerson(browser, portal.origin, email, { ...looksOn(dialect), scripts });

  beforeAll(async () => {
    portal = await aPortal(dialect, 'library');
    const opened = await openBeforeStart(portal);
    session = await aSession(opened);
    await opened.close();
    await portal.start();
  }, 300_000);

  afterAll(() => portal.remove(), 60_000);

  test('is put on the log; what is missing is said in place and what was typed stays', async () => {
    manager = await arrives(session.manager.email);
    await manager.follow('No challenge is open');
    await expectNarrow(manager.page);
    await manager.follow('Put a challenge on the log');
    await expectNarrow(manager.page);
    const { page } = manager;
    await page.getByLabel('Who raises the challenge?').selectOption('board');
    await page.getByLabel('Who is challenged?').selectOption({ label: 'Brookmere Council' });
    await page.getByLabel('What is the concern, and what must be answered?').fill(concern);
    await page.getByRole('button', { name: 'Put it on the log' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    await manager.look();
    expect(await page.getByLabel('What is the concern, and what must be answered?').inputValue()).toBe(concern);
    await page.getByRole('radio', { name: 'No' }).check();
    await page.getByLabel('Likelihood').selectOption('4');
    await page.getByLabel('Impact').selectOption('5');
    await aSecondPress(page);
    await manager.press('Put it on the log', /^Challenge CHL-/);
    expect(await wordsOn(manager)).toContain('20, extreme');
    await expectNarrow(page);
  }, 120_000);

  test('is answered by the agency without scripts, and closed with the risk that is left', async () => {
    const council = session.agencies[0]?.lead.email ?? '';
    lead = await arrives(council, false);
    await lead.follow(/^1 challenge waits/);
    await lead.page.locator('main tbody a').first().click();
    await lead.press('Send the answer', /^Challenge CHL-/);
    expect(await wordsOn(lead)).toContain('Enter the answer');
    await lead.page.getByLabel('Your answer').fill(answer);
    await lead.press('Send the answer', /^Challenge CHL-/);
    expect(await wordsOn(lead)).toContain('Your answer is sent.');
    const { page } = manager;
    await page.reload();
    expect(await wordsOn(manager)).toContain(answer);
    await page.getByText('Close with an outcome').click();
    await page.getByRole('radio', { name: 'Accepted', exact: true }).check();
    await page.getByLabel('What the outcome rests on').fill('The list of logins');
    await page.locator('#close-likelihood').selectOption('1');
    await manager.press('Close the challenge', /^Challenge CHL-/);
    await page.getByText('The challenge is closed.').waitFor();
    await manager.look();
  }, 120_000);

  test('stands in the report to the board, as page, PDF and workbook', async () => {
    await manager.visit('/challenge-log/report');
    await expectNarrow(manager.page);
    expect(await wordsOn(manager)).toContain('1 of 1 answer came on time');
    const { search } = new URL(
      (await manager.page.getByRole('link', { name: 'Download as PDF' }).getAttribute('href')) ?? '',
      portal.origin,
    );
    expect((await download(manager, `/challenge-log/report.pdf${search}`)).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await download(manager, `/challenge-log/report.xlsx${search}`)).subarray(0, 2).toString()).toBe('PK');
  }, 120_000);

  test('what works is shared by the agency, found by others, and gone with one press', async () => {
    await lead.close();
    lead = await arrives(session.agencies[0]?.lead.email ?? '');
    await lead.follow('What agencies and settings share');
    await lead.follow('Share something that works');
    await expectNarrow(lead.page);
    const { page } = lead;
    await page.getByLabel('Title').fill('Two logins for each night team');
    await page.getByLabel('What do you do?').fill('The mother of Jayden asked us to.');
    await page.getByLabel(/^What difference/).fill('Nobody waits until morning.');
    await page.getByRole('checkbox', { name: /Safeguarding Children Partnership$/ }).check();
    await page.getByRole('checkbox', { name: /agrees to share this/ }).check();
    await page.getByRole('button', { name: 'Share it' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    await lead.look();
    await page.getByLabel('What do you do?').fill('Two people of each team log in at dusk.');
    await page.getByRole('checkbox', { name: /I have looked at it again/ }).check();
    await aSecondPress(page);
    await lead.press('Share it', 'Two logins for each night team');
    await expectNarrow(page);
    await manager.visit('/good-practice?q=dusk');
    await expectNarrow(manager.page);
    await manager.follow('Two logins for each night team');
    await lead.press('Withdraw it now', 'Two logins for each night team');
    await page.getByText('It is withdrawn.').waitFor();
    expect((await manager.page.reload())?.status()).toBe(404);
    await manager.visit('/good-practice?q=dusk');
    expect(await wordsOn(manager)).not.toContain('Two logins');
    expect([...lead.faults, ...manager.faults]).toEqual([]);
  }, 120_000);
});
