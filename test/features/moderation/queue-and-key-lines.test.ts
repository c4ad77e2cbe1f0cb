import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import {
  addKeyLine,
  changeKeyLine,
  moveKeyLine,
  removeKeyLine,
} from '../../../app/features/moderation/commands/key-lines.server.ts';
import { getModerationOverview } from '../../../app/features/moderation/overview.server.ts';
import { listModerationQueue } from '../../../app/features/moderation/queue.server.ts';
import { attachLink, aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { anOrganisation, aPartnership, aReturn, aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const edition = anEdition({
  standards: [
    aStandard('a1', [
      aQuestion('board-lead'),
      aQuestion('board-reports'),
      aQuestion('board-name', { answer: { type: 'text' }, required: false }),
    ]),
    aStandard('a2'),
  ],
});
const answers = { 'board-lead': rated('green'), 'board-reports': rated('green'), 'a2-rating': rated('amber') };

async function sentIn(portal: TestPortal): Promise<{ world: World; submissionId: string; moderator: Viewer }> {
  const world = await aWorld(portal, edition);
  await attachLink(portal, world, 'board-lead', 'Board minutes', { covers_from: '2026-06-01' });
  const { submissionId } = await submitted(portal, world, answers);
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId }, 'Mo Moderator');
  return { world, submissionId, moderator };
}

describeEachDatabase('questions for the panel', (open) => {
  const texts = async (portal: TestPortal, viewer: Viewer, submissionId: string) =>
    (await getModerationOverview(portal.database.db, viewer, submissionId)).keyLines.map(({ text }) => text);

  it('are added, changed, moved and removed', async () => {
    const portal = await open();
    const { world, submissionId, moderator } = await sentIn(portal);
    const chair = await aViewer(portal, { role: 'independent-chair', partnershipId: world.partnershipId }, 'Cat Chair');
    const first = await addKeyLine(portal, moderator, { submissionId, standardCode: 'a1', text: 'Who reads it?' });
    const second = await addKeyLine(portal, chair, { submissionId, standardCode: null, text: 'What changed?' });
    await moveKeyLine(portal, chair, { submissionId, ...second, direction: 'up' });
    await moveKeyLine(portal, chair, { submissionId, ...second, direction: 'up' });
    expect(await texts(portal, chair, submissionId)).toEqual(['What changed?', 'Who reads it?']);
    const change = { submissionId, ...first, standardCode: 'a2', text: 'Who reads the report?', revision: 1 };
    expect(await changeKeyLine(portal, chair, change)).toEqual({ outcome: 'saved' });
    expect(await changeKeyLine(portal, moderator, { ...change, text: 'Who wrote it?' })).toEqual({
      outcome: 'stale',
      theirs: { text: 'Who reads the report?', revision: 2 },
    });
    await removeKeyLine(portal, chair, { submissionId, ...second });
    await removeKeyLine(portal, chair, { submissionId, ...second });
    const { keyLines } = await getModerationOverview(portal.database.db, chair, submissionId);
    expect(keyLines).toMatchObject([{ text: 'Who reads the report?', standardCode: 'a2', author: 'Mo Moderator' }]);
  });

  it('refuse a standard that was not asked and a line of another submission', async () => {
    const portal = await open();
    const { submissionId, moderator } = await sentIn(portal);
    const unknown = { code: 'not-found' };
    await expect(
      addKeyLine(portal, moderator, { submissionId, standardCode: 'zz', text: 'Why?' }),
    ).rejects.toMatchObject(unknown);
    await expect(removeKeyLine(portal, moderator, { submissionId, keyLineId: 'zz' })).rejects.toMatchObject(unknown);
    await expect(
      moveKeyLine(portal, moderator, { submissionId, keyLineId: 'zz', direction: 'up' }),
    ).rejects.toMatchObject(unknown);
  });
});

describeEachDatabase('the queue of a moderator', (open) => {
  it('lists submissions and never drafts, with the same number of queries for one and for many', async () => {
    const portal = await open();
    const { world, moderator } = await sentIn(portal);
    const { db } = portal.database;
    const { today } = portal.stamp();
    const ask = (filter = {}) => listModerationQueue(db, { viewer: moderator, today }, filter, 1);
    portal.takeQueries();
    expect((await ask()).page.items).toMatchObject([{ ratings: 3, judged: 0, status: 'waiting', late: false }]);
    const queries = portal.takeQueries().length;
    for (const name of ['Acorn Trust', 'Beech Trust', 'Cedar Trust']) {
      const organisationId = await anOrganisation(portal, world.partnershipId, { name });
      const { partnershipId, cycleId } = world;
      const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
      const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
      if (name !== 'Cedar Trust') await submitted(portal, { ...world, organisationId, returnId, lead }, answers);
    }
    portal.takeQueries();
    const all = await ask();
    expect(portal.takeQueries()).toHaveLength(queries);
    expect(all.page.total).toBe(3);
    expect(all.counts).toEqual({ waiting: 3, 'in-progress': 0, finished: 0 });
    expect((await ask({ search: 'BEECH' })).page.items.map((one) => one.organisationName)).toEqual(['Beech Trust']);
    expect((await ask({ status: 'finished' })).page.items).toEqual([]);
    expect((await ask({ cycleId: 'another' })).page.items).toEqual([]);
    const stranger = await aViewer(portal, { role: 'moderator', partnershipId: await aPartnership(portal, 'other') });
    expect((await listModerationQueue(db, { viewer: stranger, today }, {}, 1)).page.items).toEqual([]);
  });
});
