/** The commonest tasks of the owner of an action, each from their home page, and how many presses it takes. Typing is free. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../app/platform/clock.ts';
import { pngFile } from '../features/evidence/files.ts';
import { type ActionGiven, anActionGiven } from './an-action-given.ts';
import { aSignedInPerson, noLooks, type Person } from './browser.ts';
import { type Counter, countPresses } from './presses.ts';
import { openBrowser } from './sign-in.ts';

describe.each(['sqlite', 'postgres'] as const)('the presses that the owner of an action takes (%s)', (dialect) => {
  let browser: Browser;
  let given: ActionGiven;
  let owner: Person & Counter;

  beforeAll(async () => {
    browser = await openBrowser();
    given = await anActionGiven(dialect);
    const { portal, emails } = given;
    await portal.start();
    // What the pages look like is looked at in the journey of an action.
    const person = await aSignedInPerson(browser, portal.origin, emails.lead, { looks: noLooks });
    owner = { ...person, ...(await countPresses(person)) };
  }, 300_000);

  afterAll(async () => {
    await given.portal.remove();
    await browser.close();
  }, 60_000);

  beforeEach(async () => {
    await owner.page.goto('/home', { waitUntil: 'networkidle' });
    owner.presses();
  });

  /** Opens the action from the home page. */
  const open = async () => {
    await owner.page.locator('main').getByRole('link', { name: /^ACT-/ }).first().click();
    await owner.page.getByRole('heading', { level: 1, name: /^Action ACT-/ }).waitFor();
  };
  const unfold = (words: string) => owner.page.locator('summary', { hasText: words }).click();
  const send = (words: string) => owner.page.getByRole('button', { name: words, exact: true }).click();
  const says = (words: string) => owner.page.locator('main').getByText(words).first().waitFor();

  test('adds the day it is due to a calendar with 1', async () => {
    const downloaded = owner.page.waitForEvent('download');
    await owner.page
      .getByRole('link', { name: /^Add to calendar/ })
      .first()
      .click();
    expect((await downloaded).suggestedFilename()).toMatch(/^action-ACT-.*\.ics$/);
    expect(owner.presses()).toBe(1);
  }, 120_000);

  test('posts progress with a rating with 3', async () => {
    await open();
    await owner.page.getByRole('radio', { name: /At risk/ }).check();
    await owner.page.getByLabel('What has been done').fill('Half of the files are read.');
    await owner.page.getByLabel('How much is done').fill('50');
    await send('Post progress');
    await says('Your progress is posted');
    expect(owner.presses()).toBe(3);
  }, 120_000);

  test('attaches proof from their computer with 3', async () => {
    await open();
    await owner.page.getByLabel('What has been done').fill('Here is the audit.');
    const chooser = owner.page.waitForEvent('filechooser');
    await owner.page
      .getByRole('button', { name: /New file/ })
      .first()
      .click();
    await (await chooser).setFiles({ name: 'audit.png', mimeType: 'image/png', buffer: Buffer.from(pngFile) });
    await send('Post progress');
    await owner.page.getByRole('link', { name: 'audit' }).first().waitFor();
    expect(owner.presses()).toBe(3);
  }, 120_000);

  test('asks for more time with 3', async () => {
    await open();
    await unfold('Ask for more time');
    const [year = '', month = '', day = ''] = addDays(given.today, 60).split('-');
    const asked = owner.page.getByRole('group', { name: 'New date that you ask for' });
    await asked.getByLabel('Day').fill(day);
    await asked.getByLabel('Month').fill(month);
    await asked.getByLabel('Year').fill(year);
    await owner.page.getByLabel('Why you need more time').fill('The second team joins in May.');
    await send('Ask for more time');
    await says('You have asked for more time');
    expect(owner.presses()).toBe(3);
  }, 120_000);

  test('says that it is done with 3', async () => {
    await open();
    await unfold('Mark this action as done');
    await owner.page.getByLabel('What changed for children, and how you know').fill('Ten of ten files show it.');
    await owner.page.getByLabel('Link to something that shows it').fill('https://intranet.example/audit');
    await send('Mark as done');
    await says('The action is marked as done');
    expect(owner.presses()).toBe(3);
    expect(owner.faults).toEqual([]);
  }, 120_000);
});
