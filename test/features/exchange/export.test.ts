import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { addVersion } from '../../../app/features/evidence/commands/add-version.server.ts';
import { listExports, openExport, requestExport } from '../../../app/features/exchange/export/exports.server.ts';
import { numberedName } from '../../../app/features/exchange/export/file-names.ts';
import {
  exportJsonSchema,
  manifestSchema,
  organisationFileSchema,
  returnFileSchema,
} from '../../../app/features/exchange/export/format.ts';
import { endExport, makeExport } from '../../../app/features/exchange/jobs.server.ts';
import { askQuery } from '../../../app/features/threads/commands/ask-query.server.ts';
import {
  postInsideComment,
  withdrawInsideComment,
} from '../../../app/features/threads/commands/inside-comments.server.ts';
import { postSharedComment, replyToQuery } from '../../../app/features/threads/commands/shared-comments.server.ts';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '../../../app/platform/zip.server.ts';
import { answer, attachLink, aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aWorld as aTenant } from '../../routes/world.ts';
import { bytesOf, drawingProcess } from '../../setup/drawing.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { everyKind } from './a-workbook.ts';

const drawing = drawingProcess();

const full = {
  rated: rated('green', 'In June <b>we</b> looked.'),
  yes: { type: 'yes-no', value: 'no', detail: '' },
  one: { type: 'single-choice', choice: 'online' },
  count: { type: 'number', value: 12 },
  share: { type: 'percentage', value: 50 },
  day: { type: 'date', value: '2026-06-14' },
  words: { type: 'text', text: 'First words' },
  many: { type: 'multiple-choice', choices: ['online'] },
  sites: { type: 'table', rows: [{ name: 'Mill Road', seen: '', staff: '', kind: '' }] },
} as const;
const answers = JSON.parse(JSON.stringify(full)) as Parameters<typeof answer>[2];

async function aFile(portal: TestPortal, world: World, title: string, text: string): Promise<string> {
  const stored = await portal.blobs.put(world.organisationId, new TextEncoder().encode(text));
  const id = portal.newId();
  await portal.database.db
    .insertInto('evidence')
    .values({
      id,
      organisation_id: world.organisationId,
      kind: 'file',
      title,
      file_name: 'minutes.txt',
      media_type: 'text/plain',
      ...stored,
      added_by: world.lead.personId,
      added_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
  return id;
}

/** Makes a copy as a person and the job runner do, and unpacks it. */
async function copyOf(portal: TestPortal, world: World) {
  const { id } = await requestExport(portal, world.lead, world.organisationId);
  await makeExport(portal, { exportId: id });
  const { stream, fileName } = await openExport(portal, world.lead, id);
  return { id, fileName, files: await unzipped(await bytesOf(stream)) };
}

async function unzipped(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries())
    if (!entry.directory)
      files.set(entry.filename, await entry.getData(new Uint8ArrayWriter(), { checkSignature: true }));
  return files;
}

const sha256Of = (bytes: Uint8Array = new Uint8Array()) => createHash('sha256').update(bytes).digest('hex');
const textOf = (files: Map<string, Uint8Array>, path: string) => new TextDecoder().decode(files.get(path));

describeEachDatabase('the copy of everything of an organisation', (open) => {
  it('holds every return with its history, what was sent, evidence, letters and actions, each with its hash', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, everyKind(), { name: 'Łódź & Co: <Trust>' });
    const other = await aWorld(portal, everyKind(), { slug: 'other', name: 'canary-organisation' });
    await answer(portal, other, { words: { type: 'text', text: 'canary-of-others' } });
    await aFile(portal, other, 'canary-evidence', 'canary-bytes');
    await aFile(portal, world, 'Board: minutes? of “June” /2026', 'The minutes');
    await attachLink(portal, world, 'rated', 'A link');
    const { reference } = await submitted(portal, world, answers);
    await portal.database.db
      .updateTable('agency_return')
      .set({ status: 'in-progress' })
      .where('id', '=', world.returnId)
      .execute();
    await answer(portal, world, { words: { type: 'text', text: 'Second words' } });

    const { files, fileName } = await copyOf(portal, world);
    expect(fileName).toBe('Łódź & Co Trust 2026-11-02.zip');
    const manifest = manifestSchema.parse(JSON.parse(textOf(files, 'manifest.json')));
    expect(manifest.files.map(({ path }) => path).toSorted()).toEqual(
      [...files.keys()].filter((path) => path !== 'manifest.json').toSorted(),
    );
    for (const { path, size, sha256 } of manifest.files) {
      const bytes = files.get(path) ?? new Uint8Array();
      expect([path, bytes.byteLength, sha256Of(bytes)]).toEqual([path, size, sha256]);
    }

    const published = z.fromJSONSchema(JSON.parse(textOf(files, 'schema.json')));
    const organisation = organisationFileSchema.parse(JSON.parse(textOf(files, 'organisation.json')));
    const [listed] = organisation.returns;
    const read = returnFileSchema.parse(JSON.parse(textOf(files, listed?.file ?? '')));
    for (const path of ['organisation.json', 'manifest.json', listed?.file ?? ''])
      expect(published.safeParse(JSON.parse(textOf(files, path))).error).toBeUndefined();
    expect(published.safeParse({ ...organisation, madeAt: 7 }).success).toBe(false);

    const words = read.questions.find(({ code }) => code === 'words');
    expect(words?.answer?.words).toEqual(['Second words']);
    expect(words?.history.map(({ words: said, savedBy }) => [...said, savedBy])).toEqual([
      ['First words', 'Lee Lead'],
      ['Second words', 'Lee Lead'],
    ]);
    const [sent] = read.sent;
    expect(sent?.reference).toBe(reference);
    const snapshot = files.get(sent?.snapshot ?? '') ?? new Uint8Array();
    expect(sha256Of(snapshot)).toBe(sent?.sha256);
    expect(textOf(files, sent?.snapshot ?? '')).toContain('First words');
    expect(textOf(files, sent?.page ?? '')).toContain('First words');
    expect(textOf(files, read.page)).toContain('Second words');
    expect(textOf(files, read.page)).toContain('Draft, not sent');

    const paper = organisation.evidence.find(({ kind }) => kind === 'file');
    expect(paper?.file).toBe('evidence/001 Board minutes of “June” 2026.txt');
    expect(textOf(files, paper?.file ?? '')).toBe('The minutes');
    expect(organisation.evidence.map(({ title }) => title)).toContain('A link');

    const pages = [...files.keys()].filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      const html = textOf(files, page);
      expect(html).not.toMatch(/<script|<b>we<\/b>|src=|https?:\/\/(?!localhost)[^<]*\.js/);
      expect(html).toContain('<html lang="en-GB">');
      for (const [, href = ''] of html.matchAll(/href="([^"]+)"/g))
        expect(files.has(decodeURIComponent(href)) ? '' : `${page} -> ${href}`).toBe('');
    }
    const everything =
      [...files.values()].map((bytes) => Buffer.from(bytes).toString('utf8')).join('\n') + [...files.keys()];
    expect(everything).not.toContain('canary');
  });

  it('holds the letters and the actions with their updates, readable and as data', async () => {
    const { portal } = drawing(await open());
    const { viewers, params } = await aTenant(portal, 'lettered');
    const lead = viewers.lead;
    if (!lead) throw new Error('The tenant has no lead');
    const { id } = await requestExport(portal, lead, params.organisationId ?? '');
    await makeExport(portal, { exportId: id });
    const files = await unzipped(await bytesOf((await openExport(portal, lead, id)).stream));
    const { letters, actions, evidence } = organisationFileSchema.parse(JSON.parse(textOf(files, 'organisation.json')));
    expect(actions.find(({ what }) => what === 'Keep one log')).toMatchObject({
      finding: 'Finding of lettered',
      status: 'open',
    });
    const [letter] = letters;
    expect(textOf(files, letter?.page ?? '')).toContain('<h2>Agreed ratings</h2>');
    expect(sha256Of(files.get(letter?.file ?? ''))).toBe(letter?.sha256);
    expect(evidence.some(({ file }) => file !== null && textOf(files, file) === 'Minutes of lettered')).toBe(true);
    expect(textOf(files, 'index.html')).toContain('Keep one log');
  });

  it('holds what was replied to letters and ratings, responses, challenges and good practice with its consents', async () => {
    const { portal } = drawing(await open());
    const { viewers, params } = await aTenant(portal, 'replying');
    await aTenant(portal, 'stranger');
    const { lead } = viewers;
    const organisationId = params.organisationId ?? '';
    if (!lead) throw new Error('The tenant has no lead');
    const { db } = portal.database;
    const of = { by: lead.personId, at: portal.stamp().now };
    const letter = await db
      .selectFrom('outcome_letter')
      .select(['id', 'partnership_id', 'submission_id'])
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow();
    const owned = { id: portal.newId(), partnership_id: letter.partnership_id, organisation_id: organisationId };
    await db
      .insertInto('letter_reply')
      .values({
        ...owned,
        letter_id: letter.id,
        kind: 'question',
        text: 'By <when>?',
        replied_by: of.by,
        replied_at: of.at,
      })
      .execute();
    const { submission_id } = letter;
    const reply = { ...owned, submission_id, standard_code: 'a1', question_code: 'a1-rating', moderated_point: 'red' };
    await db
      .insertInto('rating_reply')
      .values({ ...reply, text: 'We met twice.', written_by: of.by, written_at: of.at, revision: 1 })
      .execute();
    const { id } = await requestExport(portal, lead, organisationId);
    await makeExport(portal, { exportId: id });
    const files = await unzipped(await bytesOf((await openExport(portal, lead, id)).stream));
    const file = organisationFileSchema.parse(JSON.parse(textOf(files, 'organisation.json')));
    expect(file.version).toBe(3);
    expect(file.letters[0]?.replies).toMatchObject([{ kind: 'question', text: 'By <when>?', repliedBy: lead.name }]);
    const [response] = file.responses;
    const sent = await db
      .selectFrom('written_response')
      .select('model')
      .where('organisation_id', '=', organisationId)
      .execute();
    expect(sent).toEqual([{ model: textOf(files, response?.file ?? '') }]);
    expect(textOf(files, response?.page ?? '')).toContain('Our response to your return');
    expect(file.informationRequests.map(({ asked, status }) => [asked, status])).toEqual([
      ['Request of replying', 'open'],
    ]);
    expect(file.challenges.map(({ raisedBy, status }) => [raisedBy, status])).toEqual([['The board', 'open']]);
    expect(file.goodPractice).toMatchObject([
      { status: 'shared', consents: [{ kind: 'agreed', madeBy: lead.name, partnerships: [expect.any(String)] }] },
    ]);
    const returns = file.returns.map((one) => returnFileSchema.parse(JSON.parse(textOf(files, one.file))));
    expect(returns.flatMap(({ ratingReplies }) => ratingReplies)).toMatchObject([
      { question: 'a1-rating', to: 'red', text: 'We met twice.', replacedAt: null },
    ]);
    const index = textOf(files, 'index.html');
    const said = [response?.reference, file.challenges[0]?.reason, file.goodPractice[0]?.title, 'By &lt;when&gt;?'];
    for (const words of said) expect(index).toContain(words);
    const comments = [...files.keys()].filter((path) => path.endsWith('/comments.html'));
    expect(comments.map((path) => textOf(files, path)).join('\n')).toContain('We met twice.');
    const published = z.fromJSONSchema(JSON.parse(textOf(files, 'schema.json')));
    expect(published.safeParse(file).error).toBeUndefined();
    expect([...files.keys()].map((path) => textOf(files, path)).join('\n')).not.toContain('of stranger');
  });

  it('holds every version of a piece of evidence, and both threads with what the partnership asked', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, everyKind());
    const { returnId, partnershipId, lead } = world;
    const evidenceId = await aFile(portal, world, 'Minutes', 'The first minutes');
    const newer = { kind: 'link', title: '', url: 'https://example.org/m', coversFrom: null, coversTo: null } as const;
    await addVersion(portal, lead, { evidenceId, after: 1, evidence: newer });
    const { submissionId } = await submitted(portal, world, answers);
    const place = { standard: '', question: '' };
    await postInsideComment(portal, lead, { returnId, ...place, text: 'Who has the minutes?' });
    const taken = await postInsideComment(portal, lead, { returnId, ...place, text: 'canary-taken-back' });
    await withdrawInsideComment(portal, lead, { returnId, ...taken });
    await postSharedComment(portal, lead, 'agency', { returnId, ...place, text: 'We have moved house.' });
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId }, 'Mo Moderator');
    const form = { queryText: 'Which house?', replyBy: '2026-11-20' };
    const asked = await askQuery(portal, moderator, { submissionId, standard: 'a1', question: '', form });
    if (!asked.ok) throw new Error('The query was refused');
    await replyToQuery(portal, lead, 'agency', { returnId, queryId: asked.queryId, text: 'Mill Road.' });

    const { files } = await copyOf(portal, world);
    const organisation = organisationFileSchema.parse(JSON.parse(textOf(files, 'organisation.json')));
    const piece = organisation.evidence.find(({ id }) => id === evidenceId);
    expect(piece).toMatchObject({ version: 2, kind: 'link', file: null, earlier: [{ version: 1, kind: 'file' }] });
    const first = piece?.earlier[0]?.file ?? '';
    expect(first).toBe('evidence/001 version 1 Minutes.txt');
    expect(textOf(files, first)).toBe('The first minutes');
    expect(textOf(files, 'index.html')).toContain('version 1 Minutes.txt');

    const read = returnFileSchema.parse(JSON.parse(textOf(files, organisation.returns[0]?.file ?? '')));
    const told = read.comments.map(({ thread, side, text, postedBy, query }) => [thread, side, text, postedBy, query]);
    const { queryId } = asked;
    expect(told).toHaveLength(5);
    expect(told).toEqual(
      expect.arrayContaining([
        ['agency', 'agency', 'Who has the minutes?', 'Lee Lead', null],
        ['agency', 'agency', null, 'Lee Lead', null],
        ['partnership', 'agency', 'We have moved house.', 'Lee Lead', null],
        ['partnership', 'partnership', 'Which house?', 'Mo Moderator', queryId],
        ['partnership', 'agency', 'Mill Road.', 'Lee Lead', queryId],
      ]),
    );
    const [page] = [...files.keys()].filter((path) => path.endsWith('/comments.html'));
    expect(textOf(files, 'index.html')).toContain(`href="${page?.split('/').map(encodeURIComponent).join('/')}"`);
    const comments = textOf(files, page ?? '');
    expect(comments.indexOf('Who has the minutes?')).toBeLessThan(comments.indexOf('We have moved house.'));
    for (const words of ['Inside the organisation', 'Taken back by its author', 'Mill Road.'])
      expect(comments).toContain(words);
    expect(comments).toContain('Question, to be answered by 20 November 2026: answered. Mo Moderator, the partnership');
    expect(read.queries).toMatchObject([{ id: queryId, status: 'answered', replyBy: '2026-11-20', standard: 'a1' }]);
    expect([...files.keys()].map((path) => textOf(files, path)).join('\n')).not.toContain('canary');
  });

  it('is for the safeguarding lead alone, is asked for once, and can be downloaded for seven days', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, everyKind());
    const other = await aWorld(portal, everyKind(), { slug: 'other' });
    const { organisationId, partnershipId, lead } = world;
    const strangers = [
      await aViewer(portal, { role: 'contributor', organisationId }),
      await aViewer(portal, { role: 'senior-lead', organisationId }),
      await aViewer(portal, { role: 'business-manager', partnershipId }),
      other.lead,
    ];
    const first = await requestExport(portal, lead, organisationId);
    expect(await requestExport(portal, lead, organisationId)).toEqual(first);
    const jobs = await portal.database.db
      .selectFrom('job')
      .select('id')
      .where('kind', '=', 'export-organisation')
      .execute();
    expect(jobs).toHaveLength(1);
    await expect(openExport(portal, lead, first.id)).rejects.toMatchObject({ code: 'not-found' });
    await makeExport(portal, { exportId: first.id });
    await makeExport(portal, { exportId: first.id });
    for (const viewer of strangers) {
      await expect(requestExport(portal, viewer, organisationId)).rejects.toMatchObject({ code: 'not-found' });
      await expect(openExport(portal, viewer, first.id)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await listExports(portal.database.db, lead)).toMatchObject([{ exports: [{ status: 'ready', files: 6 }] }]);
    await openExport(portal, lead, first.id);
    portal.setTime('2026-11-09T08:59:00Z');
    await openExport(portal, lead, first.id);
    portal.setTime('2026-11-09T09:01:00Z');
    await expect(openExport(portal, lead, first.id)).rejects.toMatchObject({ code: 'not-found' });
    await endExport(portal, { exportId: first.id });
    expect(storedFiles(portal, organisationId)).toEqual([]);
    expect(await listExports(portal.database.db, lead)).toMatchObject([{ exports: [{ status: 'ended' }] }]);
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('subject_kind', '=', 'organisation-export')
      .orderBy('seq')
      .execute();
    expect(events.map(({ type }) => type)).toEqual([
      'export.requested',
      'export.made',
      'export.downloaded',
      'export.downloaded',
      'export.ended',
    ]);
  });

  it('that stops in the middle leaves no half file, and says so', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, everyKind());
    await aFile(portal, world, 'Kept', 'x'.repeat(100_000));
    const broken = { ...portal, blobs: { ...portal.blobs, open: async () => undefined } };
    const { id } = await requestExport(portal, world.lead, world.organisationId);
    await makeExport(broken, { exportId: id });
    expect(await listExports(portal.database.db, world.lead)).toMatchObject([{ exports: [{ status: 'failed' }] }]);
    expect(storedFiles(portal, world.organisationId)).toEqual([]);
    const again = await copyOf(portal, world);
    expect(again.id).not.toBe(id);
    expect(again.files.size).toBe(7);
  });

  it('begun by a process that was killed is begun again and is whole', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, everyKind());
    const { id } = await requestExport(portal, world.lead, world.organisationId);
    await portal.database.db.updateTable('organisation_export').set({ status: 'making', progress: 40 }).execute();
    expect(await requestExport(portal, world.lead, world.organisationId)).toEqual({ id });
    await makeExport(portal, { exportId: id });
    expect(await listExports(portal.database.db, world.lead)).toMatchObject([{ exports: [{ status: 'ready' }] }]);
  });
});

function storedFiles(portal: TestPortal, organisationId: string): string[] {
  const folder = join(portal.config.dataDir, 'blobs', `export-${organisationId}`);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
}

it('publishes the shape of its files, and the published one is today’s', () => {
  const published = readFileSync(join(import.meta.dirname, '../../../docs/export-format.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(exportJsonSchema()));
});

it.each([
  ['Łódź: “minutes”?', '001 Łódź “minutes”'],
  ['..\\..\\etc/passwd', '001 .. .. etc passwd'],
  ['CON', '001 CON'],
  ['ends with dots...  ', '001 ends with dots'],
  ['\u202Egpj.exe', '001 gpj.exe'],
  ['', '001 Untitled'],
  ['x'.repeat(300), `001 ${'x'.repeat(70)}`],
])('gives %j a name that every system keeps', (title, name) => {
  expect(numberedName(1, title)).toBe(name);
});
