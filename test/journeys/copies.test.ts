/** Copies of a return before and after it is sent, its workbook, and the copy of everything: by clicking. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { opened, put, savedAs } from '../features/exchange/a-workbook.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { textOfOdt, textOfWord } from '../pdf/read-word.ts';
import { aPortal } from './a-portal.ts';
import { aPersonAt, download, expectNarrow, looksOn, type Person, type PersonOptions, wordsOn } from './browser.ts';
import { type PeopleAtWork, writePeopleAtWork } from './people-at-work.ts';
import type { PortalProcess } from './portal-process.ts';
import { openBrowser } from './sign-in.ts';

describe.each(['sqlite', 'postgres'] as const)('a safeguarding lead (%s)', (dialect) => {
  let browser: Browser;
  let portal: PortalProcess;
  let world: PeopleAtWork;
  let lead: Person;
  let returnId = '';

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal(dialect, 'library');
    world = await writePeopleAtWork(portal);
    await portal.start();
    returnId = world.kinds.returnId;
    lead = await arrives(world.kinds.lead);
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  async function arrives({ personId }: Viewer, options: PersonOptions = {}): Promise<Person> {
    const person = await aPersonAt(browser, portal.origin, { ...looksOn(dialect), ...options });
    const [name = '', value = ''] = (world.cookies.get(personId) ?? '').split('=');
    await person.context.addCookies([{ name, value, url: portal.origin }]);
    await person.visit('/home');
    return person;
  }

  /** Presses the first link of these words in the main part, and reads what comes. */
  const pressed = async ({ page }: Person, name: RegExp) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('main').getByRole('link', { name }).first().click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
    return { name: file.suggestedFilename(), bytes: new Uint8Array(Buffer.concat(chunks)) };
  };

  test('gets the draft as PDF, Word and OpenDocument with one press from home', async () => {
    expect(await pressed(lead, /^Word of Every Kind Trust as it is now/)).toMatchObject({
      name: expect.stringMatching(/^Every Kind Trust draft .*\.docx$/),
    });
    const odt = await pressed(lead, /^OpenDocument of Every Kind Trust as it is now/);
    expect(textOfOdt(odt.bytes)).toContain('Draft of a return: Every Kind Trust');
    const pdf = await readPdf((await pressed(lead, /^PDF of Every Kind Trust as it is now/)).bytes);
    expect(pdf.pages[0]?.body).toContain('Draft of a return');
  }, 120_000);

  test('fills in the workbook, sees what it would change, chooses between two texts, and imports', async () => {
    const { page } = lead;
    await lead.follow(/^Every standard/);
    await lead.follow('Fill in the return in a workbook');
    await expectNarrow(page);
    const sheets = await opened(await download(lead, `/returns/${returnId}/workbook.ods`));
    const rows = sheets.find(({ name }) => name === 'Answers')?.rows ?? [];
    const rated = rows.filter((row) => row[4]?.toString().startsWith('A rating') && row[3] === 'Always');
    const [first, second] = rated.map((row) => String(row[9]));
    if (!first || !second) throw new Error('The workbook has no ratings');
    const words = (text: string) => put(structuredClone(sheets), [[first, 'words', text]]);
    const upload = async (bytes: Uint8Array) => {
      await page
        .locator('input[type="file"]')
        .setInputFiles({ name: 'filled.ods', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
      await page.getByRole('button', { name: 'Upload and check the cells' }).click();
    };

    await upload(Buffer.from('not a workbook'));
    await page.getByText('Choose a workbook saved as XLSX or ODS').first().waitFor();
    await lead.look();
    await lead.visit(`/returns/${returnId}/import`);
    await upload(await savedAs(put(structuredClone(sheets), [[second, 'answer', 'Purple']]), 'ods'));
    await page.getByText('Nothing can be imported while an answer is refused').waitFor();
    expect(await wordsOn(lead)).toContain('choose one of');
    await lead.look();
    await expectNarrow(page);
    await page.getByRole('button', { name: 'Choose another workbook' }).click();
    await page.getByRole('button', { name: 'Upload and check the cells' }).waitFor();

    await upload(await savedAs(words('What the portal says since, by way of another copy.'), 'ods'));
    await page.getByText('1 answer to import').waitFor();
    await page.getByRole('button', { name: 'Import 1 answer' }).click();
    await page.getByText('1 answer imported from the workbook.').waitFor();
    await lead.look();
    await upload(await savedAs(words('What the older workbook says.'), 'ods'));
    await page.getByText('1 answer changed on both sides').waitFor();
    await lead.look();
    await expectNarrow(page);
    await page.getByRole('button', { name: 'Import 1 answer' }).click();
    await page.getByText('Choose which answer to keep wherever both have changed').first().waitFor();
    await lead.look();
    // A second press within a second is taken for a double click, and a machine is that quick.
    await lead.visit(page.url());
    await page.getByLabel('The workbook’s').check();
    await page.getByRole('button', { name: 'Import 1 answer' }).click();
    await page.getByText('1 answer imported from the workbook.').waitFor();
    await lead.visit(`/returns/${returnId}/print`);
    expect(await wordsOn(lead)).toContain('What the older workbook says.');
  }, 180_000);

  test('does the same without scripts', async () => {
    const plain = await arrives(world.kinds.lead, { scripts: false });
    const { page } = plain;
    await plain.visit(`/returns/${returnId}/import`);
    const bytes = await download(plain, `/returns/${returnId}/workbook.xlsx`);
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'same.xlsx', mimeType: 'application/octet-stream', buffer: bytes });
    await page.getByRole('button', { name: 'Upload and check the cells' }).click();
    await page.getByText('there is nothing to import').waitFor();
    expect(textOfWord((await pressedPlain(plain, `/returns/${returnId}/copy.docx`)).subarray())).toContain('Draft');
    await plain.close();
  }, 60_000);

  const pressedPlain = async (person: Person, path: string) => new Uint8Array(await download(person, path));

  test('gets what was sent in each form, and a copy of everything that shows how far it is', async () => {
    const sent = await arrives(world.answered.lead);
    const { page } = sent;
    const word = await pressed(sent, /^Word of /);
    expect(word.name).toMatch(/-copy\.docx$/);
    expect(textOfWord(word.bytes)).toContain('Copy of a return: ');
    await sent.follow('Take a copy of everything of your organisation');
    await expectNarrow(page);
    await page.getByRole('button', { name: 'Make a copy of everything' }).click();
    await page.getByRole('link', { name: /^Download \(/ }).waitFor();
    await sent.look();
    await expectNarrow(page);
    const zip = await pressed(sent, /^Download \(/);
    expect(zip.name).toMatch(/^Brookmere Council .*\.zip$/);
    expect(Buffer.from(zip.bytes).toString('latin1')).toMatch(/returns\/001 [^/]+\/sent-1\.json/);
    expect([...lead.faults, ...sent.faults]).toEqual([]);
  }, 120_000);
});
