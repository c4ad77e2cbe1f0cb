import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { addEvidence } from '../../../app/features/evidence/commands/add-evidence.server.ts';
import { listEvidence } from '../../../app/features/evidence/queries.server.ts';
import { withUpload } from '../../../app/features/evidence/read-upload.server.ts';
import { askColleague } from '../../../app/features/returns/commands/ask-colleague.server.ts';
import { attachToSeveral } from '../../../app/features/returns/commands/attach-evidence.server.ts';
import { submitStandardEvidence } from '../../../app/features/returns/commands/submit-standard-evidence.server.ts';
import { getStandardEvidence } from '../../../app/features/returns/standard-evidence.server.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { uncounted } from '../../builders/uncounted.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { pdfFile, programFile } from '../evidence/files.ts';
import { aReturnAtWork, eventsOf, type ReturnAtWork } from './a-return-at-work.ts';

const audit = {
  kind: 'link',
  title: 'Our audit of 2026',
  url: 'https://example.org/audit',
  coversFrom: null,
  coversTo: null,
} as const;

const usesIn = async (portal: TestPortal, { returnId }: ReturnAtWork) =>
  (
    await portal.database.db
      .selectFrom('evidence_use')
      .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence_id')
      .select(['question_code', 'title'])
      .where('return_id', '=', returnId)
      .orderBy('question_code')
      .execute()
  ).map(({ question_code, title }) => `${question_code}: ${title}`);

const attachedEvents = async (portal: TestPortal, { returnId }: ReturnAtWork) =>
  (await eventsOf(portal, returnId)).filter((type) => type === 'evidence.attached').length;

const place = (work: ReturnAtWork, standardCode = 'training') => ({ returnId: work.returnId, standardCode });

/** Posts the form of the page as a browser without scripts does. */
function post(
  portal: TestPortal,
  work: ReturnAtWork,
  viewer: Viewer,
  fields: Readonly<Record<string, string | readonly string[]>>,
  file?: File,
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  if (file) body.append('file', file);
  const request = new Request('http://localhost:3000/', { method: 'POST', body });
  return withUpload(uncounted(portal.blobs), request, (upload) =>
    submitStandardEvidence(portal, viewer, place(work), upload),
  );
}

const pdf = () => new File([pdfFile], 'audit.pdf', { type: 'application/pdf' });
const asked = ['training-rating', 'policy-date-known', 'places'];

describeEachDatabase('one document for several questions', (open) => {
  it('offers every question of the standard that is asked, and the library', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await addEvidence(portal, work.sam, { organisationId: work.organisationId, evidence: audit });
    const page = await getStandardEvidence(portal.database.db, work.sam, { ...place(work), search: '', page: 1 });
    expect(page.questions.map(({ code }) => code)).toEqual(asked);
    expect(page.library.items.map(({ title }) => title)).toEqual(['Our audit of 2026']);
  });

  it('is attached to all that are ticked in one step, with an event for each, and to none twice', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const chosen = await addEvidence(portal, work.sam, { organisationId: work.organisationId, evidence: audit });
    const ticked = ['training-rating', 'places'];
    const whole = `/returns/${work.returnId}/standards/training`;
    const send = (questions: string[]) => post(portal, work, work.sam, { kind: 'choose', questions, chosen });
    expect(await send(ticked)).toEqual({ ok: true, to: `${whole}?attached=2` });
    expect(await usesIn(portal, work)).toEqual(ticked.toSorted().map((code) => `${code}: Our audit of 2026`));
    expect(await attachedEvents(portal, work)).toBe(2);
    expect(await send(asked)).toEqual({ ok: true, to: `${whole}?attached=1` });
    expect(await attachedEvents(portal, work)).toBe(3);
  });

  it('takes a new file or a link, which is in the library once', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { sam, organisationId } = work;
    expect(await post(portal, work, sam, { kind: 'file', title: 'Audit', questions: asked }, pdf())).toMatchObject({
      ok: true,
    });
    const { url, title } = audit;
    await post(portal, work, sam, { kind: 'link', title, url, questions: ['places'] });
    const library = await listEvidence(portal.database.db, { organisationIds: [organisationId] }, {});
    expect(library.items.map((item) => [item.title, item.uses]).toSorted()).toEqual([
      ['Audit', 3],
      ['Our audit of 2026', 1],
    ]);
    const again = await post(portal, work, sam, { kind: 'file', title: 'Copy', questions: ['places'] }, pdf());
    expect(again).toMatchObject({
      ok: false,
      same: { title: 'Audit' },
      values: { title: 'Copy', questions: 'places' },
    });
  });

  it('comes back with all that is wrong and all that was typed, and writes nothing then', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { sam } = work;
    expect(await post(portal, work, sam, { kind: 'choose' })).toMatchObject({
      ok: false,
      errors: { questions: ['Tick at least one question'], chosen: ['Choose the document to attach'] },
    });
    expect(await post(portal, work, sam, { kind: 'link', title: 'Audit', url: 'no address' })).toMatchObject({
      errors: { questions: [expect.any(String)], url: [expect.stringContaining('https://')] },
      values: { title: 'Audit', url: 'no address' },
    });
    const program = new File([programFile], 'audit.pdf');
    expect(await post(portal, work, sam, { kind: 'file', questions: asked }, program)).toMatchObject({
      errors: { file: [expect.stringContaining('program')] },
      values: { questions: asked },
    });
    const elsewhere = { kind: 'link', title: 'A', url: audit.url, questions: ['places', 'lead-rating'] };
    expect(await post(portal, work, sam, elsewhere)).toMatchObject({
      errors: { questions: [expect.stringContaining('not asked any more')] },
    });
    expect(await usesIn(portal, work)).toEqual([]);
    expect(await portal.database.db.selectFrom('evidence').select('id').execute()).toEqual([]);
  });

  it('is attached to every question or to none', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const attach = (questionCodes: string[], evidence: { id: string } | { added: typeof audit }) =>
      attachToSeveral(portal, work.sam, { ...place(work), questionCodes, evidence });
    await expect(attach(['places', 'lead-rating'], { added: audit })).rejects.toMatchObject({ code: 'not-found' });
    const organisationId = await anOrganisation(portal, work.partnershipId, { name: 'Quay Carers' });
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    const theirs = await addEvidence(portal, stranger, { organisationId, evidence: audit });
    await expect(attach(asked, { id: theirs })).rejects.toMatchObject({ code: 'not-found' });
    expect(await usesIn(portal, work)).toEqual([]);
    expect(await attachedEvents(portal, work)).toBe(0);
  });

  it('takes a return back from sign-off, and is refused once it was sent', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { db } = portal.database;
    const become = (status: 'awaiting-sign-off' | 'submitted') =>
      db.updateTable('agency_return').set({ status }).where('id', '=', work.returnId).execute();
    const { title, url } = audit;
    const send = () => post(portal, work, work.sam, { kind: 'link', title, url, questions: asked });
    await become('awaiting-sign-off');
    expect(await send()).toMatchObject({ to: expect.stringContaining('taken-back=1') });
    await become('submitted');
    await expect(send()).rejects.toMatchObject({ message: expect.stringContaining('has been sent') });
    expect(await attachedEvents(portal, work)).toBe(3);
    const page = await getStandardEvidence(db, work.sam, { ...place(work), search: '', page: 1 });
    expect(page.editable).toBe(false);
  });

  it('is for a contributor only where the standard is theirs, and with what they added themselves', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { organisationId, returnId } = work;
    const kim = await aViewer(portal, { role: 'contributor', organisationId }, 'Kim Osei');
    const notTheirs = await addEvidence(portal, work.sam, { organisationId, evidence: audit });
    const send = (fields: Record<string, string>) => post(portal, work, kim, { questions: asked, ...fields });
    await expect(send({ kind: 'choose', chosen: notTheirs })).rejects.toMatchObject({ code: 'not-found' });
    await askColleague(portal, work.sam, {
      returnId,
      asking: { parts: ['training'], person: { kind: 'known', personId: kim.personId }, by: '2026-11-20', note: '' },
    });
    const page = await getStandardEvidence(portal.database.db, kim, { ...place(work), search: '', page: 1 });
    expect(page.library.total).toBe(0);
    await expect(send({ kind: 'choose', chosen: notTheirs })).rejects.toMatchObject({ code: 'not-found' });
    expect(await send({ kind: 'link', title: 'Kim’s audit', url: audit.url })).toMatchObject({ ok: true });
    expect(await usesIn(portal, work)).toHaveLength(3);
    await expect(
      getStandardEvidence(portal.database.db, kim, { ...place(work, 'governance'), search: '', page: 1 }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
