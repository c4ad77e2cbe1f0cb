/**
 * The commonest tasks of an organisation, each from the home page of somebody who is signed in, and how many presses it
 * takes at best. Typing is free.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { aPortal } from './a-portal.ts';
import { aPersonAt, looksOn, type Person, wordsOn } from './browser.ts';
import { fillForm } from './fill.ts';
import { type PeopleAtWork, writePeopleAtWork } from './people-at-work.ts';
import type { PortalProcess } from './portal-process.ts';
import { type Counter, countPresses } from './presses.ts';
import { openBrowser } from './sign-in.ts';

interface Presser extends Person, Counter {
  /** Goes home and begins to count. */
  home(): Promise<void>;
}

/** Presses a link or a button by its words and waits for the page that it leads to. */
async function press(page: Page, words: string | RegExp): Promise<void> {
  const before = page.url();
  const target = page
    .locator('main, .govuk-service-navigation')
    .getByRole('link', { name: words })
    .or(page.locator('main').getByRole('button', { name: words }))
    .first();
  await target.click();
  await page.waitForURL((url) => url.href !== before);
  await page.waitForLoadState();
}

const radios = (page: Page, value = 'green') => page.locator(`.app-question input[type="radio"][value="${value}"]`);
const keeps = (page: Page) => page.getByRole('button', { name: /^Still true: keep it/ });

describe.each(['sqlite', 'postgres'] as const)('the presses that a task takes (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let world: PeopleAtWork;
  const people: Person[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'library');
    world = await writePeopleAtWork(portal);
    await portal.start();
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  async function arrives({ personId }: Viewer): Promise<Presser> {
    const person = await aPersonAt(browser, portal.origin, looksOn(dialect));
    people.push(person);
    const [name = '', value = ''] = (world.cookies.get(personId) ?? '').split('=');
    await person.context.addCookies([{ name, value, url: portal.origin }]);
    await person.page.goto('/home');
    const counter = await countPresses(person);
    const home = async () => {
      await person.page.goto('/home', { waitUntil: 'networkidle' });
      counter.presses();
      counter.pages();
    };
    await home();
    return { ...person, ...counter, home };
  }

  test('an agency lead goes on where they stopped with 1, and answers a standard of four ratings with 5', async () => {
    const lead = await arrives(world.atWork.lead);
    const { page } = lead;
    await press(page, 'Continue');
    expect(new URL(page.url()).pathname).toBe(`/returns/${world.atWork.returnId}/standards/governance`);
    expect(lead.presses()).toBe(1);
    await radios(page).nth(3).waitFor();
    expect(await radios(page).count()).toBe(4);
    for (const radio of await radios(page).all()) await radio.check();
    for (const words of await page.locator('textarea[name$=".narrative"]').all()) await words.fill('We looked.');
    await press(page, 'Save and continue');
    expect(lead.presses()).toBe(5);
    expect(page.url()).toContain('/standards/training');
    await lead.visit(`/returns/${world.atWork.returnId}`);
    expect(await wordsOn(lead)).toMatch(/GOVERNAN Standard governance.*Completed/s);
  }, 120_000);

  test('attaches evidence that is in the library with 3, from the standard', async () => {
    const lead = await arrives(world.atWork.lead);
    const { page } = lead;
    await page.goto(`/returns/${world.atWork.returnId}/standards/training`);
    lead.presses();
    await press(page, /^Add evidence/);
    await page.getByRole('checkbox', { name: /Audit of records/ }).check();
    await press(page, 'Use the evidence that is ticked');
    await page.getByRole('link', { name: 'Audit of records' }).waitFor();
    expect(lead.presses()).toBe(3);
  }, 120_000);

  test('asks a colleague for a standard with 4', async () => {
    const lead = await arrives(world.atWork.lead);
    const { page } = lead;
    await press(page, /^Every standard/);
    await press(page, /^Ask someone to answer .*Standard training/);
    await page.getByLabel(world.atWork.colleague.name).check();
    await press(page, 'Ask them');
    await page.getByRole('heading', { level: 1, name: 'Who has what' }).waitFor();
    expect(lead.presses()).toBe(4);
    expect(await wordsOn(lead)).toMatch(/Standard training.*Nia Holt/s);
  }, 120_000);

  test('checks the return and sends it for sign-off with at most 3', async () => {
    const lead = await arrives(world.ready.lead);
    await press(lead.page, 'Continue');
    await lead.page.getByRole('heading', { level: 1, name: 'Check and send' }).waitFor();
    await press(lead.page, 'Send for sign-off');
    await lead.page.getByText('The return has been sent for sign-off').waitFor();
    expect(lead.presses()).toBeLessThanOrEqual(3);
  }, 120_000);

  test('a signatory sends it back with a note with at most 3 from the link in the mail', async () => {
    const senior = await arrives(world.ready.senior);
    await openFromMail(senior, world.ready.senior, 'A return is ready for you to sign');
    await senior.page.getByLabel('What needs to change before you can sign').fill('The board met three times.');
    await press(senior.page, 'Send back with this note');
    await senior.page.getByText('The return has gone back').waitFor();
    // The link itself is one.
    expect(senior.presses() + 1).toBeLessThanOrEqual(3);
  }, 120_000);

  test('the lead records the meeting of the board with 3', async () => {
    const lead = await arrives(world.ready.lead);
    await press(lead.page, 'Continue');
    await recordMeeting(lead, 'The board');
    expect(lead.presses()).toBe(3);
  }, 120_000);

  test('a school confirms its facts with 2, and keeps each unchanged answer with 1', async () => {
    const lead = await arrives(world.school.lead);
    const { page } = lead;
    await press(page, 'Start');
    await page.getByText('are filled in from Schools, last year').waitFor();
    await press(page, 'Confirm and continue');
    expect(lead.presses()).toBe(2);
    expect(new URL(page.url()).pathname).toBe(`/returns/${world.school.returnId}`);
    await page.goto(`/returns/${world.school.returnId}/standards/leadership`);
    await page.waitForLoadState('networkidle');
    lead.presses();
    lead.pages();
    for (let left = world.school.kept; left > 0; left--) {
      expect(await keeps(page).count()).toBe(left);
      await keeps(page).first().click();
      await page
        .locator('.app-carried')
        .nth(left - 1)
        .waitFor({ state: 'detached' });
    }
    expect(lead.presses()).toBe(world.school.kept);
    expect(lead.pages()).toBe(0);
    expect(await wordsOn(lead)).toContain(`${world.school.kept} of ${world.school.kept} questions answered`);
    await press(page, 'Save and continue');
  }, 120_000);

  test('asks the headteacher to sign with at most 3', async () => {
    const lead = await arrives(world.school.lead);
    await press(lead.page, 'Continue');
    await press(lead.page, 'Send for sign-off');
    await lead.page.getByText('The return has been sent for sign-off').waitFor();
    expect(lead.presses()).toBeLessThanOrEqual(3);
  }, 120_000);

  test('the headteacher records the meeting of the governors with 3, on the way to signing', async () => {
    const head = await arrives(world.school.head);
    await press(head.page, 'Read and sign');
    await recordMeeting(head, 'Full governing board');
    expect(head.presses()).toBe(3);
  }, 120_000);

  test('the headteacher sees last year beside this year with 1, and approves with 3 from the link in the mail', async () => {
    const head = await arrives(world.school.head);
    await press(head.page, 'Read and sign');
    await head.page.getByRole('heading', { name: /^What changed since/ }).waitFor();
    expect(head.presses()).toBe(1);
    await openFromMail(head, world.school.head, 'A return is ready for you to sign');
    await head.page.getByLabel('I make this declaration').check();
    await press(head.page, 'Approve this return');
    await head.page.getByText('You have approved this return').waitFor();
    expect(head.presses() + 1).toBe(3);
  }, 120_000);

  test('the copy, the letter and the action plan are 1 press from home', async () => {
    const lead = await arrives(world.answered.lead);
    const { page } = lead;
    const loaded = page.waitForResponse((response) => response.url().endsWith('/copy.pdf'));
    await page.getByRole('link', { name: /^PDF/ }).first().click();
    expect((await loaded).headers()['content-type']).toBe('application/pdf');
    expect(lead.presses()).toBe(1);
    await lead.home();
    await press(page, /^beside the year before/);
    expect(lead.presses()).toBe(1);
    await lead.home();
    await press(page, /^Outcome letter/);
    await page.getByText('The policy has no date.').first().waitFor();
    expect(lead.presses()).toBe(1);
    await lead.home();
    await press(page, 'Actions');
    await page.getByText('Date the policy').waitFor();
    expect(lead.presses()).toBe(1);
  }, 120_000);

  test('a trust takes over a question of its schools with 5, and answers it for all of them with 3 more', async () => {
    const lead = await arrives(world.trust.lead);
    const { page } = lead;
    for (const words of ['Answer for all your sites', /edition 2026\.1/, /^A1 /]) await press(page, words);
    await page.getByRole('checkbox', { name: /policy/ }).check();
    await press(page, 'Save this choice');
    expect(lead.presses()).toBe(5);
    await press(page, /policy/);
    await page.locator('[name="policy.answer"][value="green"]').check();
    await page.locator('[name="policy.narrative"]').fill('Trustees read the policy in September.');
    await press(page, 'Save for all your sites');
    await page.getByText('Your answer is saved, and your sites can see it.').waitFor();
    expect(lead.presses()).toBe(3);
    await lead.home();
    // A question that the trust answers already is four presses away; one is for its rating, one to save it.
    for (const words of ['Answer for all your sites', /edition 2026\.1/, /^A1 /, /policy/]) await press(page, words);
    await page.locator('[name="policy.answer"][value="amber"]').check();
    await press(page, 'Save for all your sites');
    await page.getByText('Your answer is saved, and your sites can see it.').waitFor();
    expect(lead.presses()).toBe(6);
  }, 120_000);

  test('a school lets the answer of its trust stand with 1, without a page load', async () => {
    const lead = await arrives(world.trust.schoolLead);
    const { page } = lead;
    await page.goto(`/returns/${world.trust.returnId}/standards/a1`, { waitUntil: 'networkidle' });
    lead.presses();
    lead.pages();
    await page
      .getByRole('button', { name: /^Stands for us/ })
      .first()
      .click();
    await page.getByText('From Harbour Learning Trust, accepted by').first().waitFor();
    expect([lead.presses(), lead.pages()]).toEqual([1, 0]);
  }, 120_000);

  test('a hundred questions, half of them unchanged, are answered and sent for sign-off with at most 200 presses on 40 pages', async () => {
    const lead = await arrives(world.hundred.lead);
    const { page } = lead;
    await press(page, 'Start');
    await press(page, 'Confirm and continue');
    await press(page, 'Continue');
    for (let standard = 0; standard < 20; standard++) {
      await page.getByText('Your answers save as you go.').waitFor();
      for (let left = await keeps(page).count(); left > 0; left--) {
        await keeps(page).first().click();
        await page
          .locator('.app-carried')
          .nth(left - 1)
          .waitFor({ state: 'detached' });
      }
      const answered = await page.locator('.app-question__saved').count();
      for (const radio of (await radios(page).all()).slice(answered)) await radio.check();
      await fillForm(page);
      await press(page, 'Save and continue');
    }
    await page.getByRole('heading', { level: 1, name: 'Check and send' }).waitFor();
    await press(page, 'Send for sign-off');
    await page.getByText('The return has been sent for sign-off').waitFor();
    const [presses, pages] = [lead.presses(), lead.pages()];
    expect(presses).toBeGreaterThanOrEqual(100);
    expect(presses).toBeLessThanOrEqual(200);
    expect(pages).toBeGreaterThanOrEqual(20);
    expect(pages).toBeLessThanOrEqual(40);
  }, 300_000);

  test('no browser reported an error or a broken policy', () => {
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });

  /** From a page that says that no meeting is recorded. */
  async function recordMeeting({ page }: Person, body: string): Promise<void> {
    await press(page, 'Record the meeting');
    for (const [part, value] of Object.entries({ day: '2', month: '3', year: '2026' }))
      await page.locator(`[name="heldOn-${part}"]`).fill(value);
    await page.getByLabel('Which meeting was it?').fill(body);
    await press(page, 'Save the meeting');
    await page.getByText(`${body}, 2 March 2026`).waitFor();
  }

  /** The page that the newest message of this subject to the person leads to. */
  async function openFromMail(person: Presser, { email }: Viewer, subject: string): Promise<void> {
    await person.page.goto('/outbox');
    const card = person.page.locator('.govuk-summary-card', { hasText: email }).filter({ hasText: subject });
    const path = await card.first().getByRole('link', { name: 'Open the link' }).getAttribute('href');
    await person.page.goto(path ?? '');
    person.presses();
  }
});
