import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { listModerationQueue } from '../../../app/features/moderation/queue.server.ts';
import { postSampleForm } from '../../../app/features/moderation/sampling/change-sample.server.ts';
import { getSamplingPage } from '../../../app/features/moderation/sampling/page.server.ts';
import {
  drawSample,
  type SampleRules,
  sampleFormSchema,
  sampleReasonWords,
} from '../../../app/features/moderation/sampling/rules.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { sessionEdition } from '../../builders/a-session.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

describe('the rules of a sample', () => {
  const candidate = (returnId: string, lot: string, counts = {}) => ({
    returnId,
    lot,
    counts: { changed: 0, unproven: 0, reds: 0, survey: 0, ...counts },
  });
  const rules = (parts: Partial<SampleRules>): SampleRules => ({
    base: 'none',
    share: 20,
    seed: 'oak-2026',
    risks: {},
    ...parts,
  });
  const four = [candidate('d', '4'), candidate('b', '2'), candidate('c', '3', { reds: 2 }), candidate('a', '1')];

  it('draw the lowest lots, a share rounded up, and say the place of each', () => {
    const drawn = drawSample(four, rules({ base: 'share', share: 30 }));
    expect([...drawn.keys()]).toEqual(['a', 'b']);
    expect(drawn.get('b')?.map(sampleReasonWords)).toEqual(['drawn by lot, place 2 of 4']);
    expect(drawSample(four.toReversed(), rules({ base: 'share', share: 30 }))).toEqual(drawn);
  });

  it('pick by what is in a return, with the figure, beside the lots', () => {
    const drawn = drawSample(four, rules({ base: 'share', share: 75, risks: { reds: 2 } }));
    expect(drawn.get('c')?.map(sampleReasonWords)).toEqual([
      'drawn by lot, place 3 of 4',
      '2 ratings were at the worst point in the last cycle',
    ]);
    expect(drawSample(four, rules({ risks: { reds: 3 } })).size).toBe(0);
  });

  it('refuse hand-edited values, each at its field', () => {
    const problems = (form: Record<string, unknown>) =>
      sampleFormSchema.safeParse(form).error?.issues.map(({ path }) => path[0]);
    expect(problems({ base: 'share', share: '0', seed: 'x', risks: ['reds'], 'least-reds': '-1' })).toEqual([
      'share',
      'seed',
      'least-reds',
    ]);
    expect(problems({ base: 'most', seed: 'oak-2026' })).toEqual(['base']);
    expect(problems({ base: 'none', seed: 'oak-2026', risks: [] })).toEqual(['base']);
  });
});

/** Three agencies sent returns this year and one of them last year: with a red then, and another rating now. */
async function aSentCycle(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const edition = sessionEdition;
  const editionOf = await anInstalledEdition(portal, edition);
  const lastCycle = await aCycle(portal, partnershipId, editionOf, 'Section 11, 2025');
  const cycleId = await aCycle(portal, partnershipId, editionOf);
  await portal.database.db
    .updateTable('cycle')
    .set({ previous_cycle_id: lastCycle })
    .where('id', '=', cycleId)
    .execute();
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const green = { 'a1-policy': 'green', 'a1-board': 'green', 'a2-supervision': 'green' };
  const send = async (name: string, points: Record<string, string>, evidence = {}) => {
    const organisationId = await anOrganisation(portal, partnershipId, { name });
    return aSubmission(portal, { partnershipId, cycleId, organisationId, edition, points, evidence });
  };
  const acorn = await anOrganisation(portal, partnershipId, { name: 'Acorn Trust' });
  const parts = { partnershipId, organisationId: acorn, edition };
  await aSubmission(portal, { ...parts, cycleId: lastCycle, points: { ...green, 'a2-supervision': 'red' } });
  await aSubmission(portal, { ...parts, cycleId, points: { 'a1-policy': 'amber', 'a2-supervision': 'amber' } });
  await send('Beech Trust', green);
  await send('Cedar Trust', green, { 'a1-policy': [{ title: 'P' }], 'a1-board': [{ title: 'M' }] });
  return { partnershipId, cycleId, manager, send, green };
}

const formOf = (fields: Record<string, string | readonly string[]>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};

describeEachDatabase('choosing which returns are moderated', (open) => {
  const byRisk = {
    base: 'none',
    seed: 'oak-2026',
    risks: ['changed', 'unproven', 'reds'],
    'least-changed': '2',
    'least-unproven': '2',
    'least-reds': '1',
  };

  it('shows before it is pressed which fall in and why, then keeps that with the seed', async () => {
    const portal = await open();
    const { cycleId, manager } = await aSentCycle(portal);
    const { db } = portal.database;
    const page = await getSamplingPage(db, manager, cycleId, { values: byRisk, page: 1 });
    expect(page).toMatchObject({ draw: null, sampled: { total: 0 }, sent: 3 });
    const lines = page.preview?.lines.items.map(({ organisationName, reasons }) => [
      organisationName,
      ...reasons.map(sampleReasonWords),
    ]);
    expect(lines).toEqual([
      ['Acorn Trust', '2 own ratings differ from the last cycle', '1 rating was at the worst point in the last cycle'],
      ['Beech Trust', '3 best ratings have no evidence'],
    ]);
    expect(await db.selectFrom('sampling_draw').select('id').execute()).toEqual([]);
    const press = formOf({ ...byRisk, intent: 'draw', seen: page.preview?.seen ?? '' });
    expect(await postSampleForm(portal, manager, cycleId, press)).toEqual({ ok: true, done: 'drawn' });
    const after = await getSamplingPage(db, manager, cycleId, { values: {}, page: 1 });
    expect(after.draw).toMatchObject({ population: 3, rules: { seed: 'oak-2026', base: 'none' } });
    expect(after.sampled.items.map(({ organisationName }) => organisationName)).toEqual(['Acorn Trust', 'Beech Trust']);
    expect(after.outside.map(({ organisationName }) => organisationName)).toEqual(['Cedar Trust']);
  });

  it('draws the same returns from the same seed, and refuses what is no longer what was shown', async () => {
    const portal = await open();
    const { cycleId, manager, send, green } = await aSentCycle(portal);
    const { db } = portal.database;
    const lot = { base: 'share', share: '40', seed: 'oak-2026' };
    const look = async () => (await getSamplingPage(db, manager, cycleId, { values: lot, page: 1 })).preview;
    const first = await look();
    expect(first?.lines.total).toBe(2);
    expect(await look()).toEqual(first);
    await send('Dogwood Trust', green);
    const press = (seen: string) => postSampleForm(portal, manager, cycleId, formOf({ ...lot, intent: 'draw', seen }));
    expect(await press(first?.seen ?? '')).toMatchObject({ ok: false, stale: true });
    expect(await press((await look())?.seen ?? '')).toEqual({ ok: true, done: 'drawn' });
  });

  it('leaves the rest out of the queue, takes one in by hand with a reason, and keeps it through another draw', async () => {
    const portal = await open();
    const { cycleId, manager, partnershipId } = await aSentCycle(portal);
    const { db } = portal.database;
    const names = async (viewer: Viewer, filter = {}) =>
      (await listModerationQueue(db, { viewer, today: '2026-11-02' }, { cycleId, ...filter }, 1)).page.items
        .map(({ organisationName }) => organisationName)
        .toSorted();
    expect(await names(manager)).toHaveLength(3);
    const values = { base: 'none', seed: 'oak-2026', risks: ['reds'], 'least-reds': '1' };
    const draw = async () => {
      const { preview } = await getSamplingPage(db, manager, cycleId, { values, page: 1 });
      await postSampleForm(portal, manager, cycleId, formOf({ ...values, intent: 'draw', seen: preview?.seen ?? '' }));
    };
    await draw();
    expect(await names(manager)).toEqual(['Acorn Trust']);
    expect(await names(manager, { unsampled: true })).toHaveLength(3);
    const page = await getSamplingPage(db, manager, cycleId, { values: {}, page: 1 });
    const returnId = page.outside.find(({ organisationName }) => organisationName === 'Cedar Trust')?.returnId ?? '';
    const add = (fields: Record<string, string>) =>
      postSampleForm(portal, manager, cycleId, formOf({ intent: 'add', ...fields }));
    expect(await add({ returnId, reason: ' ' })).toMatchObject({ errors: { reason: ['Say why it is moderated'] } });
    expect(await add({ returnId: 'forged', reason: 'x' })).toMatchObject({
      errors: { returnId: [expect.any(String)] },
    });
    expect(await add({ returnId, reason: 'The panel asked for it.' })).toEqual({ ok: true, done: 'added' });
    await draw();
    expect(await names(manager)).toEqual(['Acorn Trust', 'Cedar Trust']);
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId });
    await expect(getSamplingPage(db, moderator, cycleId, { values: {}, page: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
