import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { withdrawAgency } from '../../../app/features/challenge/commands/call-off.server.ts';
import { recordChallenge } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { type PackWanted, requestPack } from '../../../app/features/challenge/commands/request-pack.server.ts';
import { scheduleSession } from '../../../app/features/challenge/commands/schedule-session.server.ts';
import { PackDifferences } from '../../../app/features/challenge/components/pack-difference.tsx';
import { PackTwin } from '../../../app/features/challenge/components/pack-twin.tsx';
import { compilePack } from '../../../app/features/challenge/jobs.server.ts';
import {
  getBuilderAgency,
  getBuilderPage,
  previewPack,
} from '../../../app/features/challenge/pack/builder-page.server.ts';
import { saveChairNote } from '../../../app/features/challenge/pack/chair-notes.server.ts';
import { readPackFile } from '../../../app/features/challenge/pack/pack-file.server.ts';
import { getPackChanges, getPackPage } from '../../../app/features/challenge/pack/pack-page.server.ts';
import { listPacks, packScope } from '../../../app/features/challenge/pack/pack-queries.server.ts';
import { changeBlocks, chooseAnnexes } from '../../../app/features/challenge/pack/plan.server.ts';
import { getSessionPage } from '../../../app/features/challenge/session-page.server.ts';
import type { Portal } from '../../../app/platform/portal.ts';
import { buildPdfWorker } from '../../../pdf/build-worker.ts';
import { type ChallengePackModel, packWords } from '../../../pdf/models.ts';
import { createPdfRenderer, type PdfRenderer } from '../../../pdf/render.server.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aSession, type SessionParts } from '../../builders/a-session.ts';
import { aKeyLine } from '../../builders/a-submission.ts';
import { readPdf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

let renderer: PdfRenderer;
let folder: string;

beforeAll(async () => {
  const build = join(import.meta.dirname, '../../../build');
  mkdirSync(build, { recursive: true });
  folder = mkdtempSync(join(build, 'editions-test-'));
  renderer = createPdfRenderer({ workers: 1, workerFile: await buildPdfWorker(join(folder, 'worker.js')) });
});
afterAll(async () => {
  await renderer.close();
  rmSync(folder, { recursive: true, force: true });
});

const drawing = (portal: TestPortal): TestPortal => ({
  ...portal,
  documents: {
    render: (model, options) => renderer.render(model as ChallengePackModel, options ?? {}),
    close: async () => undefined,
  },
});

const draftCanary = 'DRAFTCANARY7';
const noteCanary = 'NOTECANARY7';
const shownCanary = 'SHOWNCANARY7';
const squeezed = (text: string) => text.replaceAll(/\s/g, '');

/** A session with a draft, a question shown to the council, and a private note. */
async function prepared(portal: TestPortal): Promise<SessionParts & { council: SessionParts['agencies'][0] }> {
  const parts = await aSession(portal);
  const [council] = parts.agencies;
  if (!council) throw new Error('The session has agencies');
  const { partnershipId, cycleId, sessionId, moderator, chair } = parts;
  const { organisationId, submissionId } = council;
  const line = { partnershipId, cycleId, organisationId, submissionId, standardCode: 'a1', author: moderator };
  await aKeyLine(portal, { ...line, text: `${draftCanary}?`, draft: true });
  const shown = await aKeyLine(portal, { ...line, text: `${shownCanary}?` });
  await portal.database.db
    .updateTable('key_line')
    .set({ shown_at: portal.stamp().now })
    .where('id', '=', shown)
    .execute();
  await saveChairNote(portal, chair, {
    sessionId,
    slotId: await slotOf(portal, parts, 0),
    text: noteCanary,
    revision: 0,
  });
  return { ...parts, council };
}

async function slotOf(portal: Portal, { sessionId }: SessionParts, place: number): Promise<string> {
  const slots = await portal.database.db
    .selectFrom('session_slot')
    .select('id')
    .where('session_id', '=', sessionId)
    .orderBy('position')
    .execute();
  return slots[place]?.id ?? '';
}

/** Every word of the compiled file and of its page. */
async function compiled(portal: TestPortal, viewer: Viewer, sessionId: string, wanted: PackWanted) {
  const { id } = await requestPack(portal, viewer, sessionId, wanted);
  await compilePack(portal, { packId: id });
  const { model } = await getPackPage(portal, viewer, id);
  const file = await readPackFile(portal, id);
  if ('failure' in file) throw new Error(file.failure);
  const { pages } = await readPdf(file.bytes);
  return {
    id,
    model,
    printed: squeezed(pages.map(({ header, body, footer }) => `${header}${body}${footer}`).join('')),
    shown: squeezed(renderToStaticMarkup(<PackTwin model={model} />)),
  };
}

const allAgencies = (edition: 'panel' | 'chair'): PackWanted => ({ edition, organisationId: null });

describeEachDatabase('the editions of a pack', (open) => {
  it('hold drafts and private notes for the chair alone, in no byte of any other', async () => {
    const portal = drawing(await open());
    const parts = await prepared(portal);
    const { sessionId, chair, manager, council } = parts;
    const forChair = await compiled(portal, chair, sessionId, allAgencies('chair'));
    const forPanel = await compiled(portal, manager, sessionId, allAgencies('panel'));
    const forAgency = await compiled(portal, manager, sessionId, {
      edition: 'agency',
      organisationId: council.organisationId,
    });
    for (const text of [forChair.printed, forChair.shown])
      for (const canary of [draftCanary, noteCanary, squeezed(packWords.draft)]) expect(text).toContain(canary);
    for (const text of [forPanel.printed, forPanel.shown, forAgency.printed, forAgency.shown]) {
      expect(text).toContain(shownCanary);
      for (const canary of [draftCanary, noteCanary, squeezed(packWords.chairNote)]) expect(text).not.toContain(canary);
    }
    for (const text of [forPanel.printed, forPanel.shown]) {
      expect(text).toContain('Whenwillallnotesbeinoneplace?');
      expect(text).toContain('Thepolicyhasnodate.');
    }
    for (const text of [forAgency.printed, forAgency.shown])
      for (const other of ['BrookmerePolice', 'Whenwillallnotesbeinoneplace?', 'Thepolicyhasnodate.'])
        expect(text).not.toContain(other);
    for (const stored of [forPanel.model, forAgency.model]) {
      expect(JSON.stringify(stored)).not.toContain(draftCanary);
      expect(JSON.stringify(stored)).not.toContain(noteCanary);
    }
  });

  it('let nobody but the chair ask for, find, read or preview the chair’s', async () => {
    const portal = await open();
    const parts = await prepared(portal);
    const { sessionId, chair, manager, moderator, partnershipId } = parts;
    const { id } = await requestPack(portal, chair, sessionId, allAgencies('chair'));
    const observer = await aViewer(portal, { role: 'observer', partnershipId });
    const unknown = { code: 'not-found' };
    for (const other of [manager, moderator, observer]) {
      await expect(getPackPage(portal, other, id)).rejects.toMatchObject(unknown);
      expect(await listPacks(portal.database.db, packScope(other), sessionId)).toEqual([]);
      await expect(requestPack(portal, other, sessionId, allAgencies('chair'))).rejects.toMatchObject(unknown);
      await expect(previewPack(portal, other, sessionId, allAgencies('chair'))).rejects.toMatchObject(unknown);
    }
    await requestPack(portal, manager, sessionId);
    expect((await listPacks(portal.database.db, packScope(chair), sessionId)).map((pack) => pack.edition)).toEqual([
      'panel',
      'chair',
    ]);
    const place = { sessionId, slotId: await slotOf(portal, parts, 0) };
    expect((await getBuilderAgency(portal, chair, place)).note).toMatchObject({ text: noteCanary });
    expect((await getBuilderAgency(portal, manager, place)).note).toBeNull();
    await expect(saveChairNote(portal, manager, { ...place, text: 'x', revision: 1 })).rejects.toMatchObject(unknown);
  });
});

describeEachDatabase('the parts of a pack', (open) => {
  it('are chosen and put in order, and the file and the page follow', async () => {
    const portal = drawing(await open());
    const parts = await prepared(portal);
    const { sessionId, manager } = parts;
    let revision = 0;
    const press = async (block: string, move: 'up' | 'down' | 'in' | 'out') => {
      await changeBlocks(portal, manager, sessionId, { block, move, revision });
      revision += 1;
    };
    await press('heatmap', 'up');
    await press('guide', 'out');
    await press('agencies', 'out');
    await press('profile', 'out');
    await press('notes', 'up');
    await press('grid', 'down');
    await expect(
      changeBlocks(portal, manager, sessionId, { block: 'grid', move: 'up', revision: 2 }),
    ).rejects.toMatchObject({ code: 'stale-revision' });
    const slotId = await slotOf(portal, parts, 0);
    const { evidence } = await getBuilderAgency(portal, manager, { sessionId, slotId });
    await chooseAnnexes(portal, manager, sessionId, { slotId, evidence: evidence.map(({ id }) => id) });
    await expect(
      chooseAnnexes(portal, manager, sessionId, { slotId, evidence: ['someone-elses'] }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const page = await getBuilderPage(portal, manager, sessionId);
    expect(page.whole.chosen.map(({ block }) => block)).toEqual(['agenda', 'heatmap', 'agencies']);
    expect(page.agency.chosen.slice(0, 2).map(({ block }) => block)).toEqual(['changes', 'grid']);
    expect(page.agency.chosen.at(-1)?.block).toBe('annexes');
    const { printed, shown, model } = await compiled(portal, manager, sessionId, allAgencies('panel'));
    expect(model.agencies[0]?.annexes).toMatchObject([{ title: 'Board minutes' }]);
    for (const text of [printed, shown]) {
      expect(text).not.toContain(squeezed(packWords.profile));
      expect(text).not.toContain(squeezed(packWords.howToRead));
      const order = [packWords.noPrevious, packWords.noActions, packWords.noAnnexes].map((words) =>
        text.lastIndexOf(squeezed(words)),
      );
      expect(order.every((place) => place > 0)).toBe(true);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('show what was asked in an earlier session and what came of it', async () => {
    const portal = await open();
    const parts = await prepared(portal);
    const { sessionId, manager, cycleId, chair, council } = parts;
    const slotId = await slotOf(portal, parts, 0);
    const recorded = await recordChallenge(
      portal,
      chair,
      { sessionId, slotId },
      {
        about: { standardCode: 'a2', questionCode: null },
        askedBy: 'Independent chair',
        challenge: 'Who keeps the notes?',
        reply: 'Three people do.',
        outcome: 'partly-assured',
        agreedPoint: null,
        agreedReason: null,
      },
    );
    expect(recorded.saved).toBe(true);
    const later = await scheduleSession(portal, manager, {
      cycle: cycleId,
      title: 'Follow-up',
      heldOn: '2027-05-20',
      startsAt: '10:00',
      place: 'Civic Hall',
      chair: chair.personId,
      minutes: 20,
      agencies: [council.organisationId],
    });
    const { agencies } = await previewPack(portal, manager, later.id, allAgencies('panel'));
    expect(agencies[0]?.previous).toEqual([
      {
        session: 'Spring challenge session, 26 February 2027',
        about: 'A2 Supervision',
        challenge: 'Who keeps the notes?',
        reply: 'Three people do.',
        outcome: 'Partly assured',
        actions: [],
      },
    ]);
  });
});

describeEachDatabase('a pack that was compiled', (open) => {
  it('stays, and says which return was replaced and which agency left the agenda since', async () => {
    const portal = await open();
    const parts = await prepared(portal);
    const { sessionId, manager, council } = parts;
    const { id } = await requestPack(portal, manager, sessionId);
    const before = await getPackPage(portal, manager, id);
    expect(before.standing).toEqual([]);
    await portal.database.db
      .updateTable('submission')
      .set({ superseded_at: '2026-11-03T10:00:00.000Z' })
      .where('id', '=', council.submissionId)
      .execute();
    const slot = await slotOf(portal, parts, 1);
    const { session } = await getSessionPage(portal, manager, sessionId);
    await withdrawAgency(portal, manager, sessionId, { revision: session.revision, slot, reason: 'They merge.' });
    const said = [
      'Brookmere Council sent a newer version of its return on 3 November 2026 at 10:00am. This pack has the version before it.',
      'Brookmere Police was taken off the agenda after this pack was compiled.',
    ];
    const after = await getPackPage(portal, manager, id);
    expect(after.standing).toEqual(said);
    expect(after.model).toEqual(before.model);
    expect((await getSessionPage(portal, manager, sessionId)).standing[id]).toEqual(said);
  });

  it('says what changed since its first version', async () => {
    const portal = await open();
    const parts = await prepared(portal);
    const { sessionId, manager, council } = parts;
    const { db } = portal.database;
    const first = await requestPack(portal, manager, sessionId);
    await changeBlocks(portal, manager, sessionId, { block: 'gaps', move: 'out', revision: 0 });
    await db
      .updateTable('submission_standard')
      .set({ agreed_point: 'green' })
      .where('submission_id', '=', council.submissionId)
      .where('standard_code', '=', 'a2')
      .execute();
    await db.updateTable('judgement').set({ reason: 'The policy has a wrong date.' }).execute();
    await db.updateTable('key_line').set({ text: 'When exactly?' }).where('standard_code', '=', 'a2').execute();
    const second = await requestPack(portal, manager, sessionId);
    const { since, difference } = await getPackChanges(portal, manager, second.id, null);
    expect(since.id).toBe(first.id);
    expect(difference.whole).toEqual([`Parts taken out: ${packWords.gaps}`]);
    expect(difference.unchanged).toEqual(['Brookmere Police']);
    expect(difference.agencies).toMatchObject([
      {
        name: 'Brookmere Council',
        ratings: [{ about: 'A2 Supervision', whose: 'Agreed', before: null, after: { word: 'In place' } }],
        texts: [{ label: 'A1.1: the moderator’s reason' }],
        sentences: [
          'Questions of the panel added: “When exactly?”',
          'Questions of the panel taken out: “When will all notes be in one place?”',
        ],
      },
    ]);
    const html = renderToStaticMarkup(<PackDifferences difference={difference} />);
    for (const words of ['wrong', 'In place', 'Nothing changed']) expect(html).toContain(words);
    await expect(getPackChanges(portal, manager, first.id, null)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getPackChanges(portal, manager, second.id, second.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
