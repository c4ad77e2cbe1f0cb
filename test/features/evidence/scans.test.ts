import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { addEvidence, prepareFile } from '../../../app/features/evidence/commands/add-evidence.server.ts';
import { listEvidence } from '../../../app/features/evidence/queries.server.ts';
import { copyScan, countScans, findScan, mustBeOpen, queueScans } from '../../../app/features/evidence/scans.server.ts';
import { evidenceScope } from '../../../app/features/evidence/scope.server.ts';
import { requestExport } from '../../../app/features/exchange/export/exports.server.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { getHome } from '../../../app/features/reports/home.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { openPortal } from '../../../app/portal.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { type ClamdStandIn, eicar, startClamd } from '../../mocks/clamd.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

let clamd: ClamdStandIn;
beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(() => clamd.stop());

interface Library {
  readonly portal: TestPortal;
  readonly organisationId: string;
  readonly partnershipId: string;
  readonly lead: Viewer;
}

async function aLibrary(open: (parts?: object) => Promise<TestPortal>, scanned = true): Promise<Library> {
  const portal = await open(scanned ? { environment: { CLAMAV_SOCKET: clamd.address } } : {});
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId);
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  return { portal, organisationId, partnershipId, lead };
}

type Added = { readonly id: string; readonly file: { readonly organisationId: string; readonly sha256: string } };

async function add(
  { portal, organisationId, lead }: Library,
  text: string,
): Promise<Added | { readonly problem: string }> {
  const bytes = new TextEncoder().encode(text);
  const details = { title: text.slice(0, 20), coversFrom: null, coversTo: null };
  const prepared = await prepareFile(portal, lead, organisationId, { name: 'notes.txt', bytes }, details);
  if (!prepared.ok) return { problem: prepared.errors.file?.[0] ?? '' };
  const id = await addEvidence(portal, lead, { organisationId, evidence: prepared.evidence });
  return { id, file: { organisationId, sha256: prepared.evidence.sha256 } };
}

async function added(library: Library, text: string) {
  const one = await add(library, text);
  if (!('id' in one)) throw new Error(one.problem);
  return one;
}

const work = async (portal: TestPortal) => {
  const jobs = createJobRunner(portal, jobHandlers);
  await jobs.drain();
  await jobs.stop();
};
const marks = async ({ portal, lead }: Library) =>
  (await listEvidence(portal.database.db, evidenceScope(lead, 'evidence.read'), {})).items.map(({ scan }) => scan);

describeEachDatabase('a file of evidence where there is a scanner', (open) => {
  it('is looked at before it is kept: what is clean opens, and malware is refused in words and not kept', async () => {
    const library = await aLibrary(open);
    const clean = await added(library, 'Minutes of June');
    expect(await mustBeOpen(library.portal.database.db, clean.file)).toBeUndefined();
    expect(await add(library, `Minutes of July ${eicar}`)).toEqual({
      problem: expect.stringContaining('Malware was found in this file, so it was not added'),
    });
    expect(await marks(library)).toEqual(['clean']);
    expect(await countScans(library.portal.database.db)).toEqual({ waiting: 0, clean: 1, infected: 0 });
  });

  it('is kept and closed while the scanner is away, is tried again, and opens once it is clean', async () => {
    const library = await aLibrary(open);
    const { db } = library.portal.database;
    const before = await added(library, 'Known before');
    await clamd.stop();
    const { file } = await added(library, 'Minutes of August');
    expect(await marks(library)).toEqual(['waiting', 'clean']);
    await expect(mustBeOpen(db, file)).rejects.toMatchObject({
      code: 'not-now',
      message: expect.stringContaining('being checked for malware'),
    });
    expect(await mustBeOpen(db, before.file)).toBeUndefined();
    await requestExport(library.portal, library.lead, library.organisationId);
    await work(library.portal);
    const copies = db.selectFrom('organisation_export').select('status');
    expect(await copies.execute()).toEqual([{ status: 'queued' }]);
    await clamd.start();
    await work(library.portal);
    expect(await findScan(db, file)).toBe('waiting');
    library.portal.setTime('2026-11-02T09:05:00.000Z');
    await work(library.portal);
    expect(await findScan(db, file)).toBe('clean');
    expect(await mustBeOpen(db, file)).toBeUndefined();
  });

  it('is removed when malware is found in it later; the record, its library and the business manager are told', async () => {
    const library = await aLibrary(open);
    const { portal, partnershipId } = library;
    const { db } = portal.database;
    await clamd.stop();
    const { id, file } = await added(library, `Looked harmless ${eicar}`);
    await clamd.start();
    await work(portal);
    expect(await findScan(db, file)).toBe('infected');
    expect(await portal.blobs.open(file.organisationId, file.sha256)).toBeUndefined();
    expect(await marks(library)).toEqual(['infected']);
    await expect(mustBeOpen(db, file)).rejects.toMatchObject({ message: expect.stringContaining('it was removed') });
    const events = db
      .selectFrom('event')
      .select(['subject_id', 'actor_id'])
      .where('type', '=', 'evidence.malware-found');
    expect(await events.execute()).toEqual([{ subject_id: id, actor_id: null }]);
    const homeOf = async (role: 'business-manager' | 'moderator') =>
      (await getHome(db, await aViewer(portal, { role, partnershipId }), portal.stamp().today)).partnership?.infected;
    expect(await homeOf('business-manager')).toMatchObject([{ organisation: expect.any(String) }]);
    expect(await homeOf('moderator')).toEqual([]);
    const elsewhere = await aPartnership(portal, 'otherside');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    expect((await getHome(db, stranger, portal.stamp().today)).partnership?.infected).toEqual([]);
    // What is done twice is recorded once.
    await work(portal);
    expect(await events.execute()).toHaveLength(1);
  });

  it('that came before there was a scanner is open until it is asked for, then closed until it is clean', async () => {
    const library = await aLibrary(open, false);
    const { portal } = library;
    const one = await added(library, 'Before there was one');
    const bad = await added(library, `Also before ${eicar}`);
    expect(await marks(library)).toEqual([null, null]);
    expect(await queueScans(portal)).toBe(0);
    const config = { ...portal.config, scanner: { path: clamd.address } };
    const scanning = openPortal(config, { clock: portal.clock, log: portal.log, database: portal.database });
    expect(await queueScans(scanning)).toBe(2);
    expect(await queueScans(scanning)).toBe(0);
    await expect(mustBeOpen(portal.database.db, one.file)).rejects.toMatchObject({ code: 'not-now' });
    await work({ ...portal, ...scanning });
    expect(await findScan(portal.database.db, one.file)).toBe('clean');
    expect(await findScan(portal.database.db, bad.file)).toBe('infected');
  });

  it('waits no longer once there is no scanner any more', async () => {
    const library = await aLibrary(open);
    await clamd.stop();
    const { file } = await added(library, 'Nobody will look');
    await clamd.start();
    await queueScans({ ...library.portal, scanner: undefined });
    expect(await mustBeOpen(library.portal.database.db, file)).toBeUndefined();
  });

  it('is known for a site as it is for the trust it was copied from', async () => {
    const library = await aLibrary(open);
    const siteId = await anOrganisation(library.portal, library.partnershipId, { name: 'A site' });
    const { file } = await added(library, 'For all our sites');
    await copyScan(library.portal, file, siteId);
    expect(await findScan(library.portal.database.db, { ...file, organisationId: siteId })).toBe('clean');
  });
});
