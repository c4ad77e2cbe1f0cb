/** An action to its end: more time, progress, proof, a check by somebody else, the board, and the look back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../app/platform/clock.ts';
import { dayInWords } from '../../app/platform/words.ts';
import { pngFile } from '../features/evidence/files.ts';
import { type ActionGiven, anActionGiven } from './an-action-given.ts';
import { aSignedInPerson, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';
import { openBrowser } from './sign-in.ts';

describe.each(['sqlite', 'postgres'] as const)('an action to its end (%s)', (dialect) => {
  let browser: Browser;
  let given: ActionGiven;

  beforeAll(async () => {
    browser = await openBrowser();
    given = await anActionGiven(dialect, { ratify: 'yes' });
    await given.portal.start();
  }, 300_000);

  afterAll(async () => {
    await given.portal.remove();
    await browser.close();
  }, 60_000);

  const inDays = (days: number) => addDays(given.today, days);
  const theAction = () => new RegExp(`^${given.reference}`);
  const arrives = (who: keyof ActionGiven['emails'], scripts = true): Promise<Person> =>
    aSignedInPerson(browser, given.portal.origin, given.emails[who], { ...looksOn(dialect), scripts });

  /** Presses a button, after which the page says these words; looks at it then. */
  async function send({ page, look }: Person, words: string, says: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: words, exact: true }).click();
    await page.locator('main').getByText(says).first().waitFor();
    await look();
    await expectNarrow(page);
  }

  async function fillDay(page: Page, legend: string, date: string): Promise<void> {
    const [year = '', month = '', day = ''] = date.split('-');
    const group = page.getByRole('group', { name: legend });
    await group.getByLabel('Day').fill(day);
    await group.getByLabel('Month').fill(month);
    await group.getByLabel('Year').fill(year);
  }

  test('its owner asks for more time, the chair grants it, and the owner says that it is done with proof', async () => {
    const owner = await arrives('lead');
    await owner.follow(theAction());
    await owner.page.locator('summary', { hasText: 'Ask for more time' }).click();
    await fillDay(owner.page, 'New date that you ask for', inDays(50));
    await owner.page.getByLabel('Why you need more time').fill('The second team joins next month.');
    await send(owner, 'Ask for more time', 'You have asked for more time');
    expect(await wordsOn(owner)).toContain(`${dayInWords(inDays(50))} is asked for`);

    const chair = await arrives('chair');
    expect(await wordsOn(chair)).toContain('More time is asked for');
    await chair.follow(theAction());
    await send(chair, 'Grant more time', 'More time is granted');

    const { page } = owner;
    await owner.visit('/home');
    await owner.follow(theAction());
    expect(await wordsOn(owner)).toContain(`First due on ${dayInWords(inDays(20))}`);
    await page.getByRole('radio', { name: /At risk/ }).check();
    await page.getByLabel('What has been done').fill('Half of the files are read.');
    await page.getByLabel('How much is done').fill('50');
    const audit = { name: 'audit.png', mimeType: 'image/png', buffer: Buffer.from(pngFile) };
    await page.locator('input[type="file"]').first().setInputFiles(audit);
    await send(owner, 'Post progress', 'Your progress is posted');
    await page.getByRole('link', { name: 'audit' }).first().waitFor();
    await page.locator('summary', { hasText: 'Mark this action as done' }).click();
    await page.getByLabel('What changed for children, and how you know').fill('Ten of ten files show it.');
    await page.getByLabel('Link to something that shows it').fill('https://intranet.example/audit');
    await send(owner, 'Mark as done', 'The action is marked as done');
    expect([...owner.faults, ...chair.faults]).toEqual([]);
    await owner.close();
    await chair.close();
  }, 120_000);

  test('somebody else checks it, the board ratifies it, and it holds when it is looked at again, all without scripts', async () => {
    const moderator = await arrives('moderator', false);
    await moderator.follow('Actions');
    await moderator.follow(theAction());
    await moderator.page.getByLabel('What you saw, or why you are sending it back').fill('We read the ten files.');
    await fillDay(moderator.page, 'When to look again whether it still works', inDays(180));
    await send(moderator, 'Recommend it to the board', 'The check is recorded');
    expect(await wordsOn(moderator)).toContain(`Looked at again on${dayInWords(inDays(180))}`);

    const manager = await arrives('manager', false);
    const { page } = manager;
    await manager.follow('Actions');
    await manager.follow('Actions for the board');
    expect(await wordsOn(manager)).toContain('We read the ten files.');
    await page.getByRole('checkbox').first().check();
    await fillDay(page, 'Day of the meeting', inDays(-1));
    await send(manager, 'Ratified: close them', 'the actions are closed');

    await manager.follow('Actions');
    await page.getByLabel('Status').selectOption('closed');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.waitForURL(/status=closed/);
    await manager.follow(theAction());
    await page.locator('summary', { hasText: 'Look again whether it still works' }).click();
    await page.getByLabel('What you saw').fill('Ten more files show it too.');
    await send(manager, 'It holds', 'It is on record that it holds');
    expect(await wordsOn(manager)).toContain('Impact looked at again: it holds');
    expect(await wordsOn(manager)).not.toContain('Looked at again on');
    expect([...moderator.faults, ...manager.faults]).toEqual([]);
  }, 120_000);
});
