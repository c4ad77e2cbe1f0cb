import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aViewer } from '../builders/a-partnership.ts';
import { aSession, type SessionParts } from '../builders/a-session.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { aPersonAt, aSignedInPerson, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';
import { makeAction } from './challenging.ts';
import { type PortalProcess, preparePortal } from './portal-process.ts';
import { openBrowser, signIn } from './sign-in.ts';

const keyLine = 'When will all notes be in one place?';
const reply = 'By the summer: one system for every team — مرحبا 🙂';

describe.each(['sqlite', 'postgres'] as const)(
  'a session with the chair, the scribe and the screen (%s)',
  (dialect) => {
    let browser: Browser;
    let database: TestPortal;
    let portal: PortalProcess;
    let parts: SessionParts;
    let chair: Person;
    let scribe: Person;
    let screen: Person;
    let whole = '';

    beforeAll(async () => {
      browser = await openBrowser();
      database = await openTestPortal(dialect);
      database.setTime(new Date().toISOString());
      parts = await aSession(database);
      const observer = await aViewer(database, { role: 'observer', partnershipId: parts.partnershipId }, 'Lay Member');
      await database.database.db
        .updateTable('challenge_session')
        .set({ held_on: database.stamp().today })
        .where('id', '=', parts.sessionId)
        .execute();
      portal = await preparePortal({ databaseUrl: database.databaseUrl, runsAs: database.runnerUrl });
      await portal.start();
      const looks = looksOn(dialect);
      chair = await aSignedInPerson(browser, portal.origin, parts.chair.email, looks);
      scribe = await aSignedInPerson(browser, portal.origin, parts.manager.email, looks);
      screen = await aSignedInPerson(browser, portal.origin, observer.email, looks);
      whole = `/challenge/${parts.sessionId}`;
    }, 300_000);

    afterAll(async () => {
      await portal.remove();
      await database.close();
      await browser.close();
    }, 60_000);

    const shows = (person: Person, words: string) => person.page.locator('main').getByText(words).first().waitFor();

    test('starts in front of everybody: what the chair shows, the screen shows', async () => {
      await screen.visit(`${whole}/screen`);
      await shows(screen, 'The session has not started yet.');
      await scribe.visit(`${whole}/record`);
      await chair.visit(whole);
      await chair.follow('Run the session');
      await expectNarrow(chair.page);
      await chair.page.getByRole('button', { name: 'Start the session' }).click();
      await chair.page.getByRole('button', { name: 'Next' }).waitFor();
      await shows(screen, 'Ratings by standard');
      await screen.look();
      await expectNarrow(screen.page);
      await chair.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await chair.page.keyboard.press('PageDown');
      await shows(screen, keyLine);
      await chair.look();
      await chair.page.getByLabel('Minutes').fill('20');
      await chair.page.getByRole('button', { name: 'Start the timer' }).click();
      await shows(screen, '20 minutes left');
      await chair.page.getByRole('button', { name: '5 more minutes' }).click();
      await shows(screen, '25 minutes left');
      await chair.page.getByLabel('Minutes').fill('ages');
      await chair.page.getByRole('button', { name: 'Start the timer' }).click();
      await chair.page
        .locator('.govuk-error-summary')
        .getByText('Enter the minutes as a number from 1 to 240')
        .waitFor();
      await chair.look();
    }, 120_000);

    test('keeps what the scribe writes while the network is away, and records it once when it is back', async () => {
      const { page, context } = scribe;
      await page.getByLabel('About').selectOption('question:a2-supervision');
      await page.getByLabel('What was asked').fill(keyLine);
      await page.getByLabel('The reply').fill(reply);
      await page.getByLabel('Partly assured').check();
      await page.reload();
      expect(await page.getByLabel('The reply').inputValue()).toBe(reply);
      await page.getByText('What you wrote before is back').waitFor();
      await page.getByLabel('Asked by').selectOption('Independent chair');
      await page.clock.install();
      await context.setOffline(true);
      await page.getByRole('button', { name: 'Record it' }).click();
      await page.getByText('Not recorded: trying again').waitFor();
      // A whole minute by the clock of the page, as in a room whose network goes; the rest of the room goes on.
      for (let seconds = 0; seconds < 60; seconds += 5) await page.clock.runFor(5_000);
      await chair.page.getByRole('button', { name: 'Next' }).waitFor();
      expect(await page.getByLabel('The reply').inputValue()).toBe(reply);
      await context.setOffline(false);
      await page.getByText('The entry is saved.').waitFor();
      await scribe.look();
      await expectNarrow(page);
      const entries = await database.database.db.selectFrom('challenge').select(['reply', 'outcome']).execute();
      expect(entries).toEqual([{ reply, outcome: 'partly-assured' }]);
      await chair.visit(`${whole}/live`);
      await shows(chair, 'Record another challenge');
    }, 120_000);

    test('says on the screen that the network is away, and shows what happened meanwhile when it is back', async () => {
      await screen.context.setOffline(true);
      await shows(screen, 'Not connected: trying again');
      await chair.page.getByRole('button', { name: 'Next' }).click();
      await chair.page.locator('.app-live__current').getByText('A1.1').waitFor();
      await screen.context.setOffline(false);
      await screen.page.locator('[data-live="screen"]').getByText('A1.1').first().waitFor();
      await screen.page.locator('[data-connection]').getByText('Not connected').waitFor({ state: 'detached' });
    }, 120_000);

    test('shows what the scribe put right, when two write at once both see both texts', async () => {
      const { page } = scribe;
      const change = await page
        .getByRole('link', { name: /^Change/ })
        .first()
        .getAttribute('href');
      await chair.visit((change ?? '').replace('#entry', ''));
      await scribe.visit((change ?? '').replace('#entry', ''));
      await chair.page.getByLabel('The reply').fill('By June, says the director.');
      await chair.page.getByRole('button', { name: 'Save the entry' }).click();
      await chair.page.getByText('The entry is saved.').waitFor();
      await page.getByLabel('The reply').fill('By July.');
      await page.getByRole('button', { name: 'Save the entry' }).click();
      await page.getByText('This entry was changed while you were writing').waitFor();
      await scribe.look();
      expect(await wordsOn(scribe)).toContain('By June, says the director.');
      expect(await page.getByLabel('The reply').inputValue()).toBe('By July.');
    }, 120_000);

    test('is read back and closed', async () => {
      await scribe.visit(`${whole}/record`);
      await makeAction(scribe, parts.agencies[0]?.lead.name ?? '');
      await chair.visit(`${whole}/live`);
      await chair.follow('Read back and close');
      await expectNarrow(chair.page);
      const readBack = await wordsOn(chair);
      expect(readBack).toContain('Reply: By June, says the director.');
      expect(readBack).toContain('Outcome: Partly assured');
      expect(readBack).toContain('Nothing is recorded for Brookmere Police');
      await chair.page.getByRole('button', { name: 'Close the session' }).click();
      await chair.page.getByText('The session is closed.').first().waitFor();
      await shows(screen, 'The session is closed. Thank you.');
      for (const person of [chair, scribe, screen])
        expect(person.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|net::/.test(fault))).toEqual([]);
    }, 120_000);

    test('gives minutes, a letter and an action that say what was recorded', async () => {
      const { db } = database.database;
      const entry = await db.selectFrom('challenge').selectAll().executeTakeFirstOrThrow();
      const action = await db.selectFrom('action').selectAll().executeTakeFirstOrThrow();
      expect(entry).toMatchObject({
        challenge: keyLine,
        reply: 'By June, says the director.',
        outcome: 'partly-assured',
      });
      expect(action.challenge_id).toBe(entry.id);
      const desks = [`${whole}/minutes?view=preview`, `${whole}/letters/${entry.slot_id}?view=preview`];
      for (const desk of desks) {
        await scribe.visit(desk);
        const words = await wordsOn(scribe);
        for (const said of [entry.challenge, entry.reply, 'Partly assured', action.reference, action.what])
          expect(words).toContain(said);
      }
    }, 120_000);

    test('reads without scripts too: the page can load itself again', async () => {
      const plain = await aPersonAt(browser, portal.origin, { scripts: false });
      await signIn(plain.page, parts.chair.email);
      const response = await plain.page.goto(`${whole}/screen?follow=1`);
      // By itself: so it does not keep a session open that nobody uses.
      expect(response?.headers().refresh).toMatch(/^5; url=\?\S*by-itself=1/);
      expect(await wordsOn(plain)).toContain('The session is closed.');
      await plain.page.goto(`${whole}/record`);
      await plain.page.getByLabel('What was asked').fill('And after that?');
      await plain.page.getByLabel('The reply').fill('We shall write.');
      await plain.page.getByLabel('To come back').check();
      await plain.page.getByRole('button', { name: 'Record it' }).click();
      await plain.page.getByText('The entry is saved.').waitFor();
      await plain.close();
    }, 120_000);
  },
);
