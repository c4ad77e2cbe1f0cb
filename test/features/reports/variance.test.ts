import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { recordJudgements } from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { setPanelRatings } from '../../../app/features/moderation/commands/set-panel-ratings.server.ts';
import { judgementFields } from '../../../app/features/moderation/schema.ts';
import { findVariance } from '../../../app/features/reports/variance.server.ts';
import { differenceOf, driftsOf, stepsInWords } from '../../../app/features/reports/variance.ts';
import { varianceAsCsv } from '../../../app/features/reports/variance-export.server.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession, sessionEdition } from '../../builders/a-session.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

describe('differences of ratings', () => {
  it('count steps towards better, and leave out what has only one side', () => {
    const difference = differenceOf([
      { first: 2, second: 0, count: 1 },
      { first: 1, second: 1, count: 2 },
      { first: 1, second: 2, count: 1 },
      { first: null, second: 2, count: 9 },
    ]);
    expect(difference).toEqual({ compared: 4, worse: 1, same: 2, better: 1, mean: -0.25 });
    expect(stepsInWords(difference.mean)).toBe('0.3 lower');
    expect(stepsInWords(differenceOf([]).mean)).toBe('–');
  });

  it('tell no mean of a moderator from fewer than five judgements', () => {
    const [scale] = sessionEdition.scales;
    if (!scale) throw new Error('The edition has no scale');
    const judged = (count: number) =>
      driftsOf([
        { moderatorId: 'm', moderator: 'Mo', scale, point: 'red', self: 'green', panel: 'red', count: 1 },
        { moderatorId: 'm', moderator: 'Mo', scale, point: 'green', self: 'green', panel: null, count },
      ])[0];
    expect(judged(3)).toMatchObject({ judgements: 4, own: { compared: 4, worse: 1, mean: null } });
    expect(judged(4)).toMatchObject({ judgements: 5, own: { mean: -0.4 }, panel: { compared: 1, mean: null } });
  });
});

describeEachDatabase('the page of how ratings differ', (open) => {
  it('sets own, moderated and agreed ratings against each other by standard, by kind and by moderator', async () => {
    const portal = await open();
    const { manager, moderator, cycleId, partnershipId, agencies } = await aSession(portal);
    const [first, second] = agencies;
    if (!first || !second) throw new Error('The session has two agencies');
    const { db } = portal.database;
    const rate = (viewer: Viewer, submissionId: string, standardCode: string, points: Record<string, string>) =>
      recordJudgements(portal, viewer, {
        submissionId,
        standardCode,
        judgements: Object.entries(points).map(([questionCode, point]) => ({
          questionCode,
          point,
          reason: 'Read in the files.',
          seen: 0,
        })),
      });
    // The council: green, amber, red. The police: green all over.
    await rate(moderator, first.submissionId, 'a1', { 'a1-board': 'red' });
    await rate(moderator, first.submissionId, 'a2', { 'a2-supervision': 'red' });
    await rate(moderator, second.submissionId, 'a1', { 'a1-policy': 'amber', 'a1-board': 'green' });
    const other = await aViewer(portal, { role: 'moderator', partnershipId }, 'Ola Other');
    await rate(other, second.submissionId, 'a1', { 'a1-policy': 'green' });
    const names = judgementFields('a1-policy');
    const panel = new FormData();
    for (const [name, value] of [
      [names.point, 'green'],
      [names.reason, 'Seen again.'],
      [names.seen, '0'],
    ] as const)
      panel.set(name, value);
    await setPanelRatings(portal, manager, second.submissionId, panel);
    await db
      .updateTable('submission_standard')
      .set({ agreed_point: 'amber' })
      .where('submission_id', '=', first.submissionId)
      .where('standard_code', '=', 'a1')
      .execute();

    const { variance } = await findVariance(db, manager, cycleId);
    expect(variance).toMatchObject({ returns: 2, moderated: 2, previousCycle: null });
    const [a1, a2] = variance?.standards ?? [];
    expect(a1).toMatchObject({
      code: 'a1',
      moderatedAgainstOwn: { compared: 2, worse: 1, same: 1, better: 0, mean: -0.5 },
      agreedAgainstModerated: { compared: 1, better: 1 },
    });
    expect(a2?.moderatedAgainstOwn).toMatchObject({ compared: 1, same: 1 });
    expect(variance?.kinds.map(({ code }) => code).toSorted()).toEqual(['local-authority', 'police']);
    const [ola, sam] = variance?.moderators ?? [];
    expect(ola).toMatchObject({ moderator: 'Ola Other', judgements: 1, own: { mean: null } });
    expect(sam).toMatchObject({ moderator: 'Sam Patel', judgements: 5, panel: { compared: 1, worse: 1, mean: null } });
    expect(sam?.own.mean).toBeCloseTo(-0.6);
    const csv = variance ? varianceAsCsv(variance) : '';
    expect(csv).toContain('moderator against own,5,3,2,0,-0.6,');
    expect(csv).not.toContain('Ola Other');
  });

  it('does not tell a moderator how single moderators rate, and is nobody else’s', async () => {
    const portal = await open();
    const { moderator, cycleId } = await aSession(portal);
    const { db } = portal.database;
    const { variance } = await findVariance(db, moderator, cycleId);
    expect(variance?.moderators).toBeNull();
    expect(variance ? varianceAsCsv(variance) : '').not.toContain('Sam Patel');
    const stranger = await aViewer(portal, { role: 'moderator', partnershipId: await aPartnership(portal, 'other') });
    await expect(findVariance(db, stranger, cycleId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await findVariance(db, stranger, null)).variance).toBeNull();
  });
});
