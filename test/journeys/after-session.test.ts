import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usualFeedback } from '../../app/features/cycles/feedback.ts';
import { saveFeedbackSettings } from '../../app/features/cycles/feedback-settings.server.ts';
import { aHeldSession, type HeldSession } from '../builders/a-held-session.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { aSignedInPerson, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';

import { type PortalProcess, preparePortal } from './portal-process.ts';
import { openBrowser } from './sign-in.ts';

const opening = 'The panel met two agencies, and one of them at length.';
const answer = 'Thank you, ((organisation)). Nothing further is asked of you.';

describe.each(['sqlite', 'postgres'] as const)('after the session (%s)', (dialect) => {
  let browser: Browser;
  let database: TestPortal;
  let portal: PortalProcess;
  let held: HeldSession;
  let chair: Person;
  let manager: Person;
  let whole = '';

  beforeAll(async () => {
    browser = await openBrowser();
    database = await openTestPortal(dialect);
    held = await aHeldSession(database, new Date().toISOString());
    const { cycleId, sessionId } = held.parts;
    await saveFeedbackSettings(database, held.parts.manager, { cycleId, ...usualFeedback, chairApproves: true });
    portal = await preparePortal({ databaseUrl: database.databaseUrl, runsAs: database.runnerUrl });
    await portal.start();
    manager = await aSignedInPerson(browser, portal.origin, held.parts.manager.email, {
      ...looksOn(dialect),
      scripts: false,
    });
    chair = await aSignedInPerson(browser, portal.origin, held.parts.chair.email, looksOn(dialect));
    whole = `/challenge/${sessionId}`;
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await database.close();
    await browser.close();
  }, 60_000);

  test('without scripts the scribe drafts the minutes; the chair sees the change of words and approves', async () => {
    await manager.visit(whole);
    await manager.follow('Write and approve the minutes');
    await manager.page.getByLabel('Opening').fill('');
    await manager.page.getByRole('button', { name: 'Save and read them through' }).click();
    await manager.page.locator('.govuk-error-summary').getByText('Enter the opening').waitFor();
    await manager.page.getByLabel('Opening').fill(opening);
    await manager.page.getByRole('button', { name: 'Save and read them through' }).click();
    await manager.page.getByRole('heading', { name: /^Minutes: / }).waitFor();
    expect(await wordsOn(manager)).toContain('The chair approves them.');
    await chair.visit(`${whole}/minutes?view=preview`);
    expect(await wordsOn(chair)).toContain('Changes of the words');
    await expectNarrow(chair.page);
    await chair.page.getByRole('button', { name: 'Approve these minutes' }).click();
    await chair.page.getByText('The minutes are approved and will not change.').waitFor();
    await chair.look();
    await chair.page.getByRole('link', { name: /^Version 1/ }).click();
    await chair.page.getByText(opening).waitFor();
    await chair.look();
  }, 120_000);

  test('a letter waits for the chair, goes out, and is replied to', async () => {
    await manager.visit(`${whole}/letters`);
    expect(await wordsOn(manager)).toContain('The chair has not approved it.');
    await chair.visit(`${whole}/letters`);
    await expectNarrow(chair.page);
    await chair.page
      .getByRole('link', { name: /Council/ })
      .first()
      .click();
    await chair.page.getByRole('button', { name: 'Approve this letter' }).click();
    await chair.page.getByText('You have approved this letter as it is now.').waitFor();
    await chair.look();
    await manager.visit(`${whole}/letters`);
    await manager.page.getByRole('button', { name: 'Issue 1 letter that can go out' }).click();
    await manager.page.getByText('1 letter issued.').waitFor();
    const lead = await aSignedInPerson(browser, portal.origin, held.agency.lead.email);
    await lead.visit(`/returns/${held.agency.returnId}/letter`);
    await lead.page.getByRole('link', { name: 'Reply to this letter' }).click();
    await lead.page.getByLabel('We have a question about it').check();
    await lead.page.getByLabel('Your words').fill('Which audit?');
    await lead.page.getByRole('button', { name: 'Send your reply' }).click();
    await lead.page.getByText('Your reply is with the partnership.').waitFor();
    await manager.visit('/home');
    expect(await wordsOn(manager)).toContain('1 letter with a reply that is overdue or a question without an answer');
  }, 120_000);

  test('without scripts the other agency is answered in writing, with its facts filled in', async () => {
    const other = held.parts.agencies[1];
    if (!other) throw new Error('The session has two agencies');
    await manager.follow('See all, and answer in writing');
    await manager.page.getByRole('button', { name: 'Answer the ticked ones in writing' }).click();
    await manager.page.locator('.govuk-error-summary').getByText('Tick the returns to answer').waitFor();
    await chair.visit('/responses');
    await expectNarrow(chair.page);
    await manager.page.getByRole('checkbox').first().check();
    await manager.page.getByRole('button', { name: 'Answer the ticked ones in writing' }).click();
    await manager.page.getByLabel('The text for all of them').fill(answer);
    await manager.page.getByRole('button', { name: 'Save the text and these lines' }).click();
    await manager.page.getByText('The text is saved.').waitFor();
    await chair.visit(new URL(manager.page.url()).pathname);
    await expectNarrow(chair.page);
    await manager.page.getByRole('button', { name: 'Send 1 written response' }).click();
    await expect
      .poll(
        async () => {
          await manager.page.reload();
          return wordsOn(manager);
        },
        { timeout: 20_000 },
      )
      .toContain('1 written response sent.');
    const lead = await aSignedInPerson(browser, portal.origin, other.lead.email);
    await lead.visit(`/returns/${other.returnId}/response`);
    await lead.page.getByText('Thank you, Brookmere Police. Nothing further is asked of you.').waitFor();
    await lead.look();
    expect([...chair.faults, ...manager.faults, ...lead.faults]).toEqual([]);
  }, 120_000);
});
