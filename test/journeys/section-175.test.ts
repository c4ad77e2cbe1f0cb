import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aRegisterFile } from '../features/organisations/import-files.ts';
import { aPortal, panel } from './a-portal.ts';
import { change, checkAction, doAction, seen } from './acting.ts';
import { aSignedInPerson, download, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';
import { compilePack, keyLine, makeAction, moderate, recordChallenge, scheduleSession } from './challenging.ts';
import { answerTheAgency, closeCycle, failToCloseCycle, strength } from './closing.ts';
import type { PortalProcess } from './portal-process.ts';
import { applyImport, csv, givePeopleRoles, launchCycle, rowsUnder, uploadImport } from './preparing.ts';
import {
  answerStandard,
  attachEvidence,
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

describe.each(['sqlite', 'postgres'] as const)(
  'a Section 175 cycle of one small primary school from the register to the closed cycle, on %s',
  (dialect) => {
    let portal: PortalProcess;
    const people: Person[] = [];
    const arrives = async (email: string) => {
      const person = await aSignedInPerson(browser, portal.origin, email, looksOn(dialect));
      people.push(person);
      return person;
    };
    let manager: Person;
    let leads: Person;
    let signsFirst: Person;
    let cycleId = '';
    let returnId = '';
    let evidence = '';
    let reference = '';
    let sessionId = '';

    beforeAll(async () => {
      portal = await aPortal(dialect, 'partnership');
      await portal.start();
    }, 300_000);

    afterAll(() => portal.remove(), 60_000);

    test('the business manager imports the schools of one authority from the national register', async () => {
      manager = await arrives(panel.manager.email);
      const { page } = manager;
      await uploadImport(manager, csv('edubasealldata.csv', register));
      await page.getByLabel('Local authority').selectOption({ label: 'Brookmere (3)' });
      await page.getByRole('button', { name: 'Check the rows' }).click();
      await page.getByRole('button', { name: /^Apply/ }).waitFor();
      expect(await rowsUnder(manager, 'New')).toBe('2 rows');
      expect(await wordsOn(manager)).toContain("St Anne's – Upper School");
      await applyImport(manager);
      await givePeopleRoles(manager, school, [lead, head, governor]);
      cycleId = await launchCycle(manager, {
        name: cycle,
        standards: /section 175.*edition 2025\.1/i,
        organisations: [school],
      });
    }, 300_000);

    test('the safeguarding lead answers every standard, with evidence, and sends it for sign-off', async () => {
      leads = await arrives(lead.email);
      returnId = await openReturn(leads, cycle);
      await confirmProfile(leads, returnId);
      const [first = '', ...others] = await standardsOf(leads, returnId);
      evidence = await attachEvidence(leads, first);
      for (const standard of [first, ...others]) await answerStandard(leads, standard);
      await sendForSignOff(leads, returnId);
    }, 300_000);

    test('an edit after the headteacher has signed takes the signature away and says so', async () => {
      signsFirst = await arrives(head.email);
      await sign(signsFirst, returnId);
      const [standard = ''] = await standardsOf(leads, returnId);
      await leads.visit(standard);
      await leads.page.locator('main form textarea:visible').first().fill('We asked the children again in November.');
      await leads.page
        .getByText(/the signatures on this return no longer count/)
        .first()
        .waitFor();
      await leads.look();
      await leads.visit(`/returns/${returnId}`);
      expect(await wordsOn(leads)).toContain(`This return was changed after ${head.name} signed it`);
      await signsFirst.visit(`/returns/${returnId}/sign-off`);
      expect(await wordsOn(signsFirst)).toContain('Signatures that no longer count');
    }, 300_000);

    test('headteacher and chair of governors sign, and the copy holds both and the edit', async () => {
      await sendForSignOff(leads, returnId);
      await sign(signsFirst, returnId);
      await leads.visit(`/returns/${returnId}/check`);
      expect(await leads.page.getByRole('button', { name: 'Send your return' }).count()).toBe(0);
      await sign(await arrives(governor.email), returnId);
      reference = await sendReturn(leads, returnId);
      await leads.visit(`/returns/${returnId}/copy`);
      const copy = await wordsOn(leads);
      for (const words of [reference, evidence, head.name, governor.name, 'We asked the children again in November.'])
        expect(copy).toContain(words);
      expect((await download(leads, `/returns/${returnId}/copy.pdf`)).subarray(0, 4).toString()).toBe('%PDF');
      expect(await portal.los('audit', 'verify')).toMatchObject({ code: 0 });
    }, 300_000);

    test('a moderator rates one question differently, agrees with the rest and finishes', async () => {
      await moderate(await arrives(panel.moderator.email), school);
    }, 300_000);

    test('the chair schedules a session, whose pack is there to read and to download', async () => {
      const chair = await arrives(panel.chair.email);
      sessionId = await scheduleSession(chair, school);
      const packId = await compilePack(chair);
      await chair.visit(`/packs/${packId}`);
      await expectNarrow(chair.page);
      const twin = await wordsOn(chair);
      for (const words of [school, keyLine, 'Spring challenge session']) expect(twin).toContain(words);
      expect((await download(chair, `/packs/${packId}.pdf`)).subarray(0, 4).toString()).toBe('%PDF');
    }, 300_000);

    test('the session is recorded, becomes an action, and the school has its letter before its return is closed', async () => {
      const slotId = await recordChallenge(manager, sessionId);
      await makeAction(manager, lead.name);
      await failToCloseCycle(manager, cycleId, school);
      await answerTheAgency(manager, { sessionId, slotId, returnId });
      await signsFirst.visit(`/returns/${returnId}/letter`);
      await expectNarrow(signsFirst.page);
      const letter = await wordsOn(signsFirst);
      for (const words of [strength, keyLine, 'Audit the records of the other two teams'])
        expect(letter).toContain(words);
      expect((await download(signsFirst, `/returns/${returnId}/letter.pdf`)).subarray(0, 4).toString()).toBe('%PDF');
    }, 300_000);

    test('the lead posts progress with proof and marks the action done; somebody else closes it', async () => {
      const actionId = await doAction(leads);
      await checkAction(await arrives(panel.moderator.email), actionId);
      await signsFirst.visit(`/actions/${actionId}`);
      const words = await wordsOn(signsFirst);
      for (const said of ['Checked and closed', seen, change]) expect(words).toContain(said);
    }, 300_000);

    test('the cycle is closed once every return that was sent has its answer', async () => {
      await closeCycle(manager, cycleId);
      await leads.visit(`/returns/${returnId}/receipt`);
      expect(await wordsOn(leads)).toContain(reference);
      expect(await portal.los('audit', 'verify')).toMatchObject({ code: 0 });
    }, 300_000);

    test('no browser reported an error or a broken policy', () => {
      expect(people.flatMap(({ faults }) => faults)).toEqual([]);
    });
  },
);
