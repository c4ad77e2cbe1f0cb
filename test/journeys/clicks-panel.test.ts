/** The commonest tasks of a panel, and how many presses each takes at best. Typing is free. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSession, type SessionParts } from '../builders/a-session.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { aSignedInPerson, looksOn, type Person, wordsOn } from './browser.ts';
import { type PortalProcess, preparePortal } from './portal-process.ts';
import { type Counter, countPresses } from './presses.ts';
import { openBrowser } from './sign-in.ts';

describe.each(['sqlite', 'postgres'] as const)('the presses that a panel takes (%s)', (dialect) => {
  let browser: Browser;
  let database: TestPortal;
  let portal: PortalProcess;
  let parts: SessionParts;
  let moderator: Person & Counter;

  beforeAll(async () => {
    browser = await openBrowser();
    database = await openTestPortal(dialect);
    database.setTime(new Date().toISOString());
    parts = await aSession(database);
    portal = await preparePortal({ databaseUrl: database.databaseUrl });
    await portal.start();
    const person = await aSignedInPerson(browser, portal.origin, parts.moderator.email, looksOn(dialect));
    moderator = { ...person, ...(await countPresses(person)) };
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await database.close();
    await browser.close();
  }, 60_000);

  /** Of the agency that nobody has rated: the page of a standard. */
  const police = () => `/moderation/${parts.agencies[1]?.submissionId}`;

  test('a moderator agrees with a standard of two ratings with 1', async () => {
    await moderator.visit(`${police()}/standards/a1`);
    moderator.presses();
    await moderator.page.getByRole('button', { name: /^Agree with/ }).click();
    await moderator.page.waitForURL((url) => !url.pathname.endsWith('/a1'));
    expect(moderator.presses()).toBe(1);
    const judged = await database.database.db
      .selectFrom('judgement')
      .select('question_code as question')
      .where('submission_id', '=', parts.agencies[1]?.submissionId ?? '')
      .orderBy('question_code')
      .execute();
    expect(judged.map(({ question }) => question)).toEqual(['a1-board', 'a1-policy']);
  }, 120_000);

  test('rates a question differently and saves with 2', async () => {
    await moderator.visit(`${police()}/standards/a2`);
    moderator.presses();
    const { page } = moderator;
    await page.locator('input[type="radio"][value="amber"]').first().check();
    await page
      .getByLabel(/^Reason/)
      .first()
      .fill('Nobody was asked how often.');
    await page.getByRole('button', { name: /^Save/ }).first().click();
    await page.waitForURL((url) => !url.pathname.endsWith('/a2'));
    expect(moderator.presses()).toBe(2);
    await moderator.visit(`${police()}/standards/a2`);
    expect(await wordsOn(moderator)).toContain('Nobody was asked how often.');
  }, 120_000);

  test('adds a question for the panel while reading with 1, where the standard is read', async () => {
    await moderator.visit(`${police()}/standards/a1`);
    moderator.presses();
    const { page } = moderator;
    await page.getByLabel('A question the panel will ask').fill('Who reads the policy?');
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.locator('.app-key-lines').getByText('Who reads the policy?').first().waitFor();
    expect(moderator.presses()).toBe(1);
    await moderator.visit(police());
    expect(await wordsOn(moderator)).toContain('Who reads the policy?');
    expect(moderator.faults).toEqual([]);
  }, 120_000);
});
