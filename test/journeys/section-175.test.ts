import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aRegisterFile } from '../features/organisations/import-files.ts';
import { aPortal, panel, setUpPartnership } from './a-portal.ts';
import { aSignedInPerson, download, type Person, wordsOn } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { applyImport, csv, givePeopleRoles, launchCycle, rowsUnder, uploadImport } from './preparing.ts';
import {
  answerStandard,
  confirmProfile,
  openReturn,
  sendForSignOff,
  sendReturn,
  sign,
  standardsOf,
} from './returning.ts';
import { openBrowser } from './sign-in.ts';

const school = 'Hollow Lane Primary School';
const lead = { email: 'nell.varley@hollow.example', name: 'Nell Varley', role: 'Safeguarding lead' };
const head = { email: 'omar.finch@hollow.example', name: 'Omar Finch', role: 'Headteacher or principal' };
const governor = { email: 'una.peel@hollow.example', name: 'Una Peel', role: 'Chair of governors' };
const cycle = 'Schools safeguarding return, 2026';

const register = aRegisterFile([
  { NumberOfPupils: '58' },
  { URN: '900002', EstablishmentNumber: '2002', EstablishmentName: 'St Anne’s – Upper School'.replace('’', "'") },
  {
    URN: '900003',
    EstablishmentNumber: '2003',
    EstablishmentName: 'Shut School',
    'EstablishmentStatus (name)': 'Closed',
  },
  { URN: '900004', EstablishmentNumber: '2004', EstablishmentName: 'Far School', 'LA (name)': 'Elsewhere' },
]);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'postgres'] as const)('a Section 175 cycle of one small primary school, on %s', (dialect) => {
  let portal: PortalProcess;
  const people: Person[] = [];
  const arrives = async (email: string) => {
    const person = await aSignedInPerson(browser, portal.origin, email);
    people.push(person);
    return person;
  };
  let leads: Person;
  let signsFirst: Person;
  let returnId = '';

  beforeAll(async () => {
    portal = await aPortal(dialect);
    await setUpPartnership(portal);
    await portal.start();
  }, 300_000);

  afterAll(() => portal.remove(), 60_000);

  test('the business manager imports the schools of one authority from the national register', async () => {
    const manager = await arrives(panel.manager.email);
    const { page } = manager;
    await uploadImport(manager, csv('edubasealldata.csv', register));
    await page.getByLabel('Local authority').selectOption({ label: 'Brookmere (3)' });
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('button', { name: /^Apply/ }).waitFor();
    expect(await rowsUnder(manager, 'New')).toBe('2 rows');
    expect(await wordsOn(manager)).toContain("St Anne's – Upper School");
    await applyImport(manager);
    await givePeopleRoles(manager, school, [lead, head, governor]);
    await launchCycle(manager, { name: cycle, standards: /Keeping Children Safe|175/, organisations: [school] });
  }, 180_000);

  test('the safeguarding lead answers every standard and sends it for sign-off', async () => {
    leads = await arrives(lead.email);
    returnId = await openReturn(leads, cycle);
    await confirmProfile(leads, returnId);
    for (const standard of await standardsOf(leads, returnId)) await answerStandard(leads, standard);
    await sendForSignOff(leads, returnId);
  }, 240_000);

  test('an edit after the headteacher has signed takes the signature away and says so', async () => {
    signsFirst = await arrives(head.email);
    await sign(signsFirst, returnId);
    const [standard = ''] = await standardsOf(leads, returnId);
    await leads.visit(standard);
    await leads.page.locator('main form textarea').first().fill('We asked the children again in November.');
    await leads.page
      .getByText(/the signatures on this return no longer count/)
      .first()
      .waitFor();
    await leads.look();
    await leads.visit(`/returns/${returnId}`);
    expect(await wordsOn(leads)).toContain(`This return was changed after ${head.name} signed it`);
    await signsFirst.visit(`/returns/${returnId}/sign-off`);
    expect(await wordsOn(signsFirst)).toContain('Signatures that no longer count');
  }, 120_000);

  test('headteacher and chair of governors sign, and the copy holds both and the edit', async () => {
    await sendForSignOff(leads, returnId);
    await sign(signsFirst, returnId);
    await leads.visit(`/returns/${returnId}/check`);
    expect(await leads.page.getByRole('button', { name: 'Send your return' }).count()).toBe(0);
    await sign(await arrives(governor.email), returnId);
    const reference = await sendReturn(leads, returnId);
    await leads.visit(`/returns/${returnId}/copy`);
    const copy = await wordsOn(leads);
    for (const words of [reference, head.name, governor.name, 'We asked the children again in November.'])
      expect(copy).toContain(words);
    expect((await download(leads, `/returns/${returnId}/copy.pdf`)).subarray(0, 4).toString()).toBe('%PDF');
    expect(await portal.los('audit', 'verify')).toMatchObject({ code: 0 });
  }, 120_000);

  test('no browser reported an error or a broken policy', () => {
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
