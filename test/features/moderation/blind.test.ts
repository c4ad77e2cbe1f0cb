import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { scheduleSession } from '../../../app/features/challenge/commands/schedule-session.server.ts';
import { getKeyLinesPage } from '../../../app/features/challenge/key-lines/key-lines-page.server.ts';
import { putAside } from '../../../app/features/challenge/key-lines/post-key-lines.server.ts';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { getMinutes } from '../../../app/features/challenge/minutes/minutes-queries.server.ts';
import { refuseWhileBlind } from '../../../app/features/cycles/blind.server.ts';
import { getHeatmap } from '../../../app/features/cycles/heatmap.server.ts';
import { saveModerationSettings } from '../../../app/features/cycles/moderation-settings.server.ts';
import { getCycle } from '../../../app/features/cycles/queries.server.ts';
import { ratingsAsCsv } from '../../../app/features/cycles/ratings-export.server.ts';
import { assignModerator } from '../../../app/features/moderation/commands/assign-moderator.server.ts';
import { finishModeration } from '../../../app/features/moderation/commands/finish-moderation.server.ts';
import { addKeyLine } from '../../../app/features/moderation/commands/key-lines.server.ts';
import {
  agreeWithRatings,
  recordJudgements,
} from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { getModerationOverview } from '../../../app/features/moderation/overview.server.ts';
import { getPanelPage } from '../../../app/features/moderation/panel-page.server.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { getOwnYears } from '../../../app/features/reports/own-years.server.ts';
import { openReturnCopy } from '../../../app/features/submissions/copies.server.ts';
import { getPrintPage, getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** The last question is asked of those alone who rated the first at red: that it is there would tell. */
const edition = anEdition({
  standards: [
    aStandard('a1', [aQuestion('lead'), aQuestion('plan', { appliesTo: { answer: 'lead', in: ['red'] } })]),
    aStandard('a2', [aQuestion('staff')]),
  ],
});

async function aBlindCycle(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition));
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Brookmere Police', kind: 'police' });
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId }, 'Mo Moderator');
  const second = await aViewer(portal, { role: 'moderator', partnershipId }, 'Ola Other');
  const { submissionId, returnId } = await aSubmission(portal, {
    partnershipId,
    cycleId,
    organisationId,
    edition,
    points: { lead: 'red', plan: 'amber', staff: 'red' },
    words: { lead: 'Nobody is named.', plan: 'We look for one.', staff: 'Ten files were read.' },
    evidence: { plan: [{ title: 'Advertisement' }], staff: [{ title: 'Audit of files' }] },
  });
  await saveModerationSettings(portal, manager, { cycleId, blind: true, replyDays: 10 });
  const rate = (viewer: Viewer, standardCode: string, questionCode: string, point: string, reason = '') =>
    recordJudgements(portal, viewer, {
      submissionId,
      standardCode,
      judgements: [{ questionCode, point, reason, seen: 0 }],
    });
  return { partnershipId, cycleId, organisationId, manager, moderator, second, submissionId, returnId, rate };
}

const lookAt = async (portal: TestPortal, viewer: Viewer, submissionId: string, standardCode = 'a1') =>
  JSON.stringify([
    await getModerationOverview(portal.database.db, viewer, submissionId),
    await getModerationStandard(portal.database.db, viewer, submissionId, standardCode),
  ]);

describeEachDatabase('rating blind first', (open) => {
  it('suggests no question that rests on ratings, and shows no minutes, before they have rated', async () => {
    const portal = await open();
    const { moderator, second, manager, cycleId, organisationId, submissionId, rate } = await aBlindCycle(portal);
    await rate(second, 'a1', 'lead', 'red');
    await rate(second, 'a1', 'plan', 'red', 'There is no plan.');
    const chair = await aViewer(portal, {
      role: 'independent-chair',
      partnershipId: manager.partnershipRoles[0]?.partnershipId ?? '',
    });
    const { id: sessionId } = await scheduleSession(portal, manager, {
      cycle: cycleId,
      title: 'Spring session',
      heldOn: '2027-02-26',
      startsAt: '09:30',
      place: 'Civic Hall',
      chair: chair.personId,
      minutes: 20,
      agencies: [organisationId],
    });
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    // Nothing of the return gives an overdue action away: only the page itself can keep it back.
    await createAction(portal, manager, {
      ...{ organisation: organisationId, challenge: null, submission: submissionId, question: 'staff' },
      ...{ finding: 'Ten files', what: 'Read more files', successMeasure: 'Forty are read' },
      ...{ owner: lead.personId, ownerName: null, dueOn: '2026-11-01', priority: 'high' },
    });
    const { suggestions } = await getKeyLinesPage(portal, manager, submissionId);
    expect(suggestions.map(({ rule }) => rule)).toContain('overdue-action');
    expect((await getKeyLinesPage(portal, moderator, submissionId)).suggestions).toEqual([]);
    const suggestion = suggestions.find(({ rule }) => rule === 'overdue-action')?.key ?? '';
    expect(suggestion).not.toBe('');
    await expect(putAside(portal, moderator, { submissionId, suggestion, aside: true })).rejects.toThrow(
      'Page not found',
    );
    await expect(getMinutes(portal.database.db, moderator, sessionId, '1')).rejects.toThrow('rated blind');
    await expect(getMinutes(portal.database.db, manager, sessionId, '1')).rejects.toThrow('Page not found');
  });

  it('hides from a moderator, in every byte, what the agency said of itself, until they have rated', async () => {
    const portal = await open();
    const { moderator, second, submissionId, rate } = await aBlindCycle(portal);
    const before = await getModerationStandard(portal.database.db, moderator, submissionId, 'a1');
    expect(before).toMatchObject({ hidden: true, unjudged: 0, standard: { self: null, moderated: null } });
    // The question that is asked because of the rating, its words and its evidence would give it away.
    expect(before.questions.map(({ code }) => code)).toEqual(['lead']);
    expect(before.questions[0]?.answer).toEqual([{ type: 'text', text: 'Nobody is named.' }]);
    const { choices, ...shown } = before.questions[0]?.rating ?? { choices: [] };
    expect(choices.map(({ point }) => point)).toContain('red');
    expect(JSON.stringify(shown)).not.toContain('red');
    const bytes = await lookAt(portal, moderator, submissionId);
    for (const word of ['We look for one.', 'Advertisement', '"selfPoint":"']) expect(bytes).not.toContain(word);
    expect(bytes).toContain('Audit of files');

    await addKeyLine(portal, second, { submissionId, standardCode: 'a1', text: 'Why do you say red?' });
    expect(await rate(second, 'a1', 'lead', 'amber', 'Half of it.')).toMatchObject({ outcome: 'saved' });
    expect(await lookAt(portal, moderator, submissionId)).not.toMatch(/Half of it|Why do you say red/);

    // No reason is asked: they cannot know whether they differ.
    expect(await rate(moderator, 'a1', 'lead', 'green')).toEqual({ outcome: 'saved', recorded: 1 });
    const after = await getModerationStandard(portal.database.db, moderator, submissionId, 'a1');
    expect(after).toMatchObject({ hidden: false, standard: { self: { word: 'Not yet in place' } } });
    expect(after.questions.map(({ code }) => code)).toEqual(['lead', 'plan']);
    expect(after.questions[0]?.rating).toMatchObject({
      selfPoint: 'red',
      current: { point: 'green' },
      others: [{ point: 'amber', reason: 'Half of it.' }],
    });
    // The other standard stays hidden.
    expect(await getModerationStandard(portal.database.db, moderator, submissionId, 'a2')).toMatchObject({
      hidden: true,
      standard: { self: null },
    });
    const rows = await portal.database.db.selectFrom('judgement').select(['point', 'blind']).execute();
    expect(rows.toSorted((a, b) => (a.point < b.point ? -1 : 1))).toEqual([
      { point: 'amber', blind: 1 },
      { point: 'green', blind: 1 },
    ]);
  });

  it('hides it on every other page and in every file too, and shows all of them once everything is rated', async () => {
    const portal = await open();
    const { partnershipId, cycleId, manager, moderator, submissionId, returnId, rate } = await aBlindCycle(portal);
    const { db } = portal.database;
    const cycle = { ...(await getCycle(db, { partnershipIds: [partnershipId] }, cycleId)), reader: moderator };
    const names = async () =>
      (await getHeatmap(db, cycle, { basis: 'self', filter: {}, sort: 'name', page: 1 })).rows.items.length;
    const notFound = { code: 'not-found' };
    await expect(getReturnCopy(portal, moderator, returnId)).rejects.toMatchObject(notFound);
    await expect(getPrintPage(portal, moderator, returnId, { blank: false })).rejects.toMatchObject(notFound);
    await expect(openReturnCopy(portal, moderator, returnId, 'docx')).rejects.toMatchObject(notFound);
    await expect(getOwnYears(portal, moderator, returnId)).rejects.toMatchObject(notFound);
    await expect(getPanelPage(db, moderator, submissionId)).rejects.toMatchObject(notFound);
    await expect(getLetterDesk(portal, moderator, submissionId)).rejects.toMatchObject({ code: 'not-now' });
    await expect(refuseWhileBlind(db, moderator, { submissionId })).rejects.toMatchObject({ code: 'not-now' });
    expect(await names()).toBe(0);
    expect(await ratingsAsCsv(db, cycle, {})).not.toContain('Police');
    // The manager runs the cycle, and sees everything.
    expect((await getReturnCopy(portal, manager, returnId)).version).toBe(1);

    await rate(moderator, 'a1', 'lead', 'red');
    await rate(moderator, 'a1', 'plan', 'amber');
    await expect(getReturnCopy(portal, moderator, returnId)).rejects.toMatchObject(notFound);
    await rate(moderator, 'a2', 'staff', 'green', 'Ten files.');
    expect((await getReturnCopy(portal, moderator, returnId)).version).toBe(1);
    expect(await names()).toBe(1);
    await refuseWhileBlind(db, moderator, { submissionId });
  });

  it('refuses to agree with what was not seen, to finish before rating, and a forged rating of a hidden question', async () => {
    const portal = await open();
    const { moderator, submissionId, rate } = await aBlindCycle(portal);
    await expect(agreeWithRatings(portal, moderator, { submissionId, standardCode: 'a1' })).rejects.toMatchObject({
      code: 'not-now',
    });
    await expect(rate(moderator, 'a1', 'plan', 'red')).rejects.toMatchObject({ code: 'not-found' });
    await rate(moderator, 'a1', 'lead', 'red');
    await expect(finishModeration(portal, moderator, { submissionId })).rejects.toMatchObject({
      message: expect.stringContaining('rate every standard yourself'),
    });
  });

  it('lets who sees everything rate only what they were given, and hides it from them from then on', async () => {
    const portal = await open();
    const { manager, submissionId, rate, returnId } = await aBlindCycle(portal);
    await expect(rate(manager, 'a1', 'lead', 'red')).rejects.toMatchObject({
      message: expect.stringContaining('Give yourself this return'),
    });
    expect(await assignModerator(portal, manager, { submissionId, personId: manager.personId })).toEqual({ ok: true });
    await expect(getReturnCopy(portal, manager, returnId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await rate(manager, 'a1', 'lead', 'red')).toMatchObject({ outcome: 'saved' });
  });

  it('cannot be switched on once somebody has rated in sight', async () => {
    const portal = await open();
    const { manager, cycleId, moderator, rate } = await aBlindCycle(portal);
    await saveModerationSettings(portal, manager, { cycleId, blind: false, replyDays: 5 });
    await rate(moderator, 'a1', 'lead', 'red');
    await expect(saveModerationSettings(portal, manager, { cycleId, blind: true, replyDays: 5 })).rejects.toMatchObject(
      { code: 'not-now' },
    );
  });
});
