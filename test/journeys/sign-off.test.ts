/**
 * The sign-off of one return of the demonstration: the head approves from the message in three presses, the chair sends
 * it back and signs later with an old session, a delegate signs for the head, with scripts and without.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DatabaseHandle, openDatabase } from '../../db/client.server.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { aPortal } from './a-portal.ts';
import { aSignedInPerson, download, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { sendForSignOff, sendReturn } from './returning.ts';
import { openBrowser } from './sign-in.ts';

const school = (name: string) => ({
  lead: `yasmin.venn@${name}.example`,
  head: `zoe.dasgupta@${name}.example`,
  delegate: `miriam.hale@${name}.example`,
  chair: `andrew.eastwick@${name}.example`,
});
const { lead, head, delegate, chair } = school('gosling-green');
const otherChair = 'zoe.ingledew@pinewell.example';
const note = 'E10 says more alerts were acted on than there were.\n\nPlease count again.';

const squeezed = (text: string) => text.replace(/[\s\u00ad]/g, '');

describe.each(['sqlite', 'postgres'] as const)('signing off a return (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let database: DatabaseHandle;
  let heads: Person;
  let chairs: Person;
  let leads: Person;
  let returnId = '';
  const people: Person[] = [];
  const arrives = async (email: string, scripts = true) => {
    const person = await aSignedInPerson(browser, portal.origin, email, { ...looksOn(dialect), scripts });
    people.push(person);
    return person;
  };
  /** The return of a person's organisation that waits for signatures. */
  const returnOf = async (email: string) => {
    const row = await database.db
      .selectFrom('agency_return')
      .innerJoin('role_grant', 'role_grant.organisation_id', 'agency_return.organisation_id')
      .innerJoin('person', 'person.id', 'role_grant.person_id')
      .select('agency_return.id')
      .where('person.email', '=', email)
      .where('agency_return.status', '=', 'awaiting-sign-off')
      .executeTakeFirstOrThrow();
    return row.id;
  };
  /** As if the person had signed in half an hour ago. */
  const ages = (email: string) =>
    database.db
      .updateTable('session')
      .set({ created_at: new Date(Date.now() - 30 * 60_000).toISOString() })
      .where('person_id', 'in', database.db.selectFrom('person').select('id').where('email', '=', email))
      .execute();
  const newestCode = async (email: string) => {
    const row = await database.db
      .selectFrom('outbox_message')
      .select('body')
      .where('to_address', '=', email)
      .where('template', '=', 'confirmation-code')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    return /\b\d{6}\b/.exec(row.body)?.[0] ?? '';
  };
  const declare = async (page: Page) => {
    await page.getByLabel('I make this declaration').check();
    await page.getByRole('button', { name: 'Approve this return' }).click();
  };
  const approved = (page: Page) => page.getByText('You have approved this return').waitFor();
  /** Two presses of one button within a second count as one press: a person takes longer to read a problem. */
  const readsProblem = (page: Page) => page.waitForTimeout(1_100);
  const enter = async (page: Page, code: string) => {
    await readsProblem(page);
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
  };
  const problem = (page: Page, words: RegExp) => page.locator('.govuk-error-summary', { hasText: words }).waitFor();

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'demonstration');
    await portal.start();
    database = openDatabase({ url: portal.databaseUrl ?? `sqlite:${join(portal.folder, 'line-of-sight.sqlite')}` });
    returnId = await returnOf(head);
  }, 600_000);

  afterAll(async () => {
    await database.close();
    await portal.remove();
    await browser.close();
  }, 60_000);

  test('the head who has signed in opens the link of the message, ticks and approves: three presses', async () => {
    heads = await arrives(head);
    const { page } = heads;
    const message = page.locator('.govuk-summary-card', { hasText: head }).filter({ hasText: 'ready for you to sign' });
    // Newest first, and the demonstration has written to many others since.
    for (let at = 1; at === 1 || (at < 10 && (await message.count()) === 0); at += 1)
      await page.goto(`/outbox?page=${at}`);
    const link = await message.first().getByRole('link', { name: 'Open the link' }).getAttribute('href');
    // The demonstration was loaded once for every journey, at an address of its own.
    await page.goto(new URL(link ?? '', portal.origin).pathname);
    expect(new URL(page.url()).pathname).toBe(`/returns/${returnId}/sign-off`);
    await heads.look();
    await expectNarrow(page);
    const words = await wordsOn(heads);
    for (const said of ['In short', 'Where there is more to do', 'Worth asking about', 'may sign in their place until'])
      expect(words).toContain(said);
    await declare(page);
    await approved(page);
    await heads.look();
  }, 300_000);

  test('the chair of governors sends it back with a note: open, write, press', async () => {
    chairs = await arrives(chair);
    const { page } = chairs;
    await chairs.visit(`/returns/${returnId}/sign-off`);
    await page.getByRole('button', { name: 'Send back with this note' }).click();
    await problem(page, /Say what needs to change/);
    await chairs.look();
    await readsProblem(page);
    await page.getByLabel('What needs to change before you can sign').fill(note);
    await page.getByRole('button', { name: 'Send back with this note' }).click();
    await page.getByText('has gone back to the safeguarding lead').waitFor();
  }, 300_000);

  test('the lead finds the note on the return and on its check page, and sends it for signatures again', async () => {
    leads = await arrives(lead, false);
    for (const path of [`/returns/${returnId}`, `/returns/${returnId}/check`]) {
      await leads.visit(path);
      expect(await wordsOn(leads)).toContain('Please count again.');
    }
    await leads.page.getByText('Figures that contradict each other').click();
    await leads.page.getByText('More alerts led to action than there were').waitFor();
    await leads.look();
    await sendForSignOff(leads, returnId);
    expect(await wordsOn(leads)).toContain('Every time it was sent for signatures');
  }, 300_000);

  test('the lead records the meeting of the governors, which cannot be to come', async () => {
    const { page } = leads;
    await leads.visit(`/returns/${returnId}/meeting`);
    await expectNarrow(page);
    const day = async (year: number) => {
      for (const [part, value] of Object.entries({ day: '2', month: '3', year: String(year) }))
        await page.locator(`[name="heldOn-${part}"]`).fill(value);
      await page.getByLabel('Which meeting was it?').fill('Full governing board');
      await page.getByRole('button', { name: 'Save the meeting' }).click();
    };
    await day(2099);
    await problem(page, /must be today or in the past/);
    await leads.look();
    await readsProblem(page);
    await day(2026);
    await page.getByText('Full governing board, 2 March 2026').waitFor();
  }, 300_000);

  test('the delegate of the head signs without scripts, and the page says for whom', async () => {
    const delegates = await arrives(delegate, false);
    const { page } = delegates;
    await delegates.visit('/home');
    await page.getByRole('button', { name: 'Read and sign' }).click();
    await page.getByText('You sign in their place').waitFor();
    await declare(page);
    await approved(page);
    expect(await wordsOn(delegates)).toMatch(/Signed for the headteacher.*, under the authority given by Zoe Dasgupta/);
  }, 300_000);

  test('the chair with an old session is asked for a code, and the declaration is not lost', async () => {
    const { page } = chairs;
    await chairs.visit(`/returns/${returnId}/sign-off`);
    await ages(chair);
    await declare(page);
    await page.getByRole('heading', { level: 1, name: 'Confirm that it is you' }).waitFor();
    await chairs.look();
    await expectNarrow(page);
    const code = await newestCode(chair);
    await enter(page, '12345');
    await problem(page, /six digits/);
    await enter(page, String((Number(code) + 1) % 1_000_000).padStart(6, '0'));
    await problem(page, /not right/);
    expect(await page.title()).toMatch(/^Error: /);
    await chairs.look();
    await database.db
      .updateTable('confirmation_code')
      .set({ expires_at: new Date(0).toISOString() })
      .execute();
    await enter(page, code);
    await problem(page, /too old/);
    await chairs.look();
    await page.getByRole('button', { name: 'Send me a new code' }).click();
    await page.locator('.govuk-error-summary').waitFor({ state: 'detached' });
    const field = page.getByLabel('Code', { exact: true });
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    const fresh = await newestCode(chair);
    await enter(page, `${fresh.slice(0, 3)} ${fresh.slice(3)}`);
    await approved(page);
    expect(await wordsOn(chairs)).toContain('Signed on');
  }, 300_000);

  test('the same without scripts, at another school', async () => {
    const otherReturn = await returnOf(otherChair);
    const others = await arrives(otherChair, false);
    const { page } = others;
    await others.visit(`/returns/${otherReturn}/sign-off`);
    await ages(otherChair);
    await declare(page);
    await enter(page, '000');
    await problem(page, /six digits/);
    await enter(page, await newestCode(otherChair));
    await approved(page);
    expect(await wordsOn(others)).toContain('Full governing board');
  }, 300_000);

  test('the lead sends the return, whose receipt and copy say who signed for whom, and when the governors met', async () => {
    await sendReturn(leads, returnId);
    for (const path of [`/returns/${returnId}/receipt`, `/returns/${returnId}/copy`]) {
      await leads.visit(path);
      const words = await wordsOn(leads);
      for (const said of [
        'Miriam Hale',
        'under the authority given by Zoe Dasgupta',
        'Full governing board, 2 March 2026',
      ])
        expect(words).toContain(said);
    }
    await leads.visit(`/returns/${returnId}/receipt`);
    expect(await wordsOn(leads)).toContain('Please count again.');
    for (const file of ['copy', 'receipt']) {
      const pdf = await readPdf(new Uint8Array(await download(leads, `/returns/${returnId}/${file}.pdf`)));
      const printed = squeezed(pdf.pages.map(({ body }) => body).join(''));
      for (const said of ['under the authority given by Zoe Dasgupta', 'Full governing board, 2 March 2026'])
        expect(printed).toContain(squeezed(said));
    }
  }, 300_000);

  test('the head names somebody else, and with an old session what was typed goes on after the code', async () => {
    const { page } = heads;
    const organisation = await database.db
      .selectFrom('agency_return')
      .select('organisation_id as id')
      .where('id', '=', returnId)
      .executeTakeFirstOrThrow();
    await heads.visit(`/organisations/${organisation.id}/authorities`);
    await expectNarrow(page);
    await heads.follow('Name somebody');
    await expectNarrow(page);
    await page.getByRole('button', { name: 'Give the authority' }).click();
    await problem(page, /Enter the first day/);
    await heads.look();
    const today = new Date();
    const next = new Date(today.getTime() + 40 * 86_400_000);
    await page.getByLabel('E-mail address of the person who will sign').fill('omar.reed@gosling-green.example');
    await page.getByLabel('Their name').fill('Omar Reed');
    for (const [name, day] of [['fromOn', today] as const, ['toOn', next] as const])
      for (const [part, value] of [
        ['day', day.getDate()],
        ['month', day.getMonth() + 1],
        ['year', day.getFullYear()],
      ] as const)
        await page.locator(`[name="${name}-${part}"]`).fill(String(value));
    await page.getByLabel('Why does somebody else sign?').fill('The head is away.\nSee the minutes.');
    await ages(head);
    await readsProblem(page);
    await page.getByRole('button', { name: 'Give the authority' }).click();
    await enter(page, await newestCodeOnceAsked(page, head));
    await page.getByText('The authority was given').waitFor();
    const words = await wordsOn(heads);
    for (const said of ['Omar Reed', 'See the minutes.', 'Miriam Hale']) expect(words).toContain(said);
    await heads.look();
    await page.getByRole('button', { name: /End it now.*Omar Reed/ }).click();
    await page.getByText('The authority was ended').waitFor();
  }, 300_000);

  test('no browser reported an error or a broken policy', () => {
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });

  /** The code is there once the page that asks for it is. */
  async function newestCodeOnceAsked(page: Page, email: string): Promise<string> {
    await page.getByRole('heading', { level: 1, name: 'Confirm that it is you' }).waitFor();
    return newestCode(email);
  }
});
