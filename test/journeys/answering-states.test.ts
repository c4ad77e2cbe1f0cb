/** The states in which somebody who answers a standard can be, in a real browser: late scripts, no line, no session. */
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { pngFile } from '../features/evidence/files.ts';
import { aPortal } from './a-portal.ts';
import { aPersonAt, expectNarrow, holdScripts, looksOn, type Person, type PersonOptions, wordsOn } from './browser.ts';
import { type PeopleAtWork, writePeopleAtWork } from './people-at-work.ts';
import type { PortalProcess } from './portal-process.ts';
import { isSaved } from './returning.ts';
import { openBrowser, signIn } from './sign-in.ts';

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const line = (page: Page) => page.locator('[data-save-words]');
const script = 'Your answers save as you go.';
const everyScript = 'שלום، مرحبا 👩‍👩‍👧 e\u0301';

/** Texts that wait in the tab; the router keeps how far pages were scrolled there too. */
const waitingIn = (page: Page) =>
  page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('los-')));

/** Much text at once. */
const pastes = (page: Page, name: string, text: string) =>
  field(page, name).evaluate((area, typed) => {
    if (!(area instanceof HTMLTextAreaElement)) return;
    area.value = typed;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);

describe.each(['sqlite', 'postgres'] as const)('somebody who answers a standard (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let world: PeopleAtWork;
  let here = '';
  const people: Person[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'library');
    world = await writePeopleAtWork(portal);
    here = `/returns/${world.kinds.returnId}/standards/kinds`;
    await portal.start();
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  async function arrives({ personId }: Viewer, options: PersonOptions = {}): Promise<Person> {
    const person = await aPersonAt(browser, portal.origin, { ...looksOn(dialect), ...options });
    people.push(person);
    const [name = '', value = ''] = (world.cookies.get(personId) ?? '').split('=');
    await person.context.addCookies([{ name, value, url: portal.origin }]);
    return person;
  }

  /** Opens the standard and waits for its script. */
  async function opensStandard(person: Person, path = here): Promise<void> {
    await person.page.goto(path);
    await person.page.getByText(script).waitFor();
  }

  test('loses nothing that was ticked, chosen or typed before the page’s script came', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page } = lead;
    const scripts = await holdScripts(page);
    await page.goto(here, { waitUntil: 'commit' });
    await page.locator('[name="rated.answer"][value="amber"]').check();
    await page.locator('[name="places.answer"][value="village"]').check();
    await field(page, 'courses.0.course').fill('Level 2');
    await field(page, 'courses.0.place').selectOption('town');
    await field(page, 'told.answer').fill('Typed early.');
    await scripts.arrive();
    await isSaved(lead);
    await page.reload();
    expect(await page.locator('[name="rated.answer"][value="amber"]').isChecked()).toBe(true);
    expect(await page.locator('[name="places.answer"][value="village"]').isChecked()).toBe(true);
    expect(await field(page, 'courses.0.course').inputValue()).toBe('Level 2');
    expect(await field(page, 'courses.0.place').inputValue()).toBe('town');
    expect(await field(page, 'told.answer').inputValue()).toBe('Typed early.');
  }, 120_000);

  test('loses no file that was chosen before the scripts of its page came', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page } = lead;
    const scripts = await holdScripts(page);
    await page.goto(`/returns/${world.kinds.returnId}/questions/told/evidence`, { waitUntil: 'commit' });
    await page.getByLabel('Title').fill('Minutes of June');
    const file = { name: 'minutes.png', mimeType: 'image/png', buffer: Buffer.from(pngFile) };
    await page.locator('input[type="file"]').setInputFiles(file);
    await scripts.arrive();
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByRole('link', { name: 'Minutes of June' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(here);
  }, 120_000);

  test('keeps what was typed in a branch that closes, and finds it again, with scripts and without', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page } = lead;
    await opensStandard(lead);
    const policy = (answer: string) => page.locator(`[name="policy.answer"][value="${answer}"]`);
    await policy('yes').check();
    await page.getByText('A question was added to this page.').waitFor();
    // The branch closes while what is typed in it cannot be saved: it stays until it is.
    await pastes(page, 'dated.answer', 'May '.repeat(5000));
    await page.getByText('Not saved: Shorten your answer').first().waitFor();
    await policy('no').check();
    await page.getByText('A question is no longer asked. What you wrote there is kept').waitFor();
    await page.locator('[data-question="dated"][data-closing]').waitFor();
    await lead.look();
    await field(page, 'dated.answer').fill('Dated in May.');
    await field(page, 'dated.answer').waitFor({ state: 'detached' });
    await policy('yes').check();
    await field(page, 'dated.answer').waitFor();
    expect(await field(page, 'dated.answer').inputValue()).toBe('Dated in May.');
    const plain = await arrives(world.kinds.lead, { scripts: false });
    for (const answer of ['no', 'yes']) {
      await plain.page.goto(here);
      await plain.page.locator(`[name="policy.answer"][value="${answer}"]`).check();
      await plain.page.getByRole('button', { name: 'Save and return to list' }).click();
      await plain.page.waitForURL((url) => url.pathname === `/returns/${world.kinds.returnId}`);
    }
    await plain.page.goto(here);
    expect(await field(plain.page, 'dated.answer').inputValue()).toBe('Dated in May.');
  }, 120_000);

  test('is told in place of a text that is too long, which stays and can be copied', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page, context } = lead;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await opensStandard(lead);
    const paste = 'Wörter '.repeat(30_000).slice(0, 200_000);
    await pastes(page, 'rated.narrative', paste);
    await page
      .getByText('Not saved: Shorten your words to 10,000 characters or fewer: 190,000 too many')
      .first()
      .waitFor();
    expect((await field(page, 'rated.narrative').inputValue()).length).toBe(200_000);
    await page.getByRole('button', { name: 'Copy my text' }).click();
    await page.getByText('Copied. Paste it somewhere safe.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(paste.trim());
    await page.getByRole('button', { name: 'Save and continue' }).last().click();
    await page.locator('.govuk-error-summary').getByText('Shorten your words').waitFor();
    expect((await field(page, 'rated.narrative').inputValue()).length).toBe(200_000);
    await pastes(page, 'rated.narrative', 'word '.repeat(200_001));
    await page.getByText('Not saved: This answer is too long to save').first().waitFor();
    await pastes(page, 'rated.narrative', 'word '.repeat(2001).slice(0, 10_001));
    await page.getByText('10,000 characters or fewer: 1 too many').first().waitFor();
    await lead.look();
    await expectNarrow(page);
    await field(page, 'rated.narrative').fill('Short again.');
    await isSaved(lead);
  }, 120_000);

  test('gets every script of the world back as it was typed, and is told of what could not be read', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page } = lead;
    await opensStandard(lead);
    await field(page, 'rated.narrative').fill(everyScript);
    await isSaved(lead);
    await page.reload();
    expect(await field(page, 'rated.narrative').inputValue()).toBe(everyScript);
    expect(await field(page, 'rated.narrative').getAttribute('dir')).toBe('auto');
    await page.getByText(script).waitFor();
    await field(page, 'rated.narrative').fill('Before\u0000after \uD800.');
    await page.getByText('Some characters could not be read').first().waitFor();
    const plain = await arrives(world.kinds.lead, { scripts: false });
    await plain.page.goto(here);
    await field(plain.page, 'rated.narrative').fill('A broken \uD800 half');
    await plain.page.getByRole('button', { name: 'Save and return to list' }).click();
    await plain.page.getByText('Some characters could not be read').waitFor();
    expect(await field(plain.page, 'rated.narrative').inputValue()).toBe('A broken \uFFFD half');
  }, 120_000);

  test('is told that the line is gone, can copy the text, and is saved when it is back', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page, context } = lead;
    await page.clock.install();
    await opensStandard(lead, `/returns/${world.kinds.returnId}/standards/others`);
    await page.route('**/answers', (route) => route.abort());
    await field(page, 'other.narrative').fill('Written in a tunnel.');
    await field(page, 'other.narrative').blur();
    await line(page).getByText('Not saved: trying again').waitFor();
    await lead.look();
    for (const pause of [2100, 4100]) await page.clock.runFor(pause);
    await line(page).getByText('Not saved: copy your text').waitFor();
    await lead.look();
    await expectNarrow(page);
    // A portal without https has no clipboard: the text is chosen for the keyboard.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Copy my text' }).click();
    const box = page.getByLabel('The text that is not saved');
    expect(await box.inputValue()).toContain('Written in a tunnel.');
    await lead.look();
    await page.unrouteAll();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.clock.runFor(31_000);
    await isSaved(lead);
    expect(await waitingIn(page)).toEqual([]);
    await context.close();
  }, 120_000);

  test('signs in again in another tab, and is offered there what was typed', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page, context } = lead;
    await opensStandard(lead);
    await context.clearCookies();
    await field(page, 'told.answer').fill('Typed after the session had ended.');
    await page.getByText('Not saved: you have been signed out.').first().waitFor();
    await lead.look();
    await expectNarrow(page);
    await page.evaluate(() =>
      window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true),
    );
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.getByText('waits in this tab').waitFor();
    await lead.look();
    await page.getByLabel('E-mail address').fill(world.kinds.lead.email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
    await page.getByText('waits in this tab').waitFor();
    const tab = await context.newPage();
    await tab.goto('/outbox');
    const card = tab.locator('.govuk-summary-card', { hasText: world.kinds.lead.email });
    await card.first().getByRole('link', { name: 'Open the link' }).click();
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByText('You typed this here before, and it was not saved').first().waitFor();
    expect(new URL(tab.url()).pathname).toBe(here);
    await tab.getByRole('button', { name: 'Put it back and save it' }).click();
    await line(tab)
      .getByText(/Saved at \d/)
      .waitFor();
    expect(await field(tab, 'told.answer').inputValue()).toBe('Typed after the session had ended.');
    for (const one of [page, tab]) expect(await waitingIn(one)).toEqual([]);
    await context.close();
  }, 120_000);

  test('returns in the same tab to the same page, and is offered what was typed', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page, context } = lead;
    await opensStandard(lead);
    await context.clearCookies();
    await field(page, 'told.answer').fill('Typed in the same tab.');
    await page.getByText('Not saved: you have been signed out.').first().waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, world.kinds.lead.email, { destination: here });
    await page.getByText('You typed this here before, and it was not saved').first().waitFor();
    await lead.look();
    await expectNarrow(page);
    await page.getByRole('button', { name: 'Throw it away' }).click();
    expect(await waitingIn(page)).toEqual([]);
    await context.close();
  }, 120_000);

  test('without scripts posts a form whose session has ended, signs in beside it, and loses nothing', async () => {
    const plain = await arrives(world.kinds.lead, { scripts: false });
    const { page, context } = plain;
    await page.goto(here);
    await context.clearCookies();
    await field(page, 'told.answer').fill('Typed without any script.');
    await page.getByRole('button', { name: 'Save and return to list' }).click();
    await page.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    expect(await wordsOn(plain)).toContain('Typed without any script.');
    const tab = await context.newPage();
    await signIn(tab, world.kinds.lead.email, { destination: here });
    await page.getByRole('button', { name: 'Save what I typed' }).click();
    await page.waitForURL((url) => url.pathname === `/returns/${world.kinds.returnId}`);
    await tab.goto(here);
    expect(await field(tab, 'told.answer').inputValue()).toBe('Typed without any script.');
    // The same page where scripts run is accessible.
    const looks = await arrives(world.kinds.colleague);
    await opensStandard(looks);
    await looks.context.clearCookies();
    await looks.page.getByRole('button', { name: 'Save and return to list' }).click();
    await looks.page.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    await looks.look();
    await expectNarrow(looks.page);
  }, 120_000);

  test('is shown what was typed when the return has moved on since the page was opened', async () => {
    const lead = await arrives(world.kinds.lead);
    const { page } = lead;
    await page.route('**/answers', (route) => route.abort());
    await opensStandard(lead);
    await page.locator('[name="edition"]').evaluate((edition) => edition.setAttribute('value', 'press-kinds/2025.1'));
    await field(page, 'told.answer').fill('Typed the day before.');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Save and continue' }).last().click();
    await page.getByText('This return has moved to another edition').waitFor();
    await page.locator('.govuk-notification-banner').getByText('Typed the day before.').waitFor();
    await lead.look();
    await expectNarrow(page);
  }, 120_000);

  test('sees that a colleague has just edited an answer, and its whole history', async () => {
    const colleague = await arrives(world.kinds.colleague);
    await opensStandard(colleague);
    await colleague.page
      .getByText(/^Lead of Every Kind Trust edited this/)
      .first()
      .waitFor();
    await colleague.page
      .getByRole('link', { name: /^History/ })
      .first()
      .click();
    await colleague.page
      .getByRole('button', { name: /^Make this the answer again/ })
      .first()
      .waitFor();
    await colleague.look();
    await expectNarrow(colleague.page);
  }, 120_000);

  test('skips to the first unanswered question with the keyboard', async () => {
    const lead = await arrives(world.hundred.lead);
    await lead.page.goto(`/returns/${world.hundred.returnId}/standards/b`);
    const skip = lead.page.getByRole('link', { name: 'Skip to the first unanswered question' });
    await skip.focus();
    await lead.look();
    await lead.page.keyboard.press('Enter');
    expect(new URL(lead.page.url()).hash).toBe('#question-b-1');
    await lead.page.goto(`/returns/${world.hundred.returnId}/continue?to=first-unanswered`);
    expect(new URL(lead.page.url()).hash).toBe('#question-a-1');
  }, 120_000);

  test('loads at most 150 kB for a question page, compressed, with everything on it, and nothing from elsewhere', async () => {
    const lead = await arrives(world.hundred.lead);
    const sizes = new Map<string, Promise<number>>();
    lead.page.on('response', (response) => {
      const compressed = response.body().then((body) => gzipSync(body, { level: 9 }).length);
      sizes.set(response.url(), compressed);
    });
    await lead.page.goto(`/returns/${world.hundred.returnId}/standards/a`, { waitUntil: 'networkidle' });
    const loaded = [...sizes.keys()].map((url) => new URL(url));
    expect(loaded.filter(({ origin }) => origin !== portal.origin)).toEqual([]);
    const kinds = loaded.map(({ pathname }) => pathname.split('.')[1] ?? 'html');
    expect(kinds).toEqual(expect.arrayContaining(['html', 'css', 'js']));
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThanOrEqual(150_000);
  }, 120_000);

  test('no browser reported a fault but for what was taken away on purpose', () => {
    const taken = /ERR_FAILED|status of (401|413)/;
    expect(people.flatMap(({ faults }) => faults).filter((fault) => !taken.test(fault))).toEqual([]);
  });
});
