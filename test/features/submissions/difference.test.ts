import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { addKeyLine } from '../../../app/features/moderation/commands/key-lines.server.ts';
import {
  agreeWithRatings,
  recordJudgements,
} from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { takeOverJudgements } from '../../../app/features/moderation/commands/take-over.server.ts';
import { takeOverKeyLines } from '../../../app/features/moderation/commands/take-over-key-lines.server.ts';
import { getModerationOverview } from '../../../app/features/moderation/overview.server.ts';
import { rebuildModeratedPoints } from '../../../app/features/moderation/ratings.server.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { getSignOffPage } from '../../../app/features/submissions/sign-off-page.server.ts';
import { getDifferencePage } from '../../../app/features/submissions/versions/difference-page.server.ts';
import { aboutVersions, reopened, sentAgain } from '../../builders/a-correction.ts';
import { answer, attachLink, rated } from '../../builders/a-filled-return.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function twoVersions(portal: TestPortal) {
  const once = await aboutVersions(portal);
  const { world, manager, moderator, submissionId, signatory } = once;
  const judge = (by: Viewer, questionCode: string, point: string) =>
    recordJudgements(portal, by, {
      submissionId,
      standardCode: 'a1',
      judgements: [{ questionCode, point, reason: 'We saw the minutes.', seen: 0 }],
    });
  await judge(moderator, 'board-lead', 'amber');
  await judge(moderator, 'board-reports', 'amber');
  await addKeyLine(portal, moderator, { submissionId, standardCode: 'a2', text: 'When will it be done?' });
  await reopened(portal, world, manager);
  await attachLink(portal, world, 'board-reports', 'New minutes');
  portal.setTime('2026-11-05T11:00:00Z');
  const second = await sentAgain(portal, world, signatory, {
    'board-reports': rated('red', 'We looked at twelve files in June.'),
  });
  return { ...once, second };
}

describeEachDatabase('what changed between two versions', (open) => {
  it('is told by standard: ratings moved, words changed, evidence added; the rest is a count', async () => {
    const portal = await open();
    const { world, manager, moderator } = await twoVersions(portal);
    for (const viewer of [world.lead, manager, moderator]) {
      const page = await getDifferencePage(portal, viewer, world.returnId, { before: '1', after: '2' });
      expect(page).toMatchObject({ unchangedQuestions: 2, facts: [] });
      expect(page.changed.map(({ code, unchanged }) => [code, unchanged])).toEqual([['a1', 1]]);
      expect(page.unchanged.map(({ code }) => code)).toEqual(['a2']);
      expect(page.changed[0]?.questions).toMatchObject([
        {
          code: 'board-reports',
          what: ['Rating moved down', 'Words changed', 'Evidence added'],
          evidenceAdded: ['New minutes'],
          evidenceRemoved: [],
        },
      ]);
      const [text] = page.changed[0]?.questions[0]?.texts ?? [];
      expect(text?.before.filter(({ change }) => change === 'removed').map((part) => part.text)).toEqual(['ten']);
      expect(text?.after.filter(({ change }) => change === 'added').map((part) => part.text)).toEqual(['twelve']);
    }
  });

  it('is nothing for strangers, for the same version twice, and for one that is not there', async () => {
    const portal = await open();
    const { world, observer } = await twoVersions(portal);
    const page = (viewer: Viewer, before: string, after: string) =>
      getDifferencePage(portal, viewer, world.returnId, { before, after });
    await expect(page(observer, '1', '2')).rejects.toThrow('not found');
    for (const [before, after] of [
      ['1', '1'],
      ['2', '1'],
      ['1', '3'],
      ['0', '1'],
      ['one', '2'],
    ] as const)
      await expect(page(world.lead, before, after)).rejects.toThrow('not found');
  });

  it('is what signatories read before they sign again', async () => {
    const portal = await open();
    const { world, manager } = await aboutVersions(portal);
    await reopened(portal, world, manager);
    await answer(portal, world, { 'board-reports': rated('red', 'Worse than we thought.') });
    const { changes } = await getSignOffPage(portal.database.db, world.lead, world.returnId, '2026-11-05');
    expect(changes?.since).toMatch(/^version 1, sent on /);
    expect(changes?.list).toMatchObject([{ code: 'board-reports', kind: 'worse' }]);
  });
});

describeEachDatabase('judgements of the version before', (open) => {
  it('stay there, are shown beside, and are taken over by a press where nothing changed', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, moderator, submissionId, second } = await twoVersions(portal);
    const standing = (id: string) =>
      db.selectFrom('judgement').selectAll().where('submission_id', '=', id).orderBy('question_code').execute();
    const before = await standing(submissionId);
    const page = await getModerationStandard(db, manager, second.submissionId, 'a1');
    expect(page.toTakeOver).toBe(1);
    expect(
      page.questions.map(({ rating }) => [rating?.current, rating?.before?.unchanged, rating?.before?.version]),
    ).toEqual([
      [null, true, 1],
      [null, false, 1],
    ]);
    const take = () => takeOverJudgements(portal, manager, { submissionId: second.submissionId, standardCode: 'a1' });
    expect(await take()).toEqual({ recorded: 1 });
    expect(await take()).toEqual({ recorded: 0 });
    expect(await standing(submissionId)).toEqual(before);
    expect(await standing(second.submissionId)).toMatchObject([
      { question_code: 'board-lead', point: 'amber', reason: 'We saw the minutes.', moderator_id: manager.personId },
    ]);
    const { partnershipRoles } = manager;
    const scope = { partnershipIds: [partnershipRoles[0]?.partnershipId ?? ''] as const };
    const { edition_id: editionId } = await db
      .selectFrom('submission')
      .select('edition_id')
      .where('id', '=', second.submissionId)
      .executeTakeFirstOrThrow();
    const rebuilt = await rebuildModeratedPoints(db, scope, { id: second.submissionId, editionId });
    expect(rebuilt.questions).toEqual({ 'board-lead': 'amber', 'board-reports': null, 'a2-rating': null });
    await expect(takeOverJudgements(portal, manager, { submissionId, standardCode: 'a1' })).rejects.toThrow('newer');
    expect(
      await agreeWithRatings(portal, moderator, { submissionId: second.submissionId, standardCode: 'a1' }),
    ).toEqual({
      recorded: 1,
    });
  });

  it('are followed by the questions for the panel, once, with their authors', async () => {
    const portal = await open();
    const { manager, second } = await twoVersions(portal);
    const overview = () => getModerationOverview(portal.database.db, manager, second.submissionId);
    expect((await overview()).around.earlierKeyLines).toBe(1);
    const take = () => takeOverKeyLines(portal, manager, { submissionId: second.submissionId });
    expect([await take(), await take()]).toEqual([{ taken: 1 }, { taken: 0 }]);
    expect(await overview()).toMatchObject({
      around: { earlierKeyLines: 0 },
      keyLines: [{ text: 'When will it be done?', author: 'Mo Moderator', standardCode: 'a2' }],
    });
  });
});
