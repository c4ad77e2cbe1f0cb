import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { finishModeration } from '../../../app/features/moderation/commands/finish-moderation.server.ts';
import { judgeEvidence } from '../../../app/features/moderation/commands/judge-evidence.server.ts';
import { recordJudgements } from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { replyToRatings } from '../../../app/features/moderation/commands/reply-to-ratings.server.ts';
import { setPanelRatings } from '../../../app/features/moderation/commands/set-panel-ratings.server.ts';
import { evidenceFields } from '../../../app/features/moderation/evidence-judging.ts';
import { getEvidencePage } from '../../../app/features/moderation/evidence-page.server.ts';
import { listStandingReasons } from '../../../app/features/moderation/panel.server.ts';
import { getPanelPage } from '../../../app/features/moderation/panel-page.server.ts';
import { listReplies } from '../../../app/features/moderation/replies.server.ts';
import { replyFields } from '../../../app/features/moderation/reply-form.ts';
import { getReplyPage } from '../../../app/features/moderation/reply-page.server.ts';
import { judgementFields } from '../../../app/features/moderation/schema.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

const panelForm = (questionCode: string, point: string, reason = '', seen = '0') => {
  const names = judgementFields(questionCode);
  return formOf({ [names.point]: point, [names.reason]: reason, [names.seen]: seen });
};

/** A moderator has rated the first question amber; another rates it red. */
async function twoWhoDiffer(portal: TestPortal) {
  const session = await aSession(portal);
  const [agency] = session.agencies;
  if (!agency) throw new Error('The session has no agency');
  const { partnershipId, moderator } = session;
  const { submissionId } = agency;
  const second = await aViewer(portal, { role: 'moderator', partnershipId }, 'Ola Other');
  const rate = (viewer: Viewer, point: string, reason: string, seen = 0) =>
    recordJudgements(portal, viewer, {
      submissionId,
      standardCode: 'a1',
      judgements: [{ questionCode: 'a1-policy', point, reason, seen }],
    });
  await rate(second, 'red', 'There is no policy.');
  await portal.database.db
    .updateTable('moderation')
    .set({ status: 'in-progress' })
    .where('submission_id', '=', submissionId)
    .execute();
  const pointOf = async () =>
    (
      await portal.database.db
        .selectFrom('submission_rating')
        .select('moderated_point')
        .where('submission_id', '=', submissionId)
        .where('question_code', '=', 'a1-policy')
        .executeTakeFirstOrThrow()
    ).moderated_point;
  return { ...session, ...agency, second, moderator, rate, pointOf };
}

describeEachDatabase('several moderators of one return', (open) => {
  it('leave the rating open where they differ, until one person sets the panel’s with a reason', async () => {
    const portal = await open();
    const { manager, submissionId, pointOf, moderator, rate } = await twoWhoDiffer(portal);
    const { db } = portal.database;
    expect(await pointOf()).toBeNull();
    await expect(finishModeration(portal, moderator, { submissionId })).rejects.toMatchObject({
      message: expect.stringContaining('Moderators differ on 1 question'),
    });
    const page = await getPanelPage(db, manager, submissionId);
    expect(page.questions).toMatchObject([{ code: 'a1-policy', differ: true, panel: null }]);
    expect(page.questions[0]?.judgements.map(({ moderator: by, point }) => [by, point])).toEqual([
      ['Sam Patel', 'amber'],
      ['Ola Other', 'red'],
    ]);
    expect(await setPanelRatings(portal, manager, submissionId, panelForm('a1-policy', 'amber'))).toMatchObject({
      errors: { 'a1-policy.reason': [expect.stringContaining('as moderators differ')] },
    });
    const reason = 'The draft policy was found in the minutes.';
    expect(await setPanelRatings(portal, manager, submissionId, panelForm('a1-policy', 'amber', reason))).toEqual({
      ok: true,
      recorded: 1,
    });
    expect(await pointOf()).toBe('amber');
    expect(await listStandingReasons(db, [submissionId])).toMatchObject([{ point: 'amber', reason }]);
    // Their judgements stay as they were; one that changes later moves nothing by itself.
    await rate(moderator, 'green', '', 1);
    expect(await pointOf()).toBe('amber');
    await finishModeration(portal, moderator, { submissionId });
    const { body } = await getLetterDesk(portal, manager, submissionId);
    expect(JSON.stringify(body)).toContain(reason);
    expect(JSON.stringify(body)).not.toContain('There is no policy.');
  });

  it('refuse a panel rating of what nobody rated, over one that was set meanwhile, and from a forged form', async () => {
    const portal = await open();
    const { manager, chair, submissionId, organisationId } = await twoWhoDiffer(portal);
    await setPanelRatings(portal, chair, submissionId, panelForm('a1-policy', 'red', 'We asked for it.'));
    expect(await setPanelRatings(portal, manager, submissionId, panelForm('a1-policy', 'amber', 'Mine'))).toMatchObject(
      { errors: { 'a1-policy.point': [expect.stringContaining('Priya Nair set this')] } },
    );
    expect(
      await setPanelRatings(portal, manager, submissionId, panelForm('a1-policy', 'purple', 'x', '1')),
    ).toMatchObject({ errors: { 'a1-policy.point': ['Choose one of the ratings in the list'] } });
    const unrated = setPanelRatings(portal, manager, submissionId, panelForm('a1-board', 'red', 'x'));
    await expect(unrated).rejects.toMatchObject({ code: 'not-found' });
    const own: Viewer = { ...manager, organisationRoles: [{ role: 'senior-lead', organisationId }] };
    await expect(
      setPanelRatings(portal, own, submissionId, panelForm('a1-policy', 'green', 'x', '1')),
    ).rejects.toMatchObject({ message: expect.stringContaining('somebody else must moderate') });
  });

  it('judge evidence piece by piece, each for themselves, with a note unless it supports what is said', async () => {
    const portal = await open();
    const { moderator, second, submissionId } = await twoWhoDiffer(portal);
    const { db } = portal.database;
    const [item] = (await getEvidencePage(db, moderator, submissionId)).items;
    const names = evidenceFields(item?.evidenceId ?? '');
    const post = (viewer: Viewer, verdict: string, note = '', seen = '0') =>
      judgeEvidence(
        portal,
        viewer,
        submissionId,
        formOf({ [names.verdict]: verdict, [names.note]: note, [names.seen]: seen }),
      );
    expect(await post(moderator, 'does-not')).toMatchObject({
      ok: false,
      errors: { [names.note]: ['Say what is missing from it'] },
    });
    expect(await post(moderator, 'wonderful')).toMatchObject({ ok: false });
    expect(await post(moderator, 'not-opened', 'The link is broken.')).toEqual({ ok: true, recorded: 1 });
    expect(await post(second, 'supports')).toEqual({ ok: true, recorded: 1 });
    expect(await post(moderator, 'partly', 'Opened now.', '0')).toMatchObject({ ok: false });
    expect(await post(moderator, 'partly', 'Opened now: no figures.', '1')).toEqual({ ok: true, recorded: 1 });
    const page = await getEvidencePage(db, moderator, submissionId);
    expect(page.items).toMatchObject([
      { own: { verdict: 'partly', revision: 2 }, others: [{ verdict: 'supports', moderator: 'Ola Other' }] },
    ]);
  });
});

describeEachDatabase('the reply of an agency to its ratings', (open) => {
  async function finished(portal: TestPortal) {
    const world = await twoWhoDiffer(portal);
    await setPanelRatings(portal, world.manager, world.submissionId, panelForm('a1-policy', 'red', 'None was found.'));
    await expect(getReplyPage(portal.database.db, world.lead, world.returnId, '2026-11-02')).rejects.toMatchObject({
      code: 'not-found',
    });
    await finishModeration(portal, world.moderator, { submissionId: world.submissionId });
    const names = replyFields('a1-policy');
    const reply = (viewer: Viewer, text: string, seen = '0') =>
      replyToRatings(
        portal,
        viewer,
        world.returnId,
        formOf({ submission: world.submissionId, [names.text]: text, [names.seen]: seen }),
      );
    return { ...world, reply };
  }

  it('is kept beside the rating that differs, with every version of it', async () => {
    const portal = await open();
    const { lead, moderator, returnId, submissionId, reply } = await finished(portal);
    const { db } = portal.database;
    const page = await getReplyPage(db, lead, returnId, '2026-11-02');
    expect(page).toMatchObject({ mayReply: true, replyBy: '2026-11-16' });
    expect(page.questions).toMatchObject([{ code: 'a1-policy', reason: 'None was found.', reply: null }]);
    // The letter speaks for the partnership, and so does this page.
    expect(JSON.stringify(page)).not.toMatch(/Sam Patel|Ola Other|Ann Moss/);
    expect(await reply(lead, 'It is on page 4 of the handbook.')).toEqual({ ok: true, recorded: 1 });
    expect(await reply(lead, 'A second window.')).toMatchObject({ ok: false });
    expect(await reply(lead, '', '1')).toMatchObject({ ok: false });
    expect(await reply(lead, 'It is on page 5 of the handbook.', '1')).toEqual({ ok: true, recorded: 1 });
    expect(await listReplies(db, [submissionId])).toMatchObject([
      { questionCode: 'a1-policy', moderatedPoint: 'red', text: 'It is on page 5 of the handbook.', revision: 2 },
    ]);
    const rows = await db.selectFrom('rating_reply').select('text').orderBy('revision').execute();
    expect(rows).toHaveLength(2);
    const standard = await getModerationStandard(db, moderator, submissionId, 'a1');
    expect(standard.questions[0]?.rating?.reply).toMatchObject({ text: 'It is on page 5 of the handbook.' });
  });

  it('ends with its last day, and is nobody else’s to give', async () => {
    const portal = await open();
    const { lead, moderator, agencies, returnId, reply, organisationId } = await finished(portal);
    const contributor = await aViewer(portal, { role: 'contributor', organisationId });
    for (const viewer of [moderator, contributor, agencies[1]?.lead ?? moderator])
      await expect(reply(viewer, 'Not mine.')).rejects.toMatchObject({ code: 'not-found' });
    portal.setTime('2026-11-17T09:00:00Z');
    await expect(reply(lead, 'Too late.')).rejects.toMatchObject({ message: expect.stringContaining('16 November') });
    expect(await getReplyPage(portal.database.db, lead, returnId, '2026-11-17')).toMatchObject({ mayReply: false });
  });
});
