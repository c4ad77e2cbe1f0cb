import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { attachNewEvidence } from '../../../app/features/returns/commands/attach-evidence.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { getStandardHistory } from '../../../app/features/returns/history.server.ts';
import { getReturnOverview } from '../../../app/features/returns/overview.server.ts';
import { getProfilePage } from '../../../app/features/returns/profile-page.server.ts';
import { getReturn, listReturns } from '../../../app/features/returns/queries.server.ts';
import { getQuestionEvidence, getReturnEvidence } from '../../../app/features/returns/return-evidence.server.ts';
import { findNextUnfinished, getStandardPage } from '../../../app/features/returns/standard-page.server.ts';
import { aCycle, anInstalledEdition, anOrganisation, aReturn, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { anEditionAtWork, aReturnAtWork, type ReturnAtWork } from './a-return-at-work.ts';

const rated = (narrative: string, point: string | null = 'green'): AnswerValue => ({
  type: 'rating',
  point,
  narrative,
});

const scopeOf = ({ organisationId }: Pick<ReturnAtWork, 'organisationId'>) =>
  ({ organisationIds: [organisationId] }) as const;

const save = (
  portal: TestPortal,
  work: ReturnAtWork,
  standardCode: string,
  questionCode: string,
  value: AnswerValue,
  { viewer = work.sam, revision = 0, mark }: { viewer?: Viewer; revision?: number; mark?: 'complete' } = {},
) =>
  saveAnswers(portal, viewer, {
    returnId: work.returnId,
    standardCode,
    answers: [{ questionCode, value, revision }],
    mark,
  });

const overviewOf = (portal: TestPortal, work: ReturnAtWork, viewer = work.sam) =>
  getReturnOverview(portal.database.db, scopeOf(work), viewer, work.returnId, portal.stamp().today);

describeEachDatabase('reading returns', (open) => {
  it('lists what is to be filled in and what was sent, with the same queries however many', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { db } = portal.database;
    await save(portal, work, 'governance', 'lead-rating', rated('A lead'));
    portal.takeQueries();
    const current = await listReturns(db, scopeOf(work), 'current');
    const few = portal.takeQueries().length;
    expect(current.items).toMatchObject([
      {
        id: work.returnId,
        status: 'in-progress',
        progress: { required: 3, complete: 1, percent: 33, standards: 2, standardsCompleted: 0 },
      },
    ]);
    for (let number = 0; number < 60; number++) {
      const cycleId = await aCycle(
        portal,
        work.partnershipId,
        `${work.edition.set}/${work.edition.edition}`,
        `Round ${number}`,
      );
      await aReturn(portal, { ...work, cycleId });
    }
    await db
      .updateTable('agency_return')
      .set({ status: 'submitted', submitted_at: portal.stamp().now })
      .where('status', '=', 'in-progress')
      .execute();
    portal.takeQueries();
    expect(await listReturns(db, scopeOf(work), 'current')).toMatchObject({ total: 60, pageCount: 2 });
    expect(portal.takeQueries()).toHaveLength(few);
    expect((await listReturns(db, scopeOf(work), 'current', 2)).items).toHaveLength(10);
    expect((await listReturns(db, scopeOf(work), 'past')).items.map(({ id }) => id)).toEqual([work.returnId]);
  });

  it('shows the tasks with their statuses, and where to go on', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    expect(await overviewOf(portal, work)).toMatchObject({
      tasks: [
        { code: 'governance', status: 'not-started' },
        { code: 'training', status: 'not-started' },
      ],
      progress: { percent: 0 },
      profile: { answered: 0, questions: 2, confirmed: false },
      stoppedAt: null,
      firstUnanswered: { standardCode: 'governance', questionCode: 'lead-rating' },
    });
    await save(portal, work, 'governance', 'lead-rating', rated('Words before a rating', null));
    await save(portal, work, 'training', 'training-rating', rated('Done'), { viewer: work.ola });
    const overview = await overviewOf(portal, work);
    expect(overview.tasks.map(({ status }) => status)).toEqual(['in-progress', 'in-progress']);
    expect(overview.stoppedAt).toBe('governance');
    expect((await overviewOf(portal, work, work.ola)).stoppedAt).toBe('training');
    await save(portal, work, 'governance', 'lead-rating', rated('A lead'), { revision: 1 });
    await save(
      portal,
      work,
      'governance',
      'has-policy',
      { type: 'yes-no', value: 'no', detail: 'Soon' },
      { mark: 'complete' },
    );
    expect(await overviewOf(portal, work)).toMatchObject({
      tasks: [{ status: 'completed' }, { status: 'in-progress' }],
      stoppedAt: null,
      firstUnanswered: null,
      progress: { percent: 100, standardsCompleted: 1 },
    });
    expect(await findNextUnfinished(portal.database.db, scopeOf(work), work.returnId, 'governance')).toBe('training');
    expect(await findNextUnfinished(portal.database.db, scopeOf(work), work.returnId, 'training')).toBeNull();
  });

  it('shows a standard with its questions, the saved answers, who saved them and their evidence', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { db } = portal.database;
    await save(portal, work, 'governance', 'lead-rating', rated('A lead'));
    await save(portal, work, 'governance', 'has-policy', { type: 'yes-no', value: 'yes', detail: '' });
    const evidence = {
      kind: 'link',
      title: 'Report',
      url: 'https://example.org/r',
      coversFrom: null,
      coversTo: null,
    } as const;
    await attachNewEvidence(portal, work.ola, { returnId: work.returnId, questionCode: 'lead-rating', evidence });
    const page = await getStandardPage(db, scopeOf(work), { returnId: work.returnId, standardCode: 'governance' });
    expect(page.questions.map(({ number, revision, opensOthers }) => [number, revision, opensOthers])).toEqual([
      ['GOVERNAN.1', 1, false],
      ['GOVERNAN.2', 1, true],
      ['GOVERNAN.3', 0, false],
    ]);
    expect(page.questions[0]).toMatchObject({
      value: rated('A lead'),
      saved: { by: 'Sam Patel' },
      evidence: [{ title: 'Report' }],
      sources: [{ title: 'Guidance', reference: 'paragraph 1', checked: false }],
    });
    expect(page.questions[2]?.because).toEqual([expect.stringContaining('Yes')]);
    expect(Object.keys(page.scales)).toEqual(['rag']);
    expect(page.progress).toMatchObject({ questions: 3, answered: 2, status: 'in-progress' });
    expect(page.previous).toBeUndefined();
    const training = await getStandardPage(db, scopeOf(work), { returnId: work.returnId, standardCode: 'training' });
    expect(training.questions.map(({ question }) => question.code)).toContain('policy-training');
    expect((await getReturnEvidence(db, scopeOf(work), work.returnId)).items).toMatchObject([
      { evidence: { title: 'Report' }, questions: [{ code: 'lead-rating' }] },
    ]);
    const chosen = { returnId: work.returnId, questionCode: 'lead-rating', search: '', page: 1 };
    expect(await getQuestionEvidence(db, work.sam, chosen)).toMatchObject({
      attached: [{ title: 'Report' }],
      library: { total: 1 },
    });
  });

  it('shows what the same organisation said last time to the same question, and says when its words changed', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { db } = portal.database;
    const question = (code: string, text: string, words: string[], narrative: string) => ({
      code,
      number: 'X',
      text,
      answer: rated(narrative),
      words,
      scale: 'rag',
      point: 'amber',
      narrative,
      evidence: [],
    });
    const content = {
      edition: { id: 'e', sha256: 's', title: 't' },
      organisation: { id: work.organisationId, name: 'n', kind: 'voluntary', phase: null, dutyBasis: 'voluntary' },
      profile: [],
      standards: [
        {
          code: 'old',
          number: '1',
          title: 'Old',
          scale: 'rag',
          computed: null,
          questions: [
            question('lead-rating', 'What about lead-rating?', ['Partly in place'], 'We had a lead'),
            question('training-rating', 'Other words?', ['Partly in place'], ''),
          ],
        },
      ],
      evidence: [],
    };
    const editionId = await anInstalledEdition(portal, { ...anEditionAtWork(work.edition.set), edition: '2025.1' });
    const cycleId = await aCycle(portal, work.partnershipId, editionId, 'Section 11, 2025');
    const send = async (organisationId: string) => {
      const returnId = await aReturn(portal, {
        ...work,
        cycleId,
        organisationId,
        edition: { ...work.edition, edition: '2025.1' },
      });
      await db
        .insertInto('submission')
        .values({
          id: portal.newId(),
          organisation_id: organisationId,
          partnership_id: work.partnershipId,
          cycle_id: cycleId,
          return_id: returnId,
          edition_id: editionId,
          version: 1,
          reference: `S11-${portal.newId().slice(-9)}`,
          snapshot: JSON.stringify({ content }),
          sha256: '0'.repeat(64),
          submitted_at: '2025-11-20T10:00:00.000Z',
          submitted_by: work.sam.personId,
        })
        .execute();
    };
    const page = () => getStandardPage(db, scopeOf(work), { returnId: work.returnId, standardCode: 'governance' });
    await send(await anOrganisation(portal, work.partnershipId));
    expect((await page()).previous).toBeUndefined();
    await send(work.organisationId);
    const { previous, questions } = await page();
    expect(previous).toEqual({ submittedAt: '2025-11-20T10:00:00.000Z', cycleName: 'Section 11, 2025' });
    expect(questions[0]?.previous).toEqual({
      words: ['Partly in place'],
      narrative: 'We had a lead',
      point: { word: 'Partly in place', shape: 'triangle', tone: 'amber' },
      reworded: false,
    });
    expect(questions[1]?.previous).toBeUndefined();
    const training = await getStandardPage(db, scopeOf(work), { returnId: work.returnId, standardCode: 'training' });
    expect(training.questions[0]?.previous?.reworded).toBe(true);
  });

  it('keeps the history of each answer, with what lost a race, newest first', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { db } = portal.database;
    await save(portal, work, 'governance', 'lead-rating', rated('First'));
    portal.setTime('2026-11-02T09:10:00.000Z');
    await save(portal, work, 'governance', 'lead-rating', rated('Lost'), { viewer: work.ola });
    portal.setTime('2026-11-02T09:20:00.000Z');
    await save(portal, work, 'governance', 'lead-rating', rated('Second'), { revision: 1 });
    await save(portal, work, 'governance', 'has-policy', { type: 'yes-no', value: 'no', detail: '' });
    const history = (questionCode?: string) =>
      getStandardHistory(db, scopeOf(work), {
        returnId: work.returnId,
        standardCode: 'governance',
        questionCode,
        page: 1,
      });
    expect((await history()).versions.total).toBe(4);
    const { versions } = await history('lead-rating');
    expect(
      versions.items.map(({ value, savedBy, outcome, current }) => [
        value.type === 'rating' && value.narrative,
        savedBy,
        outcome,
        current,
      ]),
    ).toEqual([
      ['Second', 'Sam Patel', 'kept', true],
      ['Lost', 'Ola Reyes', 'conflict', false],
      ['First', 'Sam Patel', 'kept', false],
    ]);
    expect(versions.items[1]?.standingRevision).toBe(2);
    expect((await history('no-such')).versions.total).toBe(0);
  });

  it("answers alike for every page of a return that is unknown or another organisation's", async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { db } = portal.database;
    const other = { organisationId: await anOrganisation(portal, work.partnershipId) };
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId: other.organisationId });
    const place = { returnId: work.returnId, standardCode: 'governance' };
    for (const [scope, viewer, returnId] of [
      [scopeOf(other), stranger, work.returnId],
      [scopeOf(work), work.sam, 'nowhere'],
    ] as const) {
      const at = { ...place, returnId };
      for (const read of [
        () => getReturn(db, scope, returnId),
        () => getReturnOverview(db, scope, work.sam, returnId, '2026-11-02'),
        () => getStandardPage(db, scope, at),
        () => getStandardHistory(db, scope, { ...at, page: 1 }),
        () => getProfilePage(db, scope, returnId),
        () => getReturnEvidence(db, scope, returnId),
        () => getQuestionEvidence(db, viewer, { returnId, questionCode: 'lead-rating', search: '', page: 1 }),
      ])
        await expect(read()).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(getStandardPage(db, scopeOf(work), { ...place, standardCode: 'no-such' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await listReturns(db, scopeOf(other), 'current')).items).toEqual([]);
  });

  it('waits with questions for the profile page instead of hiding them in silence', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const page = await getStandardPage(portal.database.db, scopeOf(work), {
      returnId: work.returnId,
      standardCode: 'premises',
    });
    expect(page).toMatchObject({ undecided: 1, questions: [] });
    const profile = await getProfilePage(portal.database.db, scopeOf(work), work.returnId);
    expect(profile.questions.map(({ question }) => question.code)).toEqual(['premises', 'staff']);
    expect(profile.organisation[0]).toEqual({ label: 'Name', words: 'Harbour Youth Trust' });
  });
});
