import { expect, it } from 'vitest';
import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import {
  finishModeration,
  reopenModeration,
} from '../../../app/features/moderation/commands/finish-moderation.server.ts';
import { addKeyLine } from '../../../app/features/moderation/commands/key-lines.server.ts';
import {
  agreeWithRatings,
  recordJudgements,
} from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { getModerationOverview } from '../../../app/features/moderation/overview.server.ts';
import {
  listQuestionRatings,
  listStandardRatings,
  rebuildModeratedPoints,
} from '../../../app/features/moderation/ratings.server.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { attachLink, aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aPartnership, aReturn, aViewer } from '../../builders/a-partnership.ts';
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

const judging = (submissionId: string, questionCode: string, point: string, reason = '', seen = 0) => ({
  submissionId,
  standardCode: 'a1',
  judgements: [{ questionCode, point, reason, seen }],
});

/** The stored ratings and those that the judgements alone make. */
async function bothWays(portal: TestPortal, viewer: Viewer, submissionId: string) {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'moderation.read');
  const { edition_id: editionId } = await db
    .selectFrom('submission')
    .select('edition_id')
    .where('id', '=', submissionId)
    .executeTakeFirstOrThrow();
  const questions = await listQuestionRatings(db, scope, submissionId);
  const standards = await listStandardRatings(db, scope, submissionId);
  return {
    stored: {
      questions: Object.fromEntries(questions.map((row) => [row.questionCode, row.moderatedPoint])),
      standards: Object.fromEntries(standards.map((row) => [row.standardCode, row.moderatedPoint])),
    },
    rebuilt: await rebuildModeratedPoints(db, scope, { id: submissionId, editionId }),
  };
}

describeEachDatabase('moderating', (open) => {
  it('puts a rating beside the agency’s own, and computes the standard from both', async () => {
    const portal = await open();
    const { submissionId, moderator } = await sentIn(portal);
    const outcome = await recordJudgements(
      portal,
      moderator,
      judging(submissionId, 'board-lead', 'amber', 'The minutes show one report a year.'),
    );
    expect(outcome).toEqual({ outcome: 'saved', recorded: 1 });
    const { stored, rebuilt } = await bothWays(portal, moderator, submissionId);
    expect(stored).toEqual(rebuilt);
    expect(stored.questions).toEqual({ 'board-lead': 'amber', 'board-reports': null, 'a2-rating': null });
    expect(stored.standards).toEqual({ a1: 'amber', a2: null });
    const scope = partnershipScope(moderator, 'moderation.read');
    const own = await listStandardRatings(portal.database.db, scope, submissionId);
    expect(own.find(({ standardCode }) => standardCode === 'a1')?.selfPoint).toBe('green');
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('subject_id', '=', submissionId)
      .execute();
    expect(events.map(({ type }) => type).toSorted()).toEqual(['judgement.recorded', 'moderation.started']);
  });

  it('asks for a reason when the rating differs, and for a point of the scale', async () => {
    const portal = await open();
    const { submissionId, moderator } = await sentIn(portal);
    expect(await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'red'))).toEqual({
      outcome: 'refused',
      theirs: [],
      errors: { 'board-lead.reason': ['Say why your rating differs from theirs'] },
    });
    expect(await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'purple', 'x'))).toEqual({
      outcome: 'refused',
      theirs: [],
      errors: { 'board-lead.point': ['Choose one of the ratings in the list'] },
    });
    expect(await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'green'))).toMatchObject({
      outcome: 'saved',
    });
  });

  it('keeps the judgement that a new one supersedes', async () => {
    const portal = await open();
    const { submissionId, moderator } = await sentIn(portal);
    await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'amber', 'First thought.'));
    await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'red', 'Second thought.', 1));
    const page = await getModerationStandard(portal.database.db, moderator, submissionId, 'a1');
    const rating = page.questions[0]?.rating;
    expect(rating?.current).toMatchObject({
      point: 'red',
      reason: 'Second thought.',
      revision: 2,
      moderator: 'Mo Moderator',
    });
    expect(rating?.earlier).toMatchObject([{ point: 'amber', reason: 'First thought.', revision: 1 }]);
    const { stored, rebuilt } = await bothWays(portal, moderator, submissionId);
    expect(stored).toEqual(rebuilt);
  });

  it('keeps what two moderators say beside each other, also when both rate at once', async () => {
    const portal = await open();
    const { world, submissionId, moderator } = await sentIn(portal);
    const other = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId }, 'Ola Other');
    const both = await Promise.all([
      recordJudgements(portal, other, judging(submissionId, 'board-lead', 'amber', 'One report.')),
      recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'red', 'None seen.')),
    ]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['saved', 'saved']);
    const { stored, rebuilt } = await bothWays(portal, moderator, submissionId);
    expect(stored).toEqual(rebuilt);
    expect(stored.questions['board-lead']).toBeNull();
    const page = await getModerationStandard(portal.database.db, moderator, submissionId, 'a1');
    expect(page.questions[0]?.rating).toMatchObject({
      current: { point: 'red', moderator: 'Mo Moderator' },
      others: [{ point: 'amber', moderator: 'Ola Other' }],
      panel: null,
    });
  });

  it('writes nothing over what the same moderator saved in another window, and shows it', async () => {
    const portal = await open();
    const { submissionId, moderator } = await sentIn(portal);
    await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'amber', 'Seen first.'));
    expect(
      await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'red', 'Mine.')),
    ).toMatchObject({
      outcome: 'refused',
      errors: { 'board-lead.point': [expect.stringContaining('another window')] },
      theirs: [{ questionCode: 'board-lead', point: 'amber', reason: 'Seen first.', revision: 1 }],
    });
    expect((await bothWays(portal, moderator, submissionId)).stored.questions['board-lead']).toBe('amber');
    expect(
      await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'amber', 'Seen first.')),
    ).toEqual({ outcome: 'saved', recorded: 0 });
  });

  it('agrees with every rating of a standard in one press, and leaves judgements that stand alone', async () => {
    const portal = await open();
    const { submissionId, moderator } = await sentIn(portal);
    await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'amber', 'One report a year.'));
    const press = () => agreeWithRatings(portal, moderator, { submissionId, standardCode: 'a1' });
    expect(await press()).toEqual({ recorded: 1 });
    expect(await press()).toEqual({ recorded: 0 });
    const { stored, rebuilt } = await bothWays(portal, moderator, submissionId);
    expect(stored).toEqual(rebuilt);
    expect(stored.questions).toMatchObject({ 'board-lead': 'amber', 'board-reports': 'green' });
  });

  it('is refused to people of the organisation itself, in words', async () => {
    const portal = await open();
    const { world, submissionId, moderator } = await sentIn(portal);
    const both: Viewer = {
      ...moderator,
      organisationRoles: [{ role: 'contributor', organisationId: world.organisationId }],
    };
    const refused = { code: 'not-now', message: expect.stringContaining('somebody else must moderate') };
    await expect(agreeWithRatings(portal, both, { submissionId, standardCode: 'a1' })).rejects.toMatchObject(refused);
    await expect(addKeyLine(portal, both, { submissionId, standardCode: null, text: 'Why?' })).rejects.toMatchObject(
      refused,
    );
    expect(await getModerationOverview(portal.database.db, both, submissionId)).toMatchObject({
      obstacle: expect.stringContaining('You have a role in'),
      mayJudge: false,
      mayWriteKeyLines: false,
    });
  });

  it('does not exist for another partnership, for an observer, or for the agency', async () => {
    const portal = await open();
    const { world, submissionId } = await sentIn(portal);
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const unknown = { code: 'not-found' };
    for (const viewer of [
      await aViewer(portal, { role: 'moderator', partnershipId: elsewhere }),
      await aViewer(portal, { role: 'observer', partnershipId: world.partnershipId }),
      world.lead,
    ]) {
      await expect(getModerationOverview(portal.database.db, viewer, submissionId)).rejects.toMatchObject(unknown);
      await expect(getModerationStandard(portal.database.db, viewer, submissionId, 'a1')).rejects.toMatchObject(
        unknown,
      );
      await expect(agreeWithRatings(portal, viewer, { submissionId, standardCode: 'a1' })).rejects.toMatchObject(
        unknown,
      );
      await expect(finishModeration(portal, viewer, { submissionId })).rejects.toMatchObject(unknown);
      await expect(
        addKeyLine(portal, viewer, { submissionId, standardCode: null, text: 'Why?' }),
      ).rejects.toMatchObject(unknown);
    }
  });

  it('finishes when a moderator says so, and opens again', async () => {
    const portal = await open();
    const { submissionId, moderator } = await sentIn(portal);
    await expect(finishModeration(portal, moderator, { submissionId })).rejects.toMatchObject({ code: 'not-now' });
    await agreeWithRatings(portal, moderator, { submissionId, standardCode: 'a1' });
    await finishModeration(portal, moderator, { submissionId });
    await finishModeration(portal, moderator, { submissionId });
    expect(await getModerationOverview(portal.database.db, moderator, submissionId)).toMatchObject({
      status: 'finished',
      finished: { by: 'Mo Moderator' },
    });
    await expect(
      recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'red', 'Late thought.', 1)),
    ).rejects.toMatchObject({ code: 'not-now' });
    await reopenModeration(portal, moderator, { submissionId });
    expect(
      await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'red', 'Late thought.', 1)),
    ).toEqual({ outcome: 'saved', recorded: 1 });
  });

  it('shows what the same organisation was rated in the cycle before', async () => {
    const portal = await open();
    const { world, submissionId, moderator } = await sentIn(portal);
    const { db } = portal.database;
    await recordJudgements(portal, moderator, judging(submissionId, 'board-lead', 'amber', 'One report a year.'));
    const before = await db.selectFrom('cycle').selectAll().where('id', '=', world.cycleId).executeTakeFirstOrThrow();
    const cycleId = portal.newId();
    await db
      .insertInto('cycle')
      .values({ ...before, id: cycleId, name: 'Section 11, 2027', previous_cycle_id: before.id })
      .execute();
    const { partnershipId, organisationId } = world;
    const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition });
    const next = await submitted(portal, { ...world, cycleId, returnId }, answers);
    const page = await getModerationStandard(db, moderator, next.submissionId, 'a1');
    expect(page.previousCycle).toBe(before.name);
    expect(page.questions.map(({ rating }) => rating && [rating.previous?.mark.word, rating.previous?.whose])).toEqual([
      ['Partly in place', 'moderated'],
      ['In place', 'own'],
      null,
    ]);
    expect((await getModerationStandard(db, moderator, submissionId, 'a1')).previousCycle).toBeNull();
  });
});
