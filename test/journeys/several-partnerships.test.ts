import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencies, partnership } from '../../db/seed/brookmere.ts';
import { secondPartners, secondPartnership } from '../../db/seed/fenlow.ts';
import { peopleOf } from '../../db/seed/people.ts';
import { aPortal } from './a-portal.ts';
import { aSignedInPerson, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { openBrowser } from './sign-in.ts';

const hospitals = agencies.find(({ slug }) => slug === 'fenlow-hospitals');
const emailOf = (role: string) =>
  (hospitals ? peopleOf(hospitals) : []).find((person) => person.role === role)?.email ?? '';

/**
 * A hospital trust whose return to Brookmere waits for a signature is asked the same by Fenlow, with two questions more.
 * Its lead works with scripts until everything is answered, and without when it is sent; the signatory without.
 */
describe.each(['sqlite', 'postgres'] as const)('one return for two partnerships (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let lead: Person;
  let primary = '';

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'demonstration');
    await portal.start();
    lead = await aSignedInPerson(browser, portal.origin, emailOf('safeguarding-lead'), looksOn(dialect));
  }, 600_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  test('is offered where the returns are listed, with what would happen to the answers', async () => {
    const { page } = lead;
    await lead.visit('/returns');
    expect(await page.locator('table').first().locator('tbody tr').count()).toBe(2);
    await lead.follow(new RegExp(`Answer once for ${partnership.name} and ${secondPartnership.name}`));
    await expectNarrow(page);
    expect(await wordsOn(lead)).toMatch(/\d+ answers? given only for Brookmere/);
    await lead.press('Answer once for both', /Section 11/);
    primary = /\/returns\/([^/?]+)/.exec(page.url())?.[1] ?? '';
    expect(await wordsOn(lead)).toContain('You answer this once for');
    await expectNarrow(page);
    await lead.visit('/returns');
    expect(await page.locator('table').first().locator('tbody tr').count()).toBe(1);
    await expectNarrow(page);
  }, 180_000);

  test('asks what one partnership wants to know under its name, and only there', async () => {
    const { page } = lead;
    await lead.visit(`/returns/${primary}`);
    await lead.follow(/Fenlow priorities/);
    expect(page.url()).not.toContain(primary);
    await page.getByRole('button', { name: 'Save and continue' }).last().waitFor();
    const questions = page.locator('main form fieldset').filter({ has: page.locator('input[type="radio"]') });
    for (const words of await page.locator('main form textarea[name$=".narrative"]').all())
      await words.fill('Both clinics keep the list, and we rang every number in May.');
    for (const question of await questions.all()) {
      const first = question.locator('input[type="radio"]').first();
      if (await first.isVisible()) await first.check();
    }
    await page.getByRole('button', { name: 'Save and continue' }).last().click();
    await page.waitForURL((url) => !url.pathname.includes('/standards/local-'));
    await page.waitForLoadState();
    await lead.visit(`/returns/${primary}/share`);
    await expectNarrow(page);
    // A piece of evidence stays with Brookmere.
    const evidence = page.getByRole('group', { name: `Evidence for ${secondPartnership.name}` }).getByRole('checkbox');
    await evidence.first().uncheck();
    await lead.press('Save who receives what', 'Who receives what');
    await page.getByText('Who receives what is saved').waitFor();
    expect(await evidence.first().isChecked()).toBe(false);
    await lead.visit(`/returns/${primary}/check`);
    await expectNarrow(page);
    expect(await wordsOn(lead)).toContain('1 piece of evidence held back');
    expect(lead.faults).toEqual([]);
    await lead.close();
  }, 180_000);

  test('is signed once and sent once, without scripts, and each partnership has a copy of its own', async () => {
    lead = await aSignedInPerson(browser, portal.origin, emailOf('safeguarding-lead'), {
      ...looksOn(dialect),
      scripts: false,
    });
    await lead.visit(`/returns/${primary}/check`);
    expect(await wordsOn(lead)).not.toContain('to put right. Each link');
    const ask = lead.page.getByRole('button', { name: 'Send for sign-off' });
    if ((await ask.count()) > 0) await lead.press('Send for sign-off', 'Sign off');
    const senior = await aSignedInPerson(browser, portal.origin, emailOf('senior-lead'), {
      ...looksOn(dialect),
      scripts: false,
    });
    await senior.follow('Read and sign');
    expect(await wordsOn(senior)).toContain(`Fenlow priorities (${secondPartnership.name})`);
    await senior.page.getByLabel('I make this declaration').check();
    await senior.press('Approve this return', 'Sign off');
    await senior.close();
    await lead.visit(`/returns/${primary}/check`);
    expect(await wordsOn(lead)).toContain(`It goes to ${partnership.name} and ${secondPartnership.name}`);
    await lead.press('Send your return', 'Who receives what');
    const words = await wordsOn(lead);
    for (const { name } of [partnership, secondPartnership]) expect(words).toContain(`Sent to ${name} on`);
    expect(new Set(words.match(/S11-\w{4}-\w{4}/g)).size).toBe(2);
    await lead.close();
    const manager = await aSignedInPerson(browser, portal.origin, secondPartners[0]?.email ?? '', {
      ...looksOn(dialect),
      scripts: false,
    });
    await manager.visit('/moderation');
    await manager.follow(hospitals?.name ?? '');
    await manager.follow('Read the whole return');
    const copy = await wordsOn(manager);
    expect(copy).toContain('Both clinics keep the list');
    expect(copy).not.toContain('Brookmere Safeguarding');
    await manager.close();
  }, 240_000);
});
