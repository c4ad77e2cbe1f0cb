import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPortal, panel } from './a-portal.ts';
import { change, checkAction, doAction, seen } from './acting.ts';
import { aSignedInPerson, download, expectNarrow, looksOn, type Person, wordsOn } from './browser.ts';
import { compilePack, keyLine, makeAction, moderate, recordChallenge, scheduleSession } from './challenging.ts';
import { answerTheAgency, closeCycle, failToCloseCycle, strength } from './closing.ts';
import type { PortalProcess } from './portal-process.ts';
import {
  applyImport,
  charities,
  charityFile,
  csv,
  givePeopleRoles,
  launchCycle,
  lead,
  rowsUnder,
  senior,
  uploadImport,
} from './preparing.ts';
import {
  answerByHand,
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

const realList = readFileSync(new URL('../fixtures/bromley-appendix-1.csv', import.meta.url));
const [agency] = charities;

const cycle = 'Section 11, 2026';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(['sqlite', 'postgres'] as const)('a Section 11 cycle from import to closed cycle, on %s', (dialect) => {
  let portal: PortalProcess;
  const people: Person[] = [];
  const arrives = async (email: string) => {
    const person = await aSignedInPerson(browser, portal.origin, email, looksOn(dialect));
    people.push(person);
    return person;
  };
  let manager: Person;
  let leads: Person;
  let cycleId = '';
  let returnId = '';
  let reference = '';
  let sessionId = '';
  let slotId = '';
  let packId = '';

  beforeAll(async () => {
    portal = await aPortal(dialect, 'partnership');
    await portal.start();
  }, 300_000);

  afterAll(async () => {
    await portal.remove();
  }, 60_000);

  test('the business manager imports the real list of agencies and schools, and invented charities', async () => {
    manager = await arrives(panel.manager.email);
    await expectNarrow(manager.page);
    await uploadImport(manager, csv('appendix-1.csv', realList));
    expect(await rowsUnder(manager, 'New')).toBe('163 rows');
    await expectNarrow(manager.page);
    await applyImport(manager);
    expect(await rowsUnder(manager, 'Unchanged')).toBe('163 rows');
    await uploadImport(manager, csv('charities.csv', charityFile()));
    expect(await rowsUnder(manager, 'New')).toBe('3 rows');
    await applyImport(manager);
    await manager.visit('/organisations');
    await expectNarrow(manager.page);
    expect(await wordsOn(manager)).toContain('166 organisations');
  }, 300_000);

  test('the business manager gives people their roles and launches the cycle', async () => {
    await givePeopleRoles(manager, agency, [lead, senior]);
    cycleId = await launchCycle(manager, {
      name: cycle,
      standards: /Section 11 self-assessment.*edition 2023\.1/,
      organisations: charities,
    });
  }, 300_000);

  test('the safeguarding lead answers every standard, with evidence, and sends it for sign-off', async () => {
    leads = await arrives(lead.email);
    await expectNarrow(leads.page);
    returnId = await openReturn(leads, cycle);
    await expectNarrow(leads.page);
    await confirmProfile(leads, returnId);
    const [first = '', ...others] = await standardsOf(leads, returnId);
    await answerByHand(leads, first);
    await attachEvidence(leads, first);
    await answerStandard(leads, first);
    for (const standard of others) await answerStandard(leads, standard);
    await leads.visit(`/returns/${returnId}/evidence`);
    await leads.visit(`/returns/${returnId}/print`);
    await sendForSignOff(leads, returnId);
  }, 300_000);

  test('the senior lead signs, the lead sends it, and receipt and copy are there at once', async () => {
    const signs = await arrives(senior.email);
    await sign(signs, returnId);
    reference = await sendReturn(leads, returnId);
    expect(reference).toMatch(/^[A-Z0-9-]{6,}$/);
    await leads.visit(`/returns/${returnId}/copy`);
    await expectNarrow(leads.page);
    const copy = await wordsOn(leads);
    for (const words of [reference, 'We ask families each spring', 'Audit of records, June 2026', senior.name])
      expect(copy).toContain(words);
    expect((await download(leads, `/returns/${returnId}/copy.pdf`)).subarray(0, 4).toString()).toBe('%PDF');
  }, 300_000);

  test('a moderator rates one question differently, agrees with the rest and finishes', async () => {
    const moderator = await arrives(panel.moderator.email);
    await moderate(moderator, agency);
  }, 300_000);

  test('the chair schedules a session, and the compiled pack is there to read and to download', async () => {
    const chair = await arrives(panel.chair.email);
    sessionId = await scheduleSession(chair, agency);
    packId = await compilePack(chair);
    await chair.visit(`/packs/${packId}`);
    await expectNarrow(chair.page);
    const twin = await wordsOn(chair);
    for (const words of [agency, keyLine, 'Spring challenge session']) expect(twin).toContain(words);
    expect((await download(chair, `/packs/${packId}.pdf`)).subarray(0, 4).toString()).toBe('%PDF');
  }, 300_000);

  test('the command line writes the very bytes of the pack on the page', async () => {
    const file = join(portal.folder, 'pack.pdf');
    expect(await portal.los('pack', sessionId, '--out', file)).toMatchObject({ code: 0 });
    expect(readFileSync(file).equals(await download(manager, `/packs/${packId}.pdf`))).toBe(true);
  }, 300_000);

  test('the session is recorded, becomes an action, and the agency has its letter before its return is closed', async () => {
    slotId = await recordChallenge(manager, sessionId);
    await makeAction(manager, lead.name);
    await failToCloseCycle(manager, cycleId, agency);
    await answerTheAgency(manager, { sessionId, slotId, returnId });
    await leads.visit(`/returns/${returnId}/letter`);
    await expectNarrow(leads.page);
    const letter = await wordsOn(leads);
    for (const words of [strength, keyLine, 'Audit the records of the other two teams'])
      expect(letter).toContain(words);
    expect((await download(leads, `/returns/${returnId}/letter.pdf`)).subarray(0, 4).toString()).toBe('%PDF');
  }, 300_000);

  test('the lead posts progress with proof and marks the action done; somebody else closes it', async () => {
    const actionId = await doAction(leads);
    await checkAction(await arrives(panel.moderator.email), actionId);
    await leads.visit(`/actions/${actionId}`);
    const words = await wordsOn(leads);
    for (const said of ['Checked and closed', seen, change, '50% done', 'findings']) expect(words).toContain(said);
  }, 300_000);

  test('the dashboard and the heatmap show the cycle as it stands', async () => {
    await manager.visit('/cycles');
    await manager.follow(cycle);
    await expectNarrow(manager.page);
    await manager.follow('Heatmap of ratings');
    await expectNarrow(manager.page);
    expect(await wordsOn(manager)).toContain(agency);
    await manager.visit('/audit');
    expect(await portal.los('audit', 'verify')).toMatchObject({ code: 0 });
  }, 300_000);

  test('the cycle is closed once every return that was sent has its answer; its actions stay', async () => {
    await closeCycle(manager, cycleId);
    await leads.visit(`/returns/${returnId}/copy`);
    expect(await wordsOn(leads)).toContain(reference);
    await leads.visit('/actions');
  }, 300_000);

  test('after Ctrl-C and a new start everything is still there', async () => {
    // What pages fetch for later has to have arrived, or they report that nobody answered.
    for (const { page } of people) if (!page.isClosed()) await page.waitForLoadState('networkidle');
    await portal.stop('SIGINT');
    await portal.start();
    await leads.visit(`/returns/${returnId}/receipt`);
    expect(await wordsOn(leads)).toContain(reference);
    await manager.visit(`/packs/${packId}`);
  }, 300_000);

  test('no browser reported an error or a broken policy', () => {
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
