import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { addEvidence, prepareFile } from '../../../app/features/evidence/commands/add-evidence.server.ts';
import { addVersion } from '../../../app/features/evidence/commands/add-version.server.ts';
import { changeEvidence, removeEvidence } from '../../../app/features/evidence/commands/change-evidence.server.ts';
import { postNewEvidence } from '../../../app/features/evidence/commands/post-evidence.server.ts';
import { getDownload } from '../../../app/features/evidence/download.server.ts';
import { getEvidencePage } from '../../../app/features/evidence/item-page.server.ts';
import { getEvidence, listEvidence, listVersions } from '../../../app/features/evidence/queries.server.ts';
import { withUpload } from '../../../app/features/evidence/read-upload.server.ts';
import { chooseEvidence } from '../../../app/features/returns/commands/attach-evidence.server.ts';
import { loadReturnContent } from '../../../app/features/returns/content.server.ts';
import { listRecognisable } from '../../../app/features/submissions/recognisable.server.ts';
import { getSharedEvidence } from '../../../app/features/submissions/shared-evidence.server.ts';
import { aWorld, rated, submitted } from '../../builders/a-filled-return.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { uncounted } from '../../builders/uncounted.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork } from '../returns/a-return-at-work.ts';

const text = (words: string) => new TextEncoder().encode(words);
const scopeOf = (organisationId: string) => ({ organisationIds: [organisationId] }) as const;
const refused = { code: 'not-found' };
const agencies = anEdition({ set: 'versions-at-work', standards: [aStandard('a1', [aQuestion('board-lead')])] });

async function prepared(portal: TestPortal, viewer: Viewer, organisationId: string, words: string, title = '') {
  const upload = { name: 'Supervision audit.txt', bytes: text(words) };
  const details = { title, coversFrom: '2026-05-01', coversTo: null };
  const file = await prepareFile(portal, viewer, organisationId, upload, details);
  if (!file.ok) throw new Error('The file was refused');
  return file.evidence;
}

async function aPiece(portal: TestPortal, viewer: Viewer, organisationId: string, words: string, title = '') {
  return addEvidence(portal, viewer, {
    organisationId,
    evidence: await prepared(portal, viewer, organisationId, words, title),
  });
}

async function readBack(portal: TestPortal, viewer: Viewer, id: string, version?: number) {
  const { organisationId, sha256 } = await getDownload(portal.database.db, viewer, id, version);
  const blob = await portal.blobs.open(organisationId, sha256);
  return new Response(blob?.stream).text();
}

describeEachDatabase('the versions of a piece of evidence', (open) => {
  it('stand beside each other: the newest is used from now on, each older one can be read', async () => {
    const portal = await open();
    const { sam, ola, organisationId } = await aReturnAtWork(portal);
    const id = await aPiece(portal, sam, organisationId, 'first', 'Audit');
    portal.setTime('2026-11-03T10:00:00.000Z');
    const evidence = await prepared(portal, ola, organisationId, 'second', 'Another title');
    expect(await addVersion(portal, ola, { evidenceId: id, after: 1, evidence })).toEqual({
      outcome: 'added',
      version: 2,
    });
    const link = {
      kind: 'link',
      title: '',
      url: 'https://example.org/audit',
      coversFrom: null,
      coversTo: null,
    } as const;
    await addVersion(portal, sam, { evidenceId: id, after: 2, evidence: link });
    const { db } = portal.database;
    expect(await getEvidence(db, scopeOf(organisationId), id)).toMatchObject({
      title: 'Audit',
      version: 3,
      kind: 'link',
      fileName: null,
      addedBy: 'Sam Patel',
    });
    const versions = await listVersions(db, scopeOf(organisationId), id);
    expect(versions.map(({ version, kind, by }) => [version, kind, by])).toEqual([
      [3, 'link', 'Sam Patel'],
      [2, 'file', 'Ola Reyes'],
      [1, 'file', 'Sam Patel'],
    ]);
    expect([await readBack(portal, sam, id, 1), await readBack(portal, sam, id, 2)]).toEqual(['first', 'second']);
    for (const version of [3, 4]) await expect(getDownload(db, sam, id, version)).rejects.toMatchObject(refused);
    const events = await db.selectFrom('event').select('type').where('subject_id', '=', id).execute();
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'evidence.added',
      'evidence.version-added',
      'evidence.version-added',
    ]);
  });

  it('are not made of the same file again, nor by somebody who has not seen the newest', async () => {
    const portal = await open();
    const { sam, organisationId, partnershipId } = await aReturnAtWork(portal);
    const id = await aPiece(portal, sam, organisationId, 'first');
    const same = await prepared(portal, sam, organisationId, 'first');
    expect(await addVersion(portal, sam, { evidenceId: id, after: 1, evidence: same })).toEqual({ outcome: 'same' });
    const next = await prepared(portal, sam, organisationId, 'second');
    await addVersion(portal, sam, { evidenceId: id, after: 1, evidence: next });
    const third = await prepared(portal, sam, organisationId, 'third');
    await expect(addVersion(portal, sam, { evidenceId: id, after: 1, evidence: third })).rejects.toMatchObject({
      code: 'stale-revision',
    });
    const other = await anOrganisation(portal, partnershipId);
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId: other });
    await expect(addVersion(portal, stranger, { evidenceId: id, after: 2, evidence: third })).rejects.toMatchObject(
      refused,
    );
    expect(await listVersions(portal.database.db, scopeOf(organisationId), id)).toHaveLength(2);
  });

  it('that were sent are what the partnership opens, and no later one', async () => {
    const portal = await open();
    const world = await aWorld(portal, agencies);
    const { lead, organisationId, returnId, partnershipId } = world;
    const { db } = portal.database;
    const evidenceId = await aPiece(portal, lead, organisationId, 'as it was first');
    const second = await prepared(portal, lead, organisationId, 'as it was sent');
    await addVersion(portal, lead, { evidenceId, after: 1, evidence: second });
    await chooseEvidence(portal, lead, { returnId, questionCode: 'board-lead', shown: [], chosen: [evidenceId] });
    const before = await getSharedEvidence(db, lead, returnId, '2026-11-02');
    expect(before).toMatchObject({ sentAs: null, files: 1, links: 0 });
    await submitted(portal, world, { 'board-lead': rated('green') });
    const later = await prepared(portal, lead, organisationId, 'as it is now');
    await addVersion(portal, lead, { evidenceId, after: 2, evidence: later });
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId });
    expect(await readBack(portal, moderator, evidenceId)).toBe('as it was sent');
    expect(await readBack(portal, moderator, evidenceId, 2)).toBe('as it was sent');
    for (const other of [1, 3])
      await expect(getDownload(db, moderator, evidenceId, other)).rejects.toMatchObject(refused);
    expect(await readBack(portal, lead, evidenceId)).toBe('as it is now');
    const shared = await getSharedEvidence(db, lead, returnId, '2026-11-02');
    const [piece] = shared.standards.flatMap(({ questions }) => questions.flatMap(({ evidence }) => evidence));
    expect(piece).toMatchObject({ version: 2, href: `/evidence/${evidenceId}/file?version=2` });
    expect(shared.sentAs).not.toBeNull();
    const { sentWith } = await getEvidencePage(db, scopeOf(organisationId), evidenceId, '2026-11-02');
    expect(Object.keys(sentWith)).toEqual(['2']);
    expect(await removeEvidence(portal, lead, { evidenceId })).toEqual({ removed: true });
    expect(await readBack(portal, moderator, evidenceId)).toBe('as it was sent');
    expect(await readBack(portal, lead, evidenceId)).toBe('as it was sent');
    await expect(getDownload(db, lead, evidenceId, 3)).rejects.toMatchObject(refused);
  });

  it('change what a draft says, so that a signature on the old one no longer counts', async () => {
    const portal = await open();
    const { sam, organisationId, returnId } = await aReturnAtWork(portal);
    const { db } = portal.database;
    const scope = scopeOf(organisationId);
    const id = await aPiece(portal, sam, organisationId, 'first');
    await chooseEvidence(portal, sam, { returnId, questionCode: 'lead-rating', shown: [], chosen: [id] });
    const { contentHash, content } = await loadReturnContent(db, scope, returnId);
    expect(content.evidence[0]).not.toHaveProperty('version');
    const next = await prepared(portal, sam, organisationId, 'second');
    await addVersion(portal, sam, { evidenceId: id, after: 1, evidence: next });
    const after = await loadReturnContent(db, scope, returnId);
    expect(after.content.evidence).toMatchObject([{ id, version: 2 }]);
    expect(after.contentHash).not.toBe(contentHash);
  });
});

describeEachDatabase('the library of evidence', (open) => {
  it('notices the same bytes: the person uses what is there, or keeps both without sending the file again', async () => {
    const portal = await open();
    const { sam, organisationId, partnershipId } = await aReturnAtWork(portal);
    const { db } = portal.database;
    const post = (fields: Record<string, string>, words?: string) => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ kind: 'file', ...fields })) body.set(name, value);
      if (words !== undefined) body.set('file', new File([words], 'Copy of audit.txt'));
      const request = new Request('http://localhost:3000/evidence/new', { method: 'POST', body });
      return withUpload(uncounted(portal.blobs), request, (upload) => postNewEvidence(portal, sam, upload));
    };
    const id = await aPiece(portal, sam, organisationId, 'the same', 'Audit');
    const asked = await post({ title: 'Typed' }, 'the same');
    expect(asked).toMatchObject({
      ok: false,
      values: { title: 'Typed' },
      same: { evidenceId: id, version: 1, newest: true, title: 'Audit', name: 'Copy of audit.txt' },
    });
    expect(await post({ same: 'use', sameAs: `${id}:1` })).toEqual({
      ok: true,
      evidenceId: id,
      how: 'already',
      found: [],
    });
    expect((await listEvidence(db, scopeOf(organisationId), {})).total).toBe(1);
    const kept = await post({ same: 'keep', sameAs: `${id}:1`, sameName: 'Copy of audit.txt', title: '' });
    expect(kept).toMatchObject({ ok: true, how: 'added' });
    const { items } = await listEvidence(db, scopeOf(organisationId), { sort: 'title' });
    expect(items.map(({ title }) => title)).toEqual(['Audit', 'Copy of audit.txt']);
    const other = await anOrganisation(portal, partnershipId);
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId: other });
    const theirs = await aPiece(portal, stranger, other, 'the same');
    expect(await post({ same: 'keep', sameAs: `${theirs}:1` })).toMatchObject({ ok: false });
    await expect(post({ same: 'use', sameAs: `${theirs}:1` })).rejects.toMatchObject(refused);
    await aPiece(portal, stranger, other, 'only theirs');
    expect(await post({}, 'only theirs')).toMatchObject({ ok: true, how: 'added' });
    expect(await getEvidence(db, scopeOf(other), theirs)).toMatchObject({ title: 'Supervision audit.txt' });
  });

  it('is narrowed by kind, state and use, by the same rule as the pages of a return', async () => {
    const portal = await open();
    const { sam, organisationId, returnId } = await aReturnAtWork(portal);
    const { db } = portal.database;
    const add = (title: string, coversFrom: string | null, reviewOn: string | null = null) =>
      addEvidence(portal, sam, {
        organisationId,
        evidence: { kind: 'link', url: 'https://example.org/a', title, coversFrom, coversTo: null, reviewOn },
      });
    await add('Fresh', '2026-06-01');
    const old = await add('Old', '2025-01-01');
    await add('Late review', '2026-06-01', '2026-10-01');
    await add('Old and late review', '2024-06-01', '2025-10-01');
    await add('Bare', null);
    await aPiece(portal, sam, organisationId, 'words', 'A file');
    await chooseEvidence(portal, sam, { returnId, questionCode: 'lead-rating', shown: [], chosen: [old] });
    const titles = async (filter: Parameters<typeof listEvidence>[2]) =>
      (await listEvidence(db, scopeOf(organisationId), { ...filter, today: '2026-11-02', sort: 'title' })).items.map(
        ({ title }) => title,
      );
    expect(await titles({ state: 'current' })).toEqual(['A file', 'Fresh']);
    expect(await titles({ state: 'old' })).toEqual(['Old', 'Old and late review']);
    expect(await titles({ state: 'review-passed' })).toEqual(['Late review']);
    expect(await titles({ state: 'not-dated' })).toEqual(['Bare']);
    expect(await titles({ kind: 'file' })).toEqual(['A file']);
    expect(await titles({ used: 'yes' })).toEqual(['Old']);
    expect(await titles({ used: 'no', state: 'old' })).toEqual(['Old and late review']);
    const byDate = await listEvidence(db, scopeOf(organisationId), { sort: 'date' });
    expect(byDate.items.at(-1)?.title).toBe('Bare');
  });

  it('keeps who said that nobody can be recognised, and warns where a text says otherwise', async () => {
    const portal = await open();
    const { sam, ola, organisationId, returnId } = await aReturnAtWork(portal);
    const { db } = portal.database;
    const scope = scopeOf(organisationId);
    const id = await aPiece(portal, sam, organisationId, 'The child, NHS number 943 476 5919', 'Notes');
    await chooseEvidence(portal, sam, { returnId, questionCode: 'lead-rating', shown: [], chosen: [id] });
    const page = await getEvidencePage(db, scope, id, '2026-11-02');
    expect(page).toMatchObject({ found: ['nhs-number'], item: { checkedBy: null } });
    const loaded = await loadReturnContent(db, scope, returnId);
    const warned = await listRecognisable(db, scope, loaded, '2026-11-02');
    expect(warned.parts).toMatchObject([{ what: 'Notes', href: `/evidence/${id}` }]);
    expect(warned.unchecked).toEqual([{ id, title: 'Notes' }]);
    const change = { evidenceId: id, title: 'Notes', coversFrom: null, coversTo: null };
    await changeEvidence(portal, sam, { ...change, revision: 1, nobodyNamed: true });
    await changeEvidence(portal, ola, { ...change, revision: 2, nobodyNamed: true });
    expect(await getEvidence(db, scope, id)).toMatchObject({ checkedBy: 'Sam Patel' });
    await changeEvidence(portal, ola, { ...change, revision: 3, nobodyNamed: false });
    expect(await getEvidence(db, scope, id)).toMatchObject({ checkedBy: null, checkedAt: null });
  });
});
