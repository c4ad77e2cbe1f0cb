import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { SurveyFigures } from '../../../app/features/challenge/components/pack-twin-survey.tsx';
import { getKeyLinesPage } from '../../../app/features/challenge/key-lines/key-lines-page.server.ts';
import { packBody } from '../../../app/features/challenge/pack/pack-model.server.ts';
import { usualBlocks } from '../../../app/features/challenge/pack/plan.ts';
import { readPackRecords, recordsOfAgency } from '../../../app/features/challenge/pack/records.server.ts';
import { saveModerationSettings } from '../../../app/features/cycles/moderation-settings.server.ts';
import { assignModerator } from '../../../app/features/moderation/commands/assign-moderator.server.ts';
import { recordJudgements } from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { postSampleForm } from '../../../app/features/moderation/sampling/change-sample.server.ts';
import { getSamplingPage } from '../../../app/features/moderation/sampling/page.server.ts';
import { sampleReasonWords } from '../../../app/features/moderation/sampling/rules.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { withdrawSurvey } from '../../../app/features/surveys/commands/save-survey.server.ts';
import { setThresholds } from '../../../app/features/surveys/thresholds.server.ts';
import { blocksOfAgency, packWords } from '../../../pdf/models.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession, sessionEdition } from '../../builders/a-session.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { aFigure, aSurvey } from '../../builders/a-survey.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const otherwise = 'The survey says otherwise: the own rating is “In place”, and fewer than 75% agree';

/** A session of two agencies; of the first, one figure contradicts the best rating and one goes with it. */
async function withFigures(portal: TestPortal, parts: { readonly shared?: string } = {}) {
  const session = await aSession(portal);
  const [council, police] = session.agencies;
  if (!council || !police) throw new Error('The session has agencies');
  const surveyId = await aSurvey(portal, session.manager, { cycle: session.cycleId, ...parts });
  const say = (organisation: string, about: string, agreed: string, statement: string) =>
    aFigure(portal, session.manager, surveyId, { organisation, about, agreed, statement });
  const series = await say(council.organisationId, 'question a1-policy', '10', 'I know our policy');
  await say(council.organisationId, 'question a2-supervision', '20', 'I have supervision');
  return { ...session, council, police, surveyId, series };
}

const choice = (parts: Record<string, string>) => ({
  base: 'none',
  seed: 'oak-2026',
  risks: 'survey',
  'least-survey': '1',
  ...parts,
});

describeEachDatabase('a survey that says otherwise', (open) => {
  it('picks a return for moderation, and the sample keeps from which share on', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, cycleId, council } = await withFigures(portal);
    const look = async () => {
      const { preview, sampled, draw } = await getSamplingPage(db, manager, cycleId, { values: choice({}), page: 1 });
      return { preview, draw, sampled: sampled.items.map(({ reasons }) => reasons.map(sampleReasonWords)) };
    };
    const { preview } = await look();
    expect(
      preview?.lines.items.map(({ submissionId, reasons }) => [submissionId, reasons.map(sampleReasonWords)]),
    ).toEqual([[council.submissionId, ['1 survey figure says otherwise']]]);
    const form = new FormData();
    for (const [name, value] of Object.entries(choice({ intent: 'draw', seen: preview?.seen ?? '' })))
      form.set(name, value);
    expect(await postSampleForm(portal, manager, cycleId, form)).toMatchObject({ ok: true });
    await setThresholds(portal, manager, cycleId, { under: 20, over: 95 });
    const after = await look();
    expect(after.preview?.lines.total).toBe(0);
    expect(after.sampled).toEqual([['1 survey figure says otherwise']]);
    expect(after.draw?.rules.survey).toEqual({ under: 75, over: 90 });
  });

  it('is told beside the answer, and a question is suggested until somebody decides, or the survey is withdrawn', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, moderator, council, surveyId, series } = await withFigures(portal);
    const page = await getModerationStandard(db, moderator, council.submissionId, 'a1');
    expect(page.questions.map(({ figures }) => figures.map(({ conflict }) => conflict))).toEqual([[otherwise], []]);
    const suggested = async () =>
      (await getKeyLinesPage(portal, manager, council.submissionId)).suggestions.filter(
        ({ rule }) => rule === 'survey',
      );
    expect(await suggested()).toEqual([
      expect.objectContaining({
        key: `survey:${series}`,
        standardCode: 'a1',
        facts: `A1.1 What about a1-policy?: “I know our policy”, 25% agreed (10 of 40). ${otherwise}`,
      }),
    ]);
    await withdrawSurvey(portal, manager, surveyId, { revision: 1, because: 'Held badly' });
    expect(await suggested()).toEqual([]);
    const later = await getModerationStandard(db, moderator, council.submissionId, 'a1');
    expect(later.questions.flatMap(({ figures }) => figures)).toEqual([]);
  });

  it('tells whoever rates blind the figure alone, and nothing of a rule, until they have rated', async () => {
    const portal = await open();
    const { db } = portal.database;
    const partnershipId = await aPartnership(portal);
    const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, sessionEdition));
    const organisationId = await anOrganisation(portal, partnershipId, { name: 'Brookmere Police', kind: 'police' });
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId });
    const points = { 'a1-policy': 'green', 'a1-board': 'green', 'a2-supervision': 'green' };
    const sent = { partnershipId, cycleId, organisationId, edition: sessionEdition, points };
    const { submissionId } = await aSubmission(portal, sent);
    await saveModerationSettings(portal, manager, { cycleId, blind: true, replyDays: 10 });
    const surveyId = await aSurvey(portal, manager, { cycle: cycleId });
    await aFigure(portal, manager, surveyId, { organisation: organisationId });
    const told = async () =>
      (await getModerationStandard(db, moderator, submissionId, 'a1')).questions[0]?.figures.map(
        ({ agreeTenths, conflict }) => [agreeTenths, conflict],
      );
    expect(await told()).toEqual([[250, null]]);
    await assignModerator(portal, manager, { submissionId, personId: manager.personId });
    const { preview } = await getSamplingPage(db, manager, cycleId, { values: choice({}), page: 1 });
    expect(preview?.lines.items.map(({ reasons }) => reasons)).toEqual([[{ kind: 'hidden' }]]);
    await recordJudgements(portal, moderator, {
      submissionId,
      standardCode: 'a1',
      judgements: ['a1-policy', 'a1-board'].map((questionCode) => ({
        questionCode,
        point: 'green',
        reason: '',
        seen: 0,
      })),
    });
    expect(await told()).toEqual([[250, otherwise]]);
  });

  it('stands in the pack beside the ratings, in no empty part, and in an agency’s own only where it is shared', async () => {
    const portal = await open();
    const { today } = portal.stamp();
    const { partnershipId, sessionId, council } = await withFigures(portal);
    const all = await portal.database.readTogether((trx) =>
      readPackRecords(trx, { partnershipIds: [partnershipId] }, sessionId, today),
    );
    const plan = { edition: 'panel', blocks: usualBlocks, annexes: {} } as const;
    const [first, second] = packBody(all, today, plan).agencies;
    expect(first?.surveyFigures).toMatchObject([
      { about: 'A1.1 What about a1-policy?', agreement: 25, self: { word: 'In place' }, conflict: otherwise },
      { about: 'A2.1 What about a2-supervision?', agreement: 50, self: { word: 'Not yet in place' }, conflict: null },
    ]);
    expect(second && 'surveyFigures' in second).toBe(false);
    expect(first && blocksOfAgency(usualBlocks.agency, first)).toContain('survey');
    expect(second && blocksOfAgency(usualBlocks.agency, second)).not.toContain('survey');
    const html = renderToStaticMarkup(<SurveyFigures agency="Council" figures={first?.surveyFigures ?? []} />);
    expect(html).toContain('1 of 2 survey figures says otherwise than the own rating.');
    expect(html).toContain(packWords.surveyNote);
    expect(html.match(/<svg class="app-agreement"[^>]* aria-hidden="true"/g)).toHaveLength(2);
    const own = { ...plan, edition: 'agency' } as const;
    expect(packBody(recordsOfAgency(all, council.organisationId), today, own).agencies[0]).not.toHaveProperty(
      'surveyFigures',
    );
  });

  it('stands in an agency’s own part of the pack where it is shared', async () => {
    const portal = await open();
    const { today } = portal.stamp();
    const { partnershipId, sessionId, council } = await withFigures(portal, { shared: 'yes' });
    const all = await portal.database.readTogether((trx) =>
      readPackRecords(trx, { partnershipIds: [partnershipId] }, sessionId, today),
    );
    const plan = { edition: 'agency', blocks: usualBlocks, annexes: {} } as const;
    const [only] = packBody(recordsOfAgency(all, council.organisationId), today, plan).agencies;
    expect(only?.surveyFigures).toHaveLength(2);
  });
});
