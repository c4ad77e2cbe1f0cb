/** An action to its end: more time, progress, proof, a check by somebody else, the board, and the look back. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { createAction } from '../../app/features/actions/commands/create-action.server.ts';
import { addDays } from '../../app/platform/clock.ts';
import { dayInWords } from '../../app/platform/words.ts';
import { actionFor, aPlaceOfActions } from '../builders/an-action.ts';
import { pngFile } from '../features/evidence/files.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { aSignedInPerson, expectNarrow, idIn, looksOn, type Person, wordsOn } from './browser.ts';
import { type PortalProcess, preparePortal } from './portal-process.ts';
import { openBrowser } from './sign-in.ts';

describe.each(['sqlite', 'postgres'] as const)('an action to its end (%s)', (dialect) => {
  let browser: Browser;
  let database: TestPortal;
  let portal: PortalProcess;
  let place: Awaited<ReturnType<typeof aPlaceOfActions>>;
  let reference: RegExp;

  beforeAll(async () => {
    browser = await openBrowser();
    database = await openTestPortal(dialect);
    database.setTime(new Date().toISOString());
    place = await aPlaceOfActions(database);
    const { organisationId, manager, lead } = place;
    const given = actionFor(organisationId, lead, { dueOn: inDays(20), ratify: 'yes' });
    const { id } = await createAction(database, manager, given);
    const { db } = database.database;
    const row = await db.selectFrom('action').select('reference').where('id', '=', id).executeTakeFirstOrThrow();
    reference = new RegExp(`^${row.reference}`);
    portal = await preparePortal({ databaseUrl: database.databaseUrl });
    await portal.start();
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await database.close();
    await browser.close();
  }, 60_000);

  const inDays = (days: number) => addDays(database.stamp().today, days);

  async function arrives({ personId }: Viewer, scripts = true): Promise<Person> {
    const { db } = database.database;
    const { email } = await db
      .selectFrom('person')
      .select('email')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow();
    return aSignedInPerson(browser, portal.origin, email, { ...looksOn(dialect), scripts });
  }

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
    const owner = await arrives(place.lead);
    await owner.follow(reference);
    await owner.page.locator('summary', { hasText: 'Ask for more time' }).click();
    await fillDay(owner.page, 'New date that you ask for', inDays(50));
    await owner.page.getByLabel('Why you need more time').fill('The second team joins next month.');
    await send(owner, 'Ask for more time', 'You have asked for more time');
    expect(await wordsOn(owner)).toContain(`${dayInWords(inDays(50))} is asked for`);

    const chair = await arrives(place.chair);
    expect(await wordsOn(chair)).toContain('More time is asked for');
    await chair.follow(reference);
    await send(chair, 'Grant more time', 'More time is granted');

    const { page } = owner;
    await owner.visit('/home');
    await owner.follow(reference);
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
    const moderator = await arrives(place.moderator, false);
    await moderator.follow('Actions');
    await moderator.follow(reference);
    await moderator.page.getByLabel('What you saw, or why you are sending it back').fill('We read the ten files.');
    await fillDay(moderator.page, 'When to look again whether it still works', inDays(180));
    await send(moderator, 'Recommend it to the board', 'The check is recorded');
    expect(await wordsOn(moderator)).toContain(`Looked at again on${dayInWords(inDays(180))}`);

    const manager = await arrives(place.manager, false);
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
    await manager.follow(reference);
    const actionId = idIn(page, 'actions');
    await page.locator('summary', { hasText: 'Look again whether it still works' }).click();
    await page.getByLabel('What you saw').fill('Ten more files show it too.');
    await send(manager, 'It holds', 'It is on record that it holds');
    expect(await wordsOn(manager)).toContain('Impact looked at again: it holds');
    const { db } = database.database;
    const row = await db
      .selectFrom('action')
      .select(['status', 'impact_check_on'])
      .where('id', '=', actionId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ status: 'closed', impact_check_on: null });
    expect([...moderator.faults, ...manager.faults]).toEqual([]);
  }, 120_000);
});
