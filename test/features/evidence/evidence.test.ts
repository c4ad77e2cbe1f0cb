import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { addEvidence, prepareFile } from '../../../app/features/evidence/commands/add-evidence.server.ts';
import { changeEvidence, removeEvidence } from '../../../app/features/evidence/commands/change-evidence.server.ts';
import { readEvidenceForm } from '../../../app/features/evidence/commands/submit-evidence.server.ts';
import { getDownload } from '../../../app/features/evidence/download.server.ts';
import { getEvidence, listEvidence } from '../../../app/features/evidence/queries.server.ts';
import { type UploadForm, withUpload } from '../../../app/features/evidence/read-upload.server.ts';
import { listUses } from '../../../app/features/evidence/uses.server.ts';
import { attachNewEvidence, chooseEvidence } from '../../../app/features/returns/commands/attach-evidence.server.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { uncounted } from '../../builders/uncounted.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork, eventsOf, type ReturnAtWork } from '../returns/a-return-at-work.ts';
import { pdfFile, programFile } from './files.ts';

const noDetails = { title: '', coversFrom: null, coversTo: null };
const link = {
  kind: 'link',
  title: 'Annual report',
  url: 'https://example.org/report',
  coversFrom: null,
  coversTo: null,
} as const;

async function aFile(portal: TestPortal, viewer: Viewer, organisationId: string, name = 'Policy.pdf') {
  const prepared = await prepareFile(portal, viewer, organisationId, { name, bytes: pdfFile }, noDetails);
  if (!prepared.ok) throw new Error('The file was refused');
  return addEvidence(portal, viewer, { organisationId, evidence: prepared.evidence });
}

/** As the submission does it: a sent return and the evidence that went with it. */
async function sendWith(portal: TestPortal, work: ReturnAtWork, evidenceId: string): Promise<void> {
  const { db } = portal.database;
  const submissionId = portal.newId();
  await db
    .insertInto('submission')
    .values({
      id: submissionId,
      organisation_id: work.organisationId,
      partnership_id: work.partnershipId,
      cycle_id: work.cycleId,
      return_id: work.returnId,
      edition_id: `${work.edition.set}/${work.edition.edition}`,
      version: 1,
      reference: `S11-${submissionId.slice(-8)}`,
      snapshot: '{}',
      sha256: '0'.repeat(64),
      submitted_at: portal.stamp().now,
      submitted_by: work.sam.personId,
    })
    .execute();
  await db
    .insertInto('submission_evidence')
    .values({
      partnership_id: work.partnershipId,
      organisation_id: work.organisationId,
      submission_id: submissionId,
      evidence_id: evidenceId,
    })
    .execute();
}

const scopeOf = (organisationId: string) => ({ organisationIds: [organisationId] }) as const;

describeEachDatabase('the evidence of an organisation', (open) => {
  it('keeps a file by its content and gives back the same bytes', async () => {
    const portal = await open();
    const { sam, organisationId } = await aReturnAtWork(portal);
    const id = await aFile(portal, sam, organisationId);
    const download = await getDownload(portal.database.db, sam, id);
    expect(download).toMatchObject({ fileName: 'Policy.pdf', mediaType: 'application/pdf', size: pdfFile.byteLength });
    const blob = await portal.blobs.open(organisationId, download.sha256);
    expect(new Uint8Array(await new Response(blob?.stream).arrayBuffer())).toEqual(pdfFile);
    const events = await portal.database.db.selectFrom('event').select('type').where('subject_id', '=', id).execute();
    expect(events).toEqual([{ type: 'evidence.added' }]);
  });

  it('lists, searches and pages the library with one number of queries', async () => {
    const portal = await open();
    const { sam, organisationId } = await aReturnAtWork(portal);
    const { db } = portal.database;
    const scope = scopeOf(organisationId);
    await aFile(portal, sam, organisationId, 'Training matrix.pdf');
    portal.takeQueries();
    await listEvidence(db, scope, {});
    const few = portal.takeQueries().length;
    for (let number = 0; number < 55; number++)
      await addEvidence(portal, sam, { organisationId, evidence: { ...link, title: `Report ${number}` } });
    portal.takeQueries();
    expect(await listEvidence(db, scope, {})).toMatchObject({ total: 56, pageCount: 2, page: 1 });
    expect(portal.takeQueries()).toHaveLength(few);
    const found = await listEvidence(db, scope, { search: 'MATRIX' });
    expect(found.items.map(({ title }) => title)).toEqual(['Training matrix.pdf']);
    expect((await listEvidence(db, scope, { search: '100%_' })).total).toBe(0);
  });

  it('changes title and dates, and refuses a stale change', async () => {
    const portal = await open();
    const { sam, ola, organisationId } = await aReturnAtWork(portal);
    const id = await aFile(portal, sam, organisationId);
    const change = { evidenceId: id, title: 'Policy of 2026', coversFrom: '2026-04-01', coversTo: '2027-03-31' };
    await changeEvidence(portal, sam, { ...change, revision: 1 });
    expect(await getEvidence(portal.database.db, scopeOf(organisationId), id)).toMatchObject({
      title: 'Policy of 2026',
      coversFrom: '2026-04-01',
      revision: 2,
    });
    await expect(changeEvidence(portal, ola, { ...change, revision: 1 })).rejects.toMatchObject({
      code: 'stale-revision',
    });
  });

  it('removes what no return in work rests on, lists where it is used, and leaves what was sent', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { sam, organisationId, returnId } = work;
    const { db } = portal.database;
    const unused = await aFile(portal, sam, organisationId);
    const used = await aFile(portal, sam, organisationId);
    await chooseEvidence(portal, sam, { returnId, questionCode: 'lead-rating', shown: [used], chosen: [used] });
    expect(await removeEvidence(portal, sam, { evidenceId: unused })).toEqual({ removed: true });
    await expect(getEvidence(db, scopeOf(organisationId), unused)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getDownload(db, sam, unused)).rejects.toMatchObject({ code: 'not-found' });
    expect(await removeEvidence(portal, sam, { evidenceId: used })).toEqual({ removed: false });
    expect(await listUses(db, scopeOf(organisationId), used)).toMatchObject([
      { kind: 'answer', returnId, questionCodes: ['lead-rating'] },
    ]);
    await chooseEvidence(portal, sam, { returnId, questionCode: 'lead-rating', shown: [used], chosen: [] });
    await sendWith(portal, work, used);
    expect(await listUses(db, scopeOf(organisationId), used)).toMatchObject([{ kind: 'submission', version: 1 }]);
    expect(await removeEvidence(portal, sam, { evidenceId: used })).toEqual({ removed: true });
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId: work.partnershipId });
    for (const reader of [sam, moderator])
      expect(await getDownload(db, reader, used, 1)).toMatchObject({ fileName: 'Policy.pdf' });
    await expect(getDownload(db, moderator, used, 2)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('uses one piece for many questions, and an edit of evidence takes a return back from sign-off', async () => {
    const portal = await open();
    const { sam, ola, organisationId, returnId } = await aReturnAtWork(portal);
    const { db } = portal.database;
    const id = await aFile(portal, sam, organisationId);
    const choose = (questionCode: string, shown: string[], chosen: string[]) =>
      chooseEvidence(portal, sam, { returnId, questionCode, shown, chosen });
    expect(await choose('lead-rating', [id], [id])).toEqual({ changed: 1, takenBack: false });
    expect(await choose('has-policy', [id], [id])).toEqual({ changed: 1, takenBack: false });
    expect(await choose('has-policy', [id], [id])).toEqual({ changed: 0, takenBack: false });
    expect((await listEvidence(db, scopeOf(organisationId), {})).items[0]?.uses).toBe(2);
    await db.updateTable('agency_return').set({ status: 'awaiting-sign-off' }).where('id', '=', returnId).execute();
    expect(await choose('has-policy', [id], [id])).toEqual({ changed: 0, takenBack: false });
    const outcome = await attachNewEvidence(portal, ola, { returnId, questionCode: 'has-policy', evidence: link });
    expect(outcome).toEqual({ changed: 1, takenBack: true });
    expect(await choose('has-policy', [id], [])).toMatchObject({ changed: 1 });
    const left = await db
      .selectFrom('evidence_use')
      .select('evidence_id')
      .where('question_code', '=', 'has-policy')
      .execute();
    expect(left).toHaveLength(1);
    expect(left[0]?.evidence_id).not.toBe(id);
    expect((await eventsOf(portal, returnId)).filter((type) => type.startsWith('evidence'))).toEqual([
      'evidence.attached',
      'evidence.attached',
      'evidence.attached',
      'evidence.detached',
    ]);
  });

  it('is read by its own people, and by a partnership only once it was sent there', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { sam, organisationId, partnershipId } = work;
    const { db } = portal.database;
    const id = await aFile(portal, sam, organisationId);
    const people = {
      signatory: await aViewer(portal, { role: 'senior-lead', organisationId }),
      moderator: await aViewer(portal, { role: 'moderator', partnershipId }),
      observer: await aViewer(portal, { role: 'observer', partnershipId }),
      stranger: await aViewer(portal, {
        role: 'safeguarding-lead',
        organisationId: await anOrganisation(portal, partnershipId),
      }),
      nobody: await aViewer(portal, { none: true }),
    };
    const readers = async () => {
      const may: string[] = [];
      for (const [name, viewer] of Object.entries(people)) {
        const answer = await getDownload(db, viewer, id).catch((error: { code?: string }) => error.code);
        if (typeof answer === 'object') may.push(name);
        else expect(answer).toBe('not-found');
      }
      return may;
    };
    expect(await readers()).toEqual(['signatory']);
    await sendWith(portal, work, id);
    expect(await readers()).toEqual(['signatory', 'moderator']);
    await expect(getDownload(db, people.moderator, 'nowhere')).rejects.toMatchObject({ code: 'not-found' });
  });

  it("answers alike for evidence, returns and questions that are unknown or another organisation's", async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { sam, returnId, organisationId } = work;
    const other = await anOrganisation(portal, work.partnershipId);
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId: other });
    const signatory = await aViewer(portal, { role: 'senior-lead', organisationId });
    const theirs = await aFile(portal, stranger, other);
    const mine = await aFile(portal, sam, organisationId);
    const refused = { code: 'not-found' };
    const choose = (viewer: Viewer, questionCode: string, chosen: string[]) =>
      chooseEvidence(portal, viewer, { returnId, questionCode, shown: [], chosen });
    await expect(choose(sam, 'lead-rating', [theirs])).rejects.toMatchObject(refused);
    await expect(choose(sam, 'no-such', [mine])).rejects.toMatchObject(refused);
    await expect(choose(stranger, 'lead-rating', [theirs])).rejects.toMatchObject(refused);
    await expect(choose(signatory, 'lead-rating', [mine])).rejects.toMatchObject(refused);
    await expect(removeEvidence(portal, sam, { evidenceId: theirs })).rejects.toMatchObject(refused);
    await expect(addEvidence(portal, sam, { organisationId: other, evidence: link })).rejects.toMatchObject(refused);
    await expect(prepareFile(portal, sam, other, { name: 'a.pdf', bytes: pdfFile }, noDetails)).rejects.toMatchObject(
      refused,
    );
    await expect(getEvidence(portal.database.db, scopeOf(organisationId), theirs)).rejects.toMatchObject(refused);
  });
});

describeEachDatabase('the form of new evidence', (open) => {
  const posted = <T>(
    portal: TestPortal,
    fields: Record<string, string>,
    use: (upload: UploadForm) => Promise<T>,
    file?: File,
  ): Promise<T> => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    if (file) body.set('file', file);
    const request = new Request('http://localhost:3000/evidence/new', { method: 'POST', body });
    return withUpload(uncounted(portal.blobs), request, use);
  };

  it('keeps everything typed when the file is refused, whatever its size', async () => {
    const portal = await open();
    const { sam, organisationId } = await aReturnAtWork(portal);
    const typed = { title: 'Our policy', 'coversFrom-day': '1', 'coversFrom-month': '4', 'coversFrom-year': '2026' };
    for (const bytes of [
      programFile,
      new Uint8Array(26 * 1024 * 1024),
      new Uint8Array(60 * 1024 * 1024),
      new Uint8Array(),
    ]) {
      const file = new File([bytes], 'policy.pdf', { type: 'application/pdf' });
      const read = await posted(
        portal,
        typed,
        (upload) => readEvidenceForm(portal, sam, organisationId, 'file', upload),
        file,
      );
      expect(read).toMatchObject({ ok: false, values: typed });
      expect('errors' in read ? Object.keys(read.errors) : []).toEqual(['file']);
    }
  });

  it('says everything that is wrong at once', async () => {
    const portal = await open();
    const { sam, organisationId } = await aReturnAtWork(portal);
    const wrong = {
      title: 'x'.repeat(201),
      'coversFrom-day': '31',
      'coversFrom-month': '2',
      'coversFrom-year': '2026',
    };
    const read = await posted(portal, wrong, (upload) => readEvidenceForm(portal, sam, organisationId, 'file', upload));
    expect('errors' in read ? Object.keys(read.errors).toSorted() : []).toEqual(['coversFrom', 'file', 'title']);
    const backwards = {
      title: 'A',
      url: 'https://example.org/',
      'coversFrom-day': '2',
      'coversFrom-month': '1',
      'coversFrom-year': '2026',
    };
    const link = (fields: Record<string, string>) =>
      posted(portal, fields, (upload) => readEvidenceForm(portal, sam, organisationId, 'link', upload));
    const order = await link({
      ...backwards,
      'coversTo-day': '1',
      'coversTo-month': '1',
      'coversTo-year': '2026',
    });
    expect(order).toMatchObject({ ok: false, errors: { coversTo: [expect.stringContaining('in order')] } });
    const script = await link({ title: 'A', url: 'javascript:alert(1)' });
    expect(script).toMatchObject({ ok: false, errors: { url: [expect.stringContaining('https://')] } });
  });

  it('refuses a request that is no form', async () => {
    const portal = await open();
    const request = new Request('http://localhost:3000/evidence/new', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: 'not a form',
    });
    await expect(withUpload(uncounted(portal.blobs), request, async () => undefined)).rejects.toMatchObject({
      code: 'unsupported-file',
    });
  });
});
