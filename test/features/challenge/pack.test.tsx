import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/pack.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { makePack, requestPack, retryPack } from '../../../app/features/challenge/commands/request-pack.server.ts';
import { PackTwin } from '../../../app/features/challenge/components/pack-twin.tsx';
import { compilePack } from '../../../app/features/challenge/jobs.server.ts';
import { getStoredPack, openPackFile, readPackFile } from '../../../app/features/challenge/pack/pack-file.server.ts';
import { getPack, listPacks, packScope } from '../../../app/features/challenge/pack/pack-queries.server.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import type { DocumentRenderer, Portal } from '../../../app/platform/portal.ts';
import { buildPdfWorker } from '../../../pdf/build-worker.ts';
import { type ChallengePackModel, packWords } from '../../../pdf/models.ts';
import { createPdfRenderer, type PdfRenderer } from '../../../pdf/render.server.ts';
import { aCycle, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession, sessionEdition } from '../../builders/a-session.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { readPdf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

let renderer: PdfRenderer;
let folder: string;

beforeAll(async () => {
  const build = join(import.meta.dirname, '../../../build');
  mkdirSync(build, { recursive: true });
  folder = mkdtempSync(join(build, 'pack-test-'));
  renderer = createPdfRenderer({ workers: 1, workerFile: await buildPdfWorker(join(folder, 'worker.js')) });
});
afterAll(async () => {
  await renderer.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The portal with the drawing thread of this file, which counts what it draws. */
function drawing(portal: TestPortal): TestPortal & { drawn: () => number } {
  let drawn = 0;
  const documents: DocumentRenderer = {
    render(model, options) {
      drawn += 1;
      return renderer.render(model as ChallengePackModel, options ?? {});
    },
    close: async () => undefined,
  };
  return { ...portal, documents, drawn: () => drawn };
}

const failing = (portal: TestPortal, error: Error): TestPortal => ({
  ...portal,
  documents: { render: () => Promise.reject(error), close: async () => undefined },
});

const scopeOf = (parts: Awaited<ReturnType<typeof aSession>>) => packScope(parts.manager);

async function modelOf(portal: Portal, parts: Awaited<ReturnType<typeof aSession>>, packId: string) {
  return (await getStoredPack(portal.database.db, scopeOf(parts), packId)).model;
}

/** An action of the first agency that is overdue. */
async function anOpenAction(portal: Portal, parts: Awaited<ReturnType<typeof aSession>>): Promise<void> {
  const council = parts.agencies[0];
  if (!council) throw new Error('The session has agencies');
  await createAction(portal, parts.manager, {
    organisation: council.organisationId,
    challenge: null,
    submission: council.submissionId,
    question: 'a2-supervision',
    finding: 'Three places',
    what: 'Keep notes in one place',
    successMeasure: 'An audit finds them',
    owner: council.lead.personId,
    ownerName: null,
    dueOn: '2026-11-01',
    priority: 'high',
  });
}

describeEachDatabase('the pack of a session', (open) => {
  it('says what was sent, what was found, and what is missing, for each agency in order', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    await anOpenAction(portal, parts);
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    const model = await modelOf(portal, parts, id);
    expect(model.session).toEqual({
      name: 'Spring challenge session',
      date: '26 February 2027',
      time: '9:30am to 10:10am',
      place: 'Civic Hall',
      chair: 'Priya Nair',
    });
    expect(model.agenda.map(({ time, subject, presenter }) => [time, subject, presenter])).toEqual([
      ['9:30am to 9:50am', 'Brookmere Council', 'Jo Bell'],
      ['9:50am to 10:10am', 'Brookmere Police', 'Jo Bell'],
    ]);
    const [first, second] = model.agencies;
    expect(first).toMatchObject({
      shortName: 'Council',
      kind: 'Local authority',
      duty: 'Section 11, Children Act 2004',
      returnStatus: 'Signed off by Rhys Moran on 2 November 2026',
    });
    expect(
      first?.grid.map(({ standardNumber, self, moderated, agreed, counts }) => [
        standardNumber,
        self?.word,
        moderated?.word ?? null,
        agreed,
        counts.map(({ mark, count }) => `${mark.letter}${count}`),
      ]),
    ).toEqual([
      ['A1', 'Partly in place', 'Partly in place', null, ['A2']],
      ['A2', 'Not yet in place', null, null, ['R1']],
    ]);
    expect(
      first?.concerns.map(({ questionNumber, self, moderated, moderatedReason, narrative, evidenceNumbers }) => [
        questionNumber,
        self?.letter,
        moderated?.letter ?? null,
        moderatedReason,
        narrative,
        evidenceNumbers,
      ]),
    ).toEqual([
      ['A1.1', 'G', 'A', 'The policy has no date.', null, []],
      ['A1.2', 'A', null, null, 'The board met twice and has no child on it.', [1]],
      ['A2.1', 'R', null, null, 'Notes are in three places.', []],
    ]);
    expect(first?.evidenceGaps.map(({ problem, questionNumber }) => [problem, questionNumber])).toEqual([
      ['Missing', 'A1.1'],
      ['Old', 'A1.2'],
    ]);
    expect(first?.keyLines).toEqual([
      { question: 'When will all notes be in one place?', about: 'A2 Supervision', owner: 'Sam Patel', reason: null },
    ]);
    expect(first?.openActions).toMatchObject([{ action: 'Keep notes in one place', overdue: true, owner: 'Jo Bell' }]);
    expect(first?.evidence).toMatchObject([{ number: 1, title: 'Board minutes', freshness: 'More than a year old' }]);
    expect(second).toMatchObject({ shortName: 'Police', concerns: [], openActions: [] });
    expect(second?.evidenceGaps.map(({ questionNumber }) => questionNumber)).toEqual(['A1.2', 'A2.1']);
    expect(model.heatmap.caption).toContain('A1 Leadership and accountability is weakest: 1 of 2 ratings');
    expect(model.heatmap.cells.map((row) => row.map((mark) => mark?.letter))).toEqual([
      ['A', 'G'],
      ['R', 'G'],
    ]);
    const key = new Set(model.howToRead.scale.map(({ mark }) => mark.letter));
    expect(key).toEqual(new Set(['G', 'A', 'R', '–']));
  });

  it('shows last year by the code of each standard and question, and says how it moved', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const organisationId = parts.agencies[0]?.organisationId ?? '';
    const lastYear = await aCycle(portal, parts.partnershipId, 'test-set/2026.1', 'Section 11, 2025');
    const before = await aSubmission(portal, {
      partnershipId: parts.partnershipId,
      cycleId: lastYear,
      organisationId,
      edition: sessionEdition,
      points: { 'a1-policy': 'red', 'a1-board': 'amber', 'a2-supervision': 'green' },
    });
    const { db } = portal.database;
    await db.updateTable('cycle').set({ previous_cycle_id: lastYear }).where('id', '=', parts.cycleId).execute();
    await db
      .updateTable('submission_standard')
      .set({ agreed_point: 'red' })
      .where('submission_id', '=', before.submissionId)
      .where('standard_code', '=', 'a1')
      .execute();
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    const { agencies } = await modelOf(portal, parts, id);
    expect(agencies[0]?.grid.map(({ previous, change }) => [previous?.letter, change])).toEqual([
      ['R', 'Up one level'],
      ['G', 'Down two levels'],
    ]);
    expect(agencies[0]?.concerns.map(({ questionNumber, previous }) => [questionNumber, previous?.letter])).toEqual([
      ['A1.1', 'R'],
      ['A1.2', 'A'],
      ['A2.1', 'G'],
    ]);
    expect(agencies[1]?.grid.map(({ previous, change }) => [previous, change])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('is made once for one state of affairs, and anew after any change', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const first = await requestPack(portal, parts.manager, parts.sessionId);
    portal.setTime('2026-11-03T09:00:00Z');
    const again = await requestPack(portal, parts.chair, parts.sessionId);
    expect([first.made, again.made, again.id]).toEqual(['new', 'existing', first.id]);
    await portal.database.db.updateTable('key_line').set({ text: 'When exactly?' }).execute();
    const changed = await requestPack(portal, parts.chair, parts.sessionId);
    expect(changed).toMatchObject({ made: 'new', version: 2 });
    expect((await modelOf(portal, parts, first.id)).agencies[0]?.keyLines[0]?.question).toContain('all notes');
    const packs = await listPacks(portal.database.db, scopeOf(parts), parts.sessionId);
    expect(packs.map(({ version, requestedBy }) => [version, requestedBy])).toEqual([
      [2, 'Priya Nair'],
      [1, 'Ann Moss'],
    ]);
    const events = await portal.database.db
      .selectFrom('event')
      .select('subject_id')
      .where('type', '=', 'pack.requested')
      .execute();
    expect(events.map(({ subject_id }) => subject_id).toSorted()).toEqual([first.id, changed.id].toSorted());
  });

  it('reads the records in the same number of statements for two agencies and for ten', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    portal.takeQueries();
    await makePack(portal, scopeOf(parts), parts.sessionId, null);
    const few = portal.takeQueries().length;
    for (let count = 0; count < 8; count += 1) {
      const organisationId = await anOrganisation(portal, parts.partnershipId);
      const { submissionId } = await aSubmission(portal, {
        partnershipId: parts.partnershipId,
        cycleId: parts.cycleId,
        organisationId,
        edition: sessionEdition,
        points: { 'a1-policy': 'red' },
      });
      await portal.database.db
        .insertInto('session_slot')
        .values({
          id: portal.newId(),
          partnership_id: parts.partnershipId,
          session_id: parts.sessionId,
          organisation_id: organisationId,
          submission_id: submissionId,
          position: 3 + count,
          starts_at: '11:00',
          minutes: 20,
        })
        .execute();
    }
    portal.takeQueries();
    const { id } = await makePack(portal, scopeOf(parts), parts.sessionId, null);
    expect(portal.takeQueries()).toHaveLength(few);
    expect((await modelOf(portal, parts, id)).agencies).toHaveLength(10);
  });

  it('is compiled by its job once, with progress, and stored under the partnership', async () => {
    const portal = drawing(await open());
    const parts = await aSession(portal);
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    const seen: number[] = [];
    const runner = createJobRunner(portal, {
      ...jobHandlers,
      'compile-pack': (jobPortal, payload) => compilePack(jobPortal, payload, (percent) => seen.push(percent)),
    });
    await runner.drain();
    await runner.stop();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    const pack = await getPack(portal.database.db, scopeOf(parts), id);
    expect(pack).toMatchObject({ status: 'ready', progress: 100, failure: null });
    expect(pack.pages).toBeGreaterThan(5);
    await compilePack(portal, { packId: id });
    expect(portal.drawn()).toBe(1);
    const file = await openPackFile(portal, scopeOf(parts), id);
    expect(file.name).toBe('challenge-pack-2027-02-26-version-1.pdf');
    const events = await portal.database.db
      .selectFrom('event')
      .select('id')
      .where('type', '=', 'pack.compiled')
      .execute();
    expect(events).toHaveLength(1);
  });

  it('uses the file of an equal model again instead of drawing it twice', async () => {
    const portal = drawing(await open());
    const parts = await aSession(portal);
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    await compilePack(portal, { packId: id });
    const { db } = portal.database;
    const row = await db.selectFrom('challenge_pack').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const copy = portal.newId();
    await db
      .insertInto('challenge_pack')
      .values({ ...row, id: copy, version: 2, status: 'queued', pdf_sha256: null, pdf_size: null, pages: null })
      .execute();
    await compilePack(portal, { packId: copy });
    expect(portal.drawn()).toBe(1);
    const [first, second] = [await readPackFile(portal, id), await readPackFile(portal, copy)];
    expect('bytes' in first && 'bytes' in second && Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(
      true,
    );
  });

  it('keeps a failure in words until somebody tries again', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    await compilePack(failing(portal, new Error('secret detail')), { packId: id });
    const failed = await getPack(portal.database.db, scopeOf(parts), id);
    expect(failed).toMatchObject({ status: 'failed', failure: 'Something went wrong while the file was being made.' });
    await expect(openPackFile(portal, scopeOf(parts), id)).rejects.toThrow('Page not found');
    await retryPack(portal, parts.manager, id);
    await retryPack(portal, parts.manager, id);
    expect(await getPack(portal.database.db, scopeOf(parts), id)).toMatchObject({ status: 'queued', failure: null });
    const jobs = await portal.database.db.selectFrom('job').select('id').where('kind', '=', 'compile-pack').execute();
    expect(jobs).toHaveLength(2);
    const works = drawing(portal);
    await compilePack(works, { packId: id });
    expect(await getPack(portal.database.db, scopeOf(parts), id)).toMatchObject({ status: 'ready' });
  });

  it('goes on after the portal was stopped in the middle', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    const closing = Object.assign(new Error('The portal is stopping.'), { code: 'closed' });
    await expect(compilePack(failing(portal, closing), { packId: id })).rejects.toThrow('stopping');
    const works = drawing(portal);
    await compilePack(works, { packId: id });
    expect(await getPack(portal.database.db, scopeOf(parts), id)).toMatchObject({ status: 'ready' });
  });

  it('is not found from another partnership, nor compiled by those who may only read', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const scope = packScope(stranger);
    const { db } = portal.database;
    await expect(getPack(db, scope, id)).rejects.toThrow('Page not found');
    await expect(getStoredPack(db, scope, id)).rejects.toThrow('Page not found');
    await expect(openPackFile(portal, scope, id)).rejects.toThrow('Page not found');
    await expect(requestPack(portal, stranger, parts.sessionId)).rejects.toThrow('Page not found');
    await expect(retryPack(portal, stranger, id)).rejects.toThrow('Page not found');
    await expect(requestPack(portal, parts.moderator, parts.sessionId)).rejects.toThrow('Page not found');
    const observer = await aViewer(portal, { role: 'observer', partnershipId: parts.partnershipId });
    expect((await getPack(db, packScope(observer), id)).id).toBe(id);
  });

  it('says every word of its model in the file and on the page', async () => {
    const portal = drawing(await open());
    const parts = await aSession(portal);
    await anOpenAction(portal, parts);
    const { id } = await requestPack(portal, parts.manager, parts.sessionId);
    await compilePack(portal, { packId: id });
    const model = await modelOf(portal, parts, id);
    const file = await readPackFile(portal, id);
    if ('failure' in file) throw new Error(file.failure);
    const pages = (await readPdf(file.bytes)).pages;
    const printed = squeezed(pages.map(({ header, body, footer }) => `${header} ${body} ${footer}`).join(' '));
    const html = renderToStaticMarkup(<PackTwin model={model} />);
    const shown = squeezed(wordsOf(html));
    const texts = [...expectedTexts(model), ...headingsIn(model)].map(squeezed);
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => !printed.includes(text))).toEqual([]);
    expect(texts.filter((text) => !shown.includes(text))).toEqual([]);
    for (const text of new Set(texts.filter((one) => one.length > 12)))
      expect(timesIn(shown, text), text).toBeGreaterThanOrEqual(texts.filter((one) => one === text).length);
    expect(html).not.toMatch(/<script|style=|onclick/i);
  });
});

describe('the command that compiles a pack', () => {
  it('prints progress and writes the same bytes again', async () => {
    const { openTestPortal } = await import('../../setup/each-database.ts');
    const portal = drawing(await openTestPortal('sqlite'));
    const out = mkdtempSync(join(tmpdir(), 'los-pack-'));
    const lines: string[] = [];
    const faults: string[] = [];
    const context = {
      print: (line: string) => lines.push(line),
      error: (line: string) => faults.push(line),
      portal: async () => portal,
    };
    try {
      const { sessionId } = await aSession(portal);
      expect(await command.run([sessionId, '--out', join(out, 'one.pdf')], context)).toBe(0);
      expect(lines[0]).toBe('Compiling version 1');
      expect(lines.filter((line) => /^\d+% {2}/.test(line)).length).toBeGreaterThan(2);
      expect(lines.at(-1)).toMatch(/pages, \d+ bytes, SHA-256 [0-9a-f]{64}$/);
      expect(await command.run([sessionId, '--out', join(out, 'two.pdf')], context)).toBe(0);
      expect(portal.drawn()).toBe(1);
      expect(readFileSync(join(out, 'one.pdf')).equals(readFileSync(join(out, 'two.pdf')))).toBe(true);
      expect(readFileSync(join(out, 'one.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
      expect(await command.run(['nonsense', '--out', join(out, 'x.pdf')], context)).toBe(1);
      expect(faults).toEqual(["There is no challenge session 'nonsense'"]);
      expect(await command.run([sessionId], context)).toBe(2);
    } finally {
      await portal.close();
      rmSync(out, { recursive: true, force: true });
    }
  });
});

/** Without spaces and soft hyphens: the file breaks lines where the page does not. */
const squeezed = (text: string) => text.normalize('NFC').replace(/[\s\u00ad]/g, '');

const timesIn = (text: string, part: string) => text.split(part).length - 1;

/** What a reader of the page is given, hidden words included. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'");

/** The headings that a pack with these parts must have. */
const headingsIn = (model: ChallengePackModel): string[] => {
  const always = [
    'contents',
    'agenda',
    'howToRead',
    'profile',
    'grid',
    'self',
    'moderated',
    'agreed',
    'counts',
  ] as const;
  const more = ['concerns', 'words', 'gaps', 'keyLines', 'noKeyLines', 'evidence', 'noActions', 'heatmap'] as const;
  const besides = ['changes', 'performance', 'previousChallenges', 'noPrevious'] as const;
  return model.agencies.length === 0 ? [] : [...always, ...more, ...besides].map((word) => packWords[word]);
};
