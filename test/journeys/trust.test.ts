import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aViewer } from '../builders/a-partnership.ts';
import { aTrust, type Trust } from '../builders/a-trust.ts';
import { aPortal } from './a-portal.ts';
import {
  aSignedInPerson,
  download,
  expectNarrow,
  looksOn,
  type Person,
  type PersonOptions,
  wordsOn,
} from './browser.ts';
import { openBeforeStart } from './open-before-start.ts';
import type { PortalProcess } from './portal-process.ts';
import { answerStandard, sendForSignOff, sendReturn, sign } from './returning.ts';
import { openBrowser } from './sign-in.ts';

const trustWords = 'Trustees read the policy in September and visited every school.';
const fileTitle = 'Safeguarding policy of the trust';
const staffWords = 'One training day for all schools, and a test after it.';
const added = 'Two of our cooks came a week later.';
const reason = 'We share our policy with the church next door.';

/** A trust with schools in two areas, written before the portal starts. */
async function writeTrust(portal: PortalProcess): Promise<{ trust: Trust; signatory: string }> {
  const opened = await openBeforeStart(portal);
  try {
    const trust = await aTrust(opened, '2020-01-01');
    const [{ organisationId }] = trust.sites;
    const signatory = await aViewer(opened, { role: 'senior-lead', organisationId }, 'Sam Senior');
    return { trust, signatory: signatory.email };
  } finally {
    await opened.close();
  }
}

/** Presses a button of a question and waits until the question is another one: in place, or on the page that comes. */
async function press({ page }: Person, button: string | RegExp, question: string): Promise<void> {
  const section = page.locator(`#question-${question}`);
  await section.evaluate((before) => before.setAttribute('data-pressed', ''));
  await section.getByRole('button', { name: button }).click();
  await page.locator(`#question-${question}:not([data-pressed])`).waitFor({ timeout: 20_000 });
  await page.waitForLoadState();
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const ways = [
  { dialect: 'sqlite', scripts: true, how: 'with scripts' },
  { dialect: 'sqlite', scripts: false, how: 'without scripts' },
  { dialect: 'postgres', scripts: true, how: 'with scripts' },
  { dialect: 'postgres', scripts: false, how: 'without scripts' },
] as const;

describe.each(ways)('a trust that answers once for its schools, on $dialect $how', ({ dialect, scripts }) => {
  let portal: PortalProcess;
  let trust: Trust;
  let signatory = '';
  let lead: Person;
  let alder: Person;
  const people: Person[] = [];
  const arrives = async (email: string, options: PersonOptions = {}) => {
    const person = await aSignedInPerson(browser, portal.origin, email, { ...looksOn(dialect), scripts, ...options });
    people.push(person);
    return person;
  };
  const standardOf = (place: 0 | 1) => `/returns/${trust.sites[place].returnId}/standards/a1`;

  beforeAll(async () => {
    portal = await aPortal(dialect, 'library');
    ({ trust, signatory } = await writeTrust(portal));
    await portal.start();
  }, 300_000);

  afterAll(() => portal.remove(), 60_000);

  test('its lead says which questions it answers, and answers one with a file', async () => {
    lead = await arrives(trust.trustLead.email);
    await lead.follow('3 sites');
    await expectNarrow(lead.page);
    for (const words of ['Alder School', 'Beech School', 'Cedar School', 'Not yet started'])
      expect(await wordsOn(lead)).toContain(words);
    await lead.follow('Answer for all your sites');
    await expectNarrow(lead.page);
    await lead.follow(/edition 2026\.1/);
    await lead.follow(/^A1 /);
    await expectNarrow(lead.page);
    await lead.page.getByRole('checkbox', { name: /policy/ }).check();
    await lead.page.getByRole('checkbox', { name: /staff/ }).check();
    await lead.page.getByRole('button', { name: 'Save this choice' }).click();
    await lead.page.getByText('Your choice is saved.').waitFor();
    await lead.follow(/policy/);
    await expectNarrow(lead.page);
    const { page } = lead;
    await page.getByRole('button', { name: 'Save for all your sites' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    await lead.look();
    // The button lets nothing through for a second after it was pressed.
    await page.reload();
    await page.locator('[name="policy.answer"][value="green"]').check();
    await page.locator('[name="policy.narrative"]').fill(trustWords);
    await page.getByLabel('Title').fill(fileTitle);
    const policy = { name: 'policy.txt', mimeType: 'text/plain', buffer: Buffer.from('One policy for all schools.') };
    await page.locator('input[type="file"]').setInputFiles(policy);
    await page.getByRole('button', { name: 'Save for all your sites' }).click();
    await page.getByText('Your answer is saved, and your sites can see it.').waitFor();
    await lead.look();
    await lead.visit(new URL(page.url()).pathname.replace(/policy$/, 'staff'));
    await page.locator('[name="staff.answer"][value="amber"]').check();
    await page.locator('[name="staff.narrative"]').fill(staffWords);
    await page.getByRole('button', { name: 'Save for all your sites' }).click();
    await page.getByText('Your answer is saved, and your sites can see it.').waitFor();
  }, 180_000);

  test('a school reads the file, accepts one answer and adds to another', async () => {
    const [site] = trust.sites;
    alder = await arrives(site.lead.email);
    const { page } = alder;
    await alder.visit(`/returns/${site.returnId}`);
    await expectNarrow(page);
    expect(await wordsOn(alder)).toContain('2 answers of Harbour Learning Trust to look at.');
    await alder.visit(`/returns/${site.returnId}/check`);
    expect(await wordsOn(alder)).toContain('Say what becomes of the answer of Harbour Learning Trust');
    await alder.visit(standardOf(0));
    await expectNarrow(page);
    const href = (await page.getByRole('link', { name: fileTitle }).getAttribute('href')) ?? '';
    expect((await download(alder, href)).toString()).toBe('One policy for all schools.');
    await press(alder, /^Stands for us/, 'policy');
    await press(alder, /^Add to it/, 'staff');
    await page.locator('.govuk-error-summary').waitFor();
    await alder.look();
    await page.locator('#question-staff').getByRole('textbox').first().fill(added);
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().includes('/standards/')) posts.push(request.url());
    });
    await press(alder, /^Add to it/, 'staff');
    expect(posts).toHaveLength(1);
    await alder.look();
    const words = await wordsOn(alder);
    expect(words).toContain('From Harbour Learning Trust, accepted by Lead of Alder School');
    expect(words).toContain('From Harbour Learning Trust, with words added by Lead of Alder School');
    expect(await page.locator('[name="staff.narrative"]').inputValue()).toBe(
      `${staffWords}\n\nAt our school: ${added}`,
    );
  }, 180_000);

  test('another school says without scripts why it is different there', async () => {
    const beech = await arrives(trust.sites[1].lead.email, { scripts: false });
    await beech.visit(standardOf(1));
    await press(beech, /^Different here/, 'policy');
    expect(await wordsOn(beech)).toContain('Write why it is different at your site');
    await beech.page.locator('#question-policy').getByRole('textbox').first().fill(reason);
    await press(beech, /^Different here/, 'policy');
    expect(await wordsOn(beech)).toContain(
      `Lead of Beech School said that the answer of Harbour Learning Trust is different here: ${reason}`,
    );
    await press(beech, /^Stands for us/, 'staff');
    expect(await beech.page.locator('[name="staff.narrative"]').inputValue()).toBe(staffWords);
  }, 120_000);

  test('who signs reads which answers are the trust’s, and so does the partnership of that school alone', async () => {
    const [site] = trust.sites;
    await answerStandard(alder, standardOf(0));
    await sendForSignOff(alder, site.returnId);
    const signs = await arrives(signatory);
    await signs.visit(`/returns/${site.returnId}/sign-off`);
    expect(await wordsOn(signs)).toContain('From Harbour Learning Trust, accepted by Lead of Alder School');
    await sign(signs, site.returnId);
    await sendReturn(alder, site.returnId);
    const manager = await arrives(trust.managers[0].email);
    await manager.visit(`/returns/${site.returnId}/copy`);
    expect(await wordsOn(manager)).toContain('From Harbour Learning Trust, with words added by Lead of Alder School');
    const other = await arrives(trust.managers[1].email);
    expect((await other.page.request.get(`/returns/${site.returnId}/copy`)).status()).toBe(404);
    for (const path of [
      '/organisations/groups',
      `/organisations/${trust.trustId}/group`,
      `/organisations/${trust.trustId}`,
    ]) {
      await other.visit(path);
      await expectNarrow(other.page);
      expect(await wordsOn(other)).not.toMatch(/Alder|Beech|brookmere/i);
    }
  }, 240_000);

  test('its lead sees what became of the answers, and a change reaches only what is not sent, as an offer', async () => {
    const { page } = lead;
    await lead.visit(`/trusts/${trust.trustId}/settled`);
    await expectNarrow(page);
    expect(await wordsOn(lead)).toContain(reason);
    await lead.visit(`/trusts/${trust.trustId}/returns/${trust.sites[0].returnId}`);
    await expectNarrow(page);
    expect(await wordsOn(lead)).toContain(added);
    expect((await download(lead, `/trusts/${trust.trustId}/sites.csv`)).toString()).toContain('Beech School');
    const { set, edition } = trust.edition;
    await lead.visit(`/trusts/${trust.trustId}/answers/${set}/${edition}/a1/staff`);
    await page.locator('[name="staff.narrative"]').fill('Two training days from now on.');
    await page.getByRole('button', { name: 'Save for all your sites' }).click();
    await page.getByText('Your answer is saved, and your sites can see it.').waitFor();
    const beech = await arrives(trust.sites[1].lead.email);
    await beech.visit(standardOf(1));
    await expectNarrow(beech.page);
    expect(await wordsOn(beech)).toContain('Harbour Learning Trust has changed its answer');
    expect(await beech.page.locator('[name="staff.narrative"]').inputValue()).toBe(staffWords);
    await press(beech, /^Keep what we have/, 'staff');
    expect(await wordsOn(beech)).not.toContain('has changed its answer');
    await alder.visit(`/returns/${trust.sites[0].returnId}/copy`);
    expect(await wordsOn(alder)).not.toContain('Two training days');
    expect(await portal.los('audit', 'verify')).toMatchObject({ code: 0 });
  }, 180_000);

  test('no browser reported an error or a broken policy', () => {
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
