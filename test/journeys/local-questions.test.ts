import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPortal, panel } from './a-portal.ts';
import { aSignedInPerson, download, expectNarrow, idIn, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { applyImport, charityFile, csv, fillDate, uploadImport } from './preparing.ts';
import { openBrowser } from './sign-in.ts';

const pools = 'Every pool that children use has a lifeguard trained in safeguarding.';

describe('a partnership’s own questions', () => {
  let browser: Browser;
  let portal: PortalProcess;
  let manager: Person;
  let here = '';

  beforeAll(async () => {
    browser = await openBrowser();
    portal = await aPortal('sqlite', 'partnership');
    await portal.start();
    manager = await aSignedInPerson(browser, portal.origin, panel.manager.email);
    await uploadImport(manager, csv('charities.csv', charityFile()));
    await applyImport(manager);
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
    await browser.close();
  }, 60_000);

  test('are written while the cycle is prepared, and what is missing is named beside its field', async () => {
    const { page } = manager;
    await manager.visit('/cycles/new');
    await page.getByLabel(/Section 11 self-assessment.*edition 2023\.1/).check();
    await page.getByLabel('Name', { exact: true }).fill('Section 11, 2026');
    for (const [place, field] of ['opensOn', 'dueOn', 'moderationOn', 'challengeOn', 'actionsDueOn'].entries())
      await fillDate(manager, field, place * 30);
    await manager.press('Save and choose organisations', 'Who is asked');
    const cycleId = idIn(page, 'cycles');
    here = `/cycles/${cycleId}/questions`;
    await manager.visit(`/cycles/${cycleId}`);
    await manager.follow('Local questions');
    await page.getByText('Priorities of this cycle').click();
    await page.getByLabel('Priorities', { exact: true }).fill('Safe near water: rivers and pools');
    await page.getByRole('button', { name: 'Save the priorities' }).click();
    await page.getByText('The priorities have been saved').waitFor();
    await manager.follow('Add a question');
    await page.getByRole('button', { name: 'Save the question' }).click();
    await page.locator('.govuk-error-summary').waitFor();
    await manager.look();
    await expectNarrow(page);
    // A second press within a second is taken for a double click, and a machine is that quick.
    await manager.visit(`${here}/new`);
    await page.getByLabel('Heading', { exact: true }).fill('Water safety');
    await page.getByLabel('Question', { exact: true }).fill(pools);
    await page.getByLabel('A rating, with words').check();
    await page.getByLabel('Safe near water').check();
    await page.getByRole('button', { name: 'Save the question' }).click();
    await page.getByText('The question has been saved').waitFor();
    await manager.look();
    await expectNarrow(page);
    expect(await wordsOn(manager)).toContain(`L1.1 ${pools}`);
  }, 120_000);

  test('are seen as each kind of organisation would see them', async () => {
    await manager.visit(`${here}/preview?kind=voluntary`);
    await expectNarrow(manager.page);
    expect(await wordsOn(manager)).toMatch(/\d+ national questions and 1 local question/);
  }, 60_000);

  test('go out as a workbook and come back, row by row, before anything is written', async () => {
    const { page } = manager;
    const file = await download(manager, `${here}/workbook.xlsx`);
    await manager.visit(`${here}/import`);
    await expectNarrow(page);
    const upload = async (name: string, buffer: Buffer) => {
      await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await page.getByRole('button', { name: 'Upload and check the rows' }).click();
    };
    await upload('not-one.xlsx', Buffer.from('code,heading'));
    await page.getByText('Choose a workbook saved as XLSX or ODS').first().waitFor();
    await manager.look();
    await manager.visit(`${here}/import`);
    await upload('questions.xlsx', file);
    await page.getByRole('heading', { name: 'Import local questions' }).waitFor();
    await page.getByRole('cell', { name: 'Unchanged' }).waitFor();
    await manager.look();
    await expectNarrow(page);
    await page.getByRole('button', { name: 'Apply: use these questions' }).click();
    await page.getByText('The questions are as in the workbook').waitFor();
  }, 60_000);

  test('are frozen by the launch', async () => {
    const { page } = manager;
    await manager.visit(here.replace('/questions', ''));
    await manager.press('Launch the cycle', 'Section 11, 2026');
    await page.getByText('The cycle is open').waitFor();
    await manager.visit(here);
    expect(await wordsOn(manager)).toContain('its questions are frozen');
    expect(await page.getByRole('link', { name: 'Add a question' }).count()).toBe(0);
    expect(await wordsOn(manager)).toContain(pools);
    expect(manager.faults).toEqual([]);
  }, 60_000);
});
