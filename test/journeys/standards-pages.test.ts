import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf } from '../pdf/read-pdf.ts';
import { partOfWord } from '../pdf/read-word.ts';
import { aPortal } from './a-portal.ts';
import { aPersonAt, aSignedInPerson, download, expectNarrow, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { openBrowser, signIn } from './sign-in.ts';

const manager = 'priya.nair@brookmere-scp.example';
const lead = 'maeve.eastwick@lanternfield-homes.example';

describe('the pages about standards and years', () => {
  let browser: Browser;
  let portal: PortalProcess;
  let person: Person;

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal('sqlite', 'demonstration');
    await portal.start();
    person = await aSignedInPerson(browser, portal.origin, manager);
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  const pages = [
    '/standards',
    '/standards/section-11/2023.1',
    '/standards/section-11/2023.1?kind=general-practice',
    '/standards/section-11/compare?from=2018.1&to=2023.1',
    '/standards/section-11/compare?from=2018.1&to=2026.1&kind=stricter',
    '/standards/section-11/compare?from=2023.1&to=2023.1',
    '/reports/year-on-year',
    '/reports/year-on-year?basis=self&page=2',
  ];

  test.each(pages)(
    '%s is accessible and fits a narrow screen',
    async (path) => {
      await person.visit(path);
      await expectNarrow(person.page);
      expect(person.faults).toEqual([]);
    },
    60_000,
  );

  test('a reader goes from the library to what changed, narrows it, and takes the file away', async () => {
    await person.visit('/standards');
    await person.follow(/What changed since 2018\.1/);
    expect(await wordsOn(person)).toContain('decided by the people who wrote the newer edition');
    await person.page.getByLabel('Show').selectOption({ label: 'Asks for more than before' });
    await person.page.getByRole('button', { name: 'Compare' }).click();
    await person.page.waitForURL(/kind=stricter/);
    await person.look();
    expect(await person.page.locator('ins').count()).toBeGreaterThan(1);
    expect(await person.page.locator('del').first().textContent()).toContain('struck through');
    const href = await person.page.getByRole('link', { name: 'Download this comparison (PDF)' }).getAttribute('href');
    const file = await readPdf(Uint8Array.from(await download(person, href ?? '')));
    expect(file.info).toMatchObject({ Title: 'Section 11: what changed from 2018.1 to 2023.1' });
  }, 120_000);

  test('what one kind of organisation can be asked comes as a PDF and as a Word file', async () => {
    const address = '/standards/section-11/2023.1';
    const pdf = await readPdf(Uint8Array.from(await download(person, `${address}.pdf?kind=general-practice`)));
    expect(pdf.info).toMatchObject({ Title: expect.stringContaining('General practice') });
    const word = await download(person, `${address}.docx?kind=general-practice`);
    expect(partOfWord(word, 'word/document.xml')).toContain('Asked of everybody');
  }, 120_000);

  test('a set or an edition that is not there is not found', async () => {
    for (const path of [
      '/standards/section-99/compare',
      '/standards/section-11/1999.1',
      '/standards/section-11/1999.1.pdf',
    ])
      expect([path, (await person.page.request.get(path)).status()]).toEqual([path, 404]);
  }, 60_000);

  test('an organisation sees its own two years, and the partnership the file of all', async () => {
    const csv = (await download(person, '/reports/year-on-year.csv')).toString();
    expect(csv.split('\r\n')[1]).toContain('"Section 11, 2026","Section 11, 2025"');
    const own = await aSignedInPerson(browser, portal.origin, lead);
    await own.visit('/returns');
    const link = own.page.locator('main tr', { hasText: 'Section 11, 2026' }).locator('a[href^="/returns/"]').first();
    const href = (await link.getAttribute('href')) ?? '';
    await own.visit(`/returns/${href.split('/')[2]}/year-on-year`);
    await expectNarrow(own.page);
    expect(await wordsOn(own)).toContain('Up one level');
  }, 60_000);

  test('everything reads and narrows with scripts switched off', async () => {
    const plain = await aPersonAt(browser, portal.origin, { scripts: false });
    await signIn(plain.page, manager);
    for (const path of pages) await plain.visit(path);
    await plain.page.goto('/reports/year-on-year');
    await plain.page.getByLabel('Whose rating').selectOption({ label: 'Their own rating' });
    await plain.page.getByRole('button', { name: 'Show' }).click();
    await plain.page.waitForURL(/basis=self/);
    expect(await wordsOn(plain)).toContain('up one level');
  }, 120_000);
});
