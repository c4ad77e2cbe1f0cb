import { afterAll, beforeAll, expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/evidence.ts';
import { addEvidence, prepareFile } from '../../../app/features/evidence/commands/add-evidence.server.ts';
import type { Portal } from '../../../app/platform/portal.ts';
import { openPortal } from '../../../app/portal.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { type ClamdStandIn, eicar, startClamd } from '../../mocks/clamd.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

let clamd: ClamdStandIn;
beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(() => clamd.stop());

async function run(portal: Portal, ...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, {
    print: (line) => void printed.push(line),
    error: (line) => void errors.push(line),
    portal: async () => portal,
  });
  return { code, printed, errors };
}

/** A library with a clean and a harmful file that came before there was a scanner, and the portal as it is with one. */
async function aLibraryFromBefore(portal: TestPortal): Promise<Portal> {
  const organisationId = await anOrganisation(portal, await aPartnership(portal));
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  for (const text of ['Minutes of June', `Minutes of July ${eicar}`]) {
    const bytes = new TextEncoder().encode(text);
    const details = { title: text.slice(0, 15), coversFrom: null, coversTo: null };
    const prepared = await prepareFile(portal, lead, organisationId, { name: 'notes.txt', bytes }, details);
    if (!prepared.ok) throw new Error('The file was not taken');
    await addEvidence(portal, lead, { organisationId, evidence: prepared.evidence });
  }
  const { clock, log, database } = portal;
  return openPortal({ ...portal.config, scanner: { path: clamd.address } }, { clock, log, database });
}

describeEachDatabase('los evidence scan', (open) => {
  it('has every file scanned that came before there was a scanner, and tells what became of them', async () => {
    const scanning = await aLibraryFromBefore(await open());
    expect(await run(scanning, 'scan')).toEqual({
      code: 0,
      printed: ['2 files had not been looked at', '0 waiting, 1 clean, 1 removed because malware was found'],
      errors: [],
    });
    expect((await run(scanning, 'scan')).printed[0]).toBe('0 files had not been looked at');
  });

  it('ends with 1 while the scanner is away, with the files closed, and goes on when it is back', async () => {
    const portal = await open();
    const scanning = await aLibraryFromBefore(portal);
    await clamd.stop();
    const away = await run(scanning, 'scan');
    await clamd.start();
    expect(away).toMatchObject({ code: 1, errors: ['The scanner does not answer: files stay closed until it does'] });
    expect(away.printed.at(-1)).toBe('2 waiting, 0 clean, 0 removed because malware was found');
    portal.setTime('2026-11-02T09:05:00.000Z');
    expect((await run(scanning, 'scan')).code).toBe(0);
  });

  it('says that there is no scanner to ask, and how it is called', async () => {
    const portal = await open();
    expect(await run(portal, 'scan')).toMatchObject({ code: 1, errors: [expect.stringContaining('CLAMAV_SOCKET')] });
    expect(await run(portal)).toMatchObject({ code: 2, errors: [expect.stringContaining('Usage')] });
  });
});
