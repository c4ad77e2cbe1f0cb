import { expect, it } from 'vitest';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { confirmProfile } from '../../../app/features/returns/commands/confirm-profile.server.ts';
import { restoreAnswer } from '../../../app/features/returns/commands/restore-answer.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { anOrganisation, aReturn, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork, eventsOf, type ReturnAtWork } from './a-return-at-work.ts';

const rated = (narrative: string, point: string | null = 'green'): AnswerValue => ({
  type: 'rating',
  point,
  narrative,
});
const yes: AnswerValue = { type: 'yes-no', value: 'yes', detail: '' };
const no: AnswerValue = { type: 'yes-no', value: 'no', detail: 'We are writing one' };

const save = (
  portal: TestPortal,
  { returnId }: Pick<ReturnAtWork, 'returnId'>,
  viewer: ReturnAtWork['sam'],
  questionCode: string,
  value: AnswerValue,
  revision: number,
  more: { standardCode?: string; idempotencyKey?: string } = {},
) =>
  saveAnswers(portal, viewer, {
    returnId,
    standardCode: more.standardCode ?? 'governance',
    answers: [
      { questionCode, value, revision, ...(more.idempotencyKey ? { idempotencyKey: more.idempotencyKey } : {}) },
    ],
  });

const answerOf = (portal: TestPortal, returnId: string, questionCode: string) =>
  portal.database.db
    .selectFrom('answer')
    .selectAll()
    .where('return_id', '=', returnId)
    .where('question_code', '=', questionCode)
    .executeTakeFirst();

const revisionsOf = (portal: TestPortal, returnId: string, questionCode: string) =>
  portal.database.db
    .selectFrom('answer_revision')
    .selectAll()
    .where('return_id', '=', returnId)
    .where('question_code', '=', questionCode)
    .orderBy('outcome', 'desc')
    .orderBy('revision')
    .execute();

const progressOf = async (portal: TestPortal, returnId: string, standardCode: string) =>
  portal.database.db
    .selectFrom('standard_progress')
    .select(['questions', 'required', 'answered', 'required_complete', 'marked_complete'])
    .where('return_id', '=', returnId)
    .where('standard_code', '=', standardCode)
    .executeTakeFirst();

describeEachDatabase('saving an answer', (open) => {
  it('stores the answer, its revision, the progress and the event in one go', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const outcome = await save(portal, work, work.sam, 'lead-rating', rated('We have a lead'), 0);
    expect(outcome.answers).toEqual([{ questionCode: 'lead-rating', outcome: 'saved', revision: 1 }]);
    expect(outcome.progress).toEqual({
      questions: 2,
      required: 2,
      answered: 1,
      requiredComplete: 1,
      markedComplete: false,
      status: 'in-progress',
    });
    expect(await answerOf(portal, work.returnId, 'lead-rating')).toMatchObject({
      point: 'green',
      revision: 1,
      saved_by: work.sam.personId,
      standard_code: 'governance',
    });
    expect(await progressOf(portal, work.returnId, 'governance')).toMatchObject({ answered: 1, required_complete: 1 });
    expect(await eventsOf(portal, work.returnId)).toEqual(['answer.saved']);
    const agencyReturn = await portal.database.db.selectFrom('agency_return').selectAll().executeTakeFirstOrThrow();
    expect(agencyReturn).toMatchObject({
      status: 'in-progress',
      started_at: outcome.savedAt,
      last_saved_at: outcome.savedAt,
    });
    expect(await verifyChains(portal.database.db)).toMatchObject({ faults: [] });
  });

  it('does not count a save that changes nothing', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.sam, 'lead-rating', rated('We have a lead'), 0);
    const again = await save(portal, work, work.sam, 'lead-rating', rated('We have a lead'), 1);
    expect(again.answers).toEqual([{ questionCode: 'lead-rating', outcome: 'unchanged', revision: 1 }]);
    const blank = await save(portal, work, work.sam, 'has-policy', { type: 'yes-no', value: null, detail: '' }, 0);
    expect(blank.answers).toEqual([{ questionCode: 'has-policy', outcome: 'unchanged', revision: 0 }]);
    expect(await eventsOf(portal, work.returnId)).toEqual(['answer.saved']);
    expect(await revisionsOf(portal, work.returnId, 'lead-rating')).toHaveLength(1);
  });

  it('does the same save once, however often it arrives', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const first = await save(portal, work, work.sam, 'lead-rating', rated('Once'), 0, { idempotencyKey: 'k1' });
    await save(portal, work, work.ola, 'lead-rating', rated('Later'), 1, { idempotencyKey: 'k2' });
    const again = await save(portal, work, work.sam, 'lead-rating', rated('Once'), 0, { idempotencyKey: 'k1' });
    expect(again.answers).toEqual(first.answers);
    expect(again.conflicts).toEqual([]);
    expect((await answerOf(portal, work.returnId, 'lead-rating'))?.value).toContain('Later');
    expect(await revisionsOf(portal, work.returnId, 'lead-rating')).toHaveLength(2);
    expect(await eventsOf(portal, work.returnId)).toEqual(['answer.saved', 'answer.saved']);
  });

  it('keeps both texts when two people save the same answer, and stores a repeated loser once', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.sam, 'lead-rating', rated('From Sam'), 0);
    const lost = await save(portal, work, work.ola, 'lead-rating', rated('From Ola', 'amber'), 0, {
      idempotencyKey: 'o',
    });
    await save(portal, work, work.ola, 'lead-rating', rated('From Ola', 'amber'), 0, { idempotencyKey: 'o' });
    expect(lost.answers).toEqual([{ questionCode: 'lead-rating', outcome: 'conflict', revision: 1 }]);
    expect(lost.conflicts).toMatchObject([
      { mine: rated('From Ola', 'amber'), theirs: rated('From Sam'), theirRevision: 1, theirName: 'Sam Patel' },
    ]);
    const revisions = await revisionsOf(portal, work.returnId, 'lead-rating');
    expect(revisions.map(({ outcome, value }) => [outcome, JSON.parse(value).narrative])).toEqual([
      ['kept', 'From Sam'],
      ['conflict', 'From Ola'],
    ]);
    expect(await eventsOf(portal, work.returnId)).toEqual(['answer.saved', 'answer.conflicted']);
    expect(await portal.database.db.selectFrom('agency_return').select('last_saved_by').executeTakeFirst()).toEqual({
      last_saved_by: work.sam.personId,
    });
  });

  it('sees no conflict in a page that sends back what its reader saw', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.sam, 'lead-rating', rated('First'), 0);
    await save(portal, work, work.ola, 'lead-rating', rated('Second'), 1);
    const outcome = await saveAnswers(portal, work.sam, {
      returnId: work.returnId,
      standardCode: 'governance',
      answers: [
        { questionCode: 'lead-rating', value: rated('First'), revision: 1 },
        { questionCode: 'has-policy', value: no, revision: 0 },
      ],
    });
    expect(outcome.conflicts).toEqual([]);
    expect(outcome.answers.map(({ questionCode, outcome }) => [questionCode, outcome])).toEqual([
      ['has-policy', 'saved'],
      ['lead-rating', 'unchanged'],
    ]);
    expect((await answerOf(portal, work.returnId, 'lead-rating'))?.value).toContain('Second');
  });

  it('saves the other answers of a page when one of them lost a race', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.ola, 'lead-rating', rated('From Ola'), 0);
    const outcome = await saveAnswers(portal, work.sam, {
      returnId: work.returnId,
      standardCode: 'governance',
      answers: [
        { questionCode: 'lead-rating', value: rated('From Sam'), revision: 0 },
        { questionCode: 'has-policy', value: no, revision: 0 },
      ],
    });
    expect(outcome.conflicts.map(({ questionCode }) => questionCode)).toEqual(['lead-rating']);
    expect((await answerOf(portal, work.returnId, 'has-policy'))?.revision).toBe(1);
  });

  it('loses no word when two people save the same answers at once, ten times over', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const seen = { sam: 0, ola: 0 };
    const sent: string[] = [];
    for (let round = 0; round < 10; round++) {
      const saves = (['sam', 'ola'] as const).map(async (who) => {
        const text = `${who} in round ${round}`;
        sent.push(text);
        const outcome = await save(portal, work, work[who], 'lead-rating', rated(text), seen[who]);
        const [answer] = outcome.answers;
        expect(answer?.outcome).not.toBe('unchanged');
        seen[who] = answer?.revision ?? 0;
        return answer?.outcome;
      });
      expect(await Promise.all(saves)).toContain('saved');
    }
    const kept = await revisionsOf(portal, work.returnId, 'lead-rating');
    expect(kept.map(({ value }) => JSON.parse(value).narrative).toSorted()).toEqual(sent.toSorted());
    const winners = kept.filter(({ outcome }) => outcome === 'kept').map(({ revision }) => revision);
    expect(winners.toSorted((a, b) => a - b)).toEqual(winners.map((_, place) => place + 1));
    const standing = await answerOf(portal, work.returnId, 'lead-rating');
    expect(standing?.revision).toBe(winners.length);
    expect(await verifyChains(portal.database.db)).toMatchObject({ faults: [] });
  });

  it('counts right when two people save different answers of one standard at once', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        save(portal, work, work.sam, 'lead-rating', rated(`round ${round}`, round % 2 ? 'green' : null), round),
        save(portal, work, work.ola, 'has-policy', round % 2 ? no : { ...no, value: null }, round),
      ]);
      const done = round % 2 ? 2 : 0;
      expect(await progressOf(portal, work.returnId, 'governance')).toMatchObject({
        answered: done,
        required_complete: done,
      });
    }
  });

  it('keeps the answer behind a branch that closes, and counts it again when the branch opens', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.sam, 'has-policy', yes, 0);
    await save(portal, work, work.sam, 'policy-date', { type: 'date', value: '2026-05-01' }, 0);
    await save(portal, work, work.sam, 'policy-training', { type: 'text', text: 'Everybody read it' }, 0, {
      standardCode: 'training',
    });
    expect(await progressOf(portal, work.returnId, 'governance')).toMatchObject({ questions: 3, answered: 2 });
    expect(await progressOf(portal, work.returnId, 'training')).toMatchObject({ questions: 4, answered: 1 });
    await save(portal, work, work.sam, 'has-policy', no, 1);
    expect(await progressOf(portal, work.returnId, 'governance')).toMatchObject({ questions: 2, answered: 1 });
    expect(await progressOf(portal, work.returnId, 'training')).toMatchObject({ questions: 3, answered: 0 });
    expect((await answerOf(portal, work.returnId, 'policy-training'))?.value).toContain('Everybody read it');
    const late = await save(portal, work, work.ola, 'policy-date', { type: 'date', value: '2026-06-01' }, 1);
    expect(late.answers[0]?.outcome).toBe('saved');
    await save(portal, work, work.sam, 'has-policy', yes, 2);
    expect(await progressOf(portal, work.returnId, 'governance')).toMatchObject({ questions: 3, answered: 2 });
    expect(await progressOf(portal, work.returnId, 'training')).toMatchObject({ questions: 4, answered: 1 });
  });

  it('completes a standard only when nothing is missing, and opens it again when something is taken out', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const mark = (
      answers: Parameters<typeof saveAnswers>[2]['answers'],
      how: 'complete' | 'when-nothing-missing' | 'not-complete',
    ) => saveAnswers(portal, work.sam, { returnId: work.returnId, standardCode: 'governance', answers, mark: how });
    const early = await mark([{ questionCode: 'lead-rating', value: rated('A lead'), revision: 0 }], 'complete');
    expect(early.progress).toMatchObject({ markedComplete: false, status: 'in-progress' });
    expect(early.missing.map(({ question }) => question)).toEqual(['has-policy']);
    const moved = await mark([{ questionCode: 'has-policy', value: no, revision: 0 }], 'when-nothing-missing');
    expect(moved.progress.status).toBe('completed');
    const later = await mark([], 'not-complete');
    expect(later.progress.status).toBe('in-progress');
    expect((await mark([], 'complete')).progress.status).toBe('completed');
    const edited = await save(portal, work, work.ola, 'lead-rating', rated('A new lead'), 1);
    expect(edited.progress.status).toBe('completed');
    const emptied = await save(portal, work, work.ola, 'lead-rating', rated('', null), 2);
    expect(emptied.progress.status).toBe('in-progress');
    expect((await eventsOf(portal, work.returnId)).filter((type) => type === 'standard.marked')).toHaveLength(3);
  });

  it('voids the signatures on a return that is edited, and takes it back to work', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.sam, 'lead-rating', rated('Signed text'), 0);
    const { db } = portal.database;
    await db.updateTable('agency_return').set({ status: 'signed' }).where('id', '=', work.returnId).execute();
    await db
      .insertInto('sign_off')
      .values({
        id: portal.newId(),
        organisation_id: work.organisationId,
        return_id: work.returnId,
        signatory: 'senior-lead',
        person_id: work.sam.personId,
        name: 'Sam Patel',
        content_hash: '0'.repeat(64),
        signed_at: portal.stamp().now,
      })
      .execute();
    const same = await save(portal, work, work.ola, 'lead-rating', rated('Signed text'), 1);
    expect(same.takenBack).toBe(false);
    const outcome = await save(portal, work, work.ola, 'lead-rating', rated('Another text'), 1);
    expect(outcome.takenBack).toBe(true);
    expect(await db.selectFrom('agency_return').select('status').executeTakeFirst()).toEqual({ status: 'in-progress' });
    expect(await db.selectFrom('sign_off').select(['voided_at', 'void_reason']).execute()).toEqual([
      { voided_at: outcome.savedAt, void_reason: 'The return was changed after it was signed' },
    ]);
    expect(await eventsOf(portal, work.returnId)).toEqual([
      'answer.saved',
      'return.taken-back',
      'signature.voided',
      'answer.saved',
    ]);
  });

  it('refuses a return that has been sent, and leaves it as it was', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await portal.database.db.updateTable('agency_return').set({ status: 'submitted' }).execute();
    await expect(save(portal, work, work.sam, 'lead-rating', rated('Late'), 0)).rejects.toMatchObject({
      code: 'not-now',
    });
    expect(await answerOf(portal, work.returnId, 'lead-rating')).toBeUndefined();
  });

  it("answers alike for a return, standard or question that is unknown or another organisation's", async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const stranger = await anOrganisation(portal, work.partnershipId);
    const foreignReturn = await aReturn(portal, { ...work, organisationId: stranger });
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId: work.partnershipId });
    const signatory = await aViewer(portal, { role: 'senior-lead', organisationId: work.organisationId });
    const notFound = { code: 'not-found' };
    await expect(
      save(portal, { returnId: foreignReturn }, work.sam, 'lead-rating', rated('x'), 0),
    ).rejects.toMatchObject(notFound);
    await expect(save(portal, { returnId: 'nowhere' }, work.sam, 'lead-rating', rated('x'), 0)).rejects.toMatchObject(
      notFound,
    );
    for (const viewer of [manager, signatory])
      await expect(save(portal, work, viewer, 'lead-rating', rated('x'), 0)).rejects.toMatchObject(notFound);
    await expect(save(portal, work, work.sam, 'training-rating', rated('x'), 0)).rejects.toMatchObject(notFound);
    await expect(save(portal, work, work.sam, 'no-such', rated('x'), 0)).rejects.toMatchObject(notFound);
    await expect(
      save(portal, work, work.sam, 'lead-rating', rated('x'), 0, { standardCode: 'no-such' }),
    ).rejects.toMatchObject(notFound);
    expect(await portal.database.db.selectFrom('answer').selectAll().execute()).toEqual([]);
  });

  it('makes an earlier or a lost text the answer again, and keeps what stood', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.sam, 'lead-rating', rated('First'), 0);
    await save(portal, work, work.ola, 'lead-rating', rated('Lost'), 0);
    const lost = (await revisionsOf(portal, work.returnId, 'lead-rating')).find(
      ({ outcome }) => outcome === 'conflict',
    );
    const restored = await restoreAnswer(portal, work.ola, {
      returnId: work.returnId,
      standardCode: 'governance',
      revisionId: lost?.id ?? '',
      revision: 1,
    });
    expect(restored.answers[0]).toMatchObject({ outcome: 'saved', revision: 2 });
    expect((await answerOf(portal, work.returnId, 'lead-rating'))?.value).toContain('Lost');
    expect(await revisionsOf(portal, work.returnId, 'lead-rating')).toHaveLength(3);
    const outsider = await aViewer(portal, {
      role: 'safeguarding-lead',
      organisationId: await anOrganisation(portal, null),
    });
    await expect(
      restoreAnswer(portal, outsider, {
        returnId: work.returnId,
        standardCode: 'governance',
        revisionId: lost?.id ?? '',
        revision: 2,
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('needs the same few statements for a save whatever the size of the return', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await save(portal, work, work.sam, 'lead-rating', rated('Warm'), 0);
    portal.takeQueries();
    await save(portal, work, work.sam, 'lead-rating', rated('Counted'), 1);
    expect(portal.takeQueries().filter((sql) => !/^(begin|commit)/i.test(sql)).length).toBeLessThanOrEqual(10);
  });
});

describeEachDatabase('the profile page of a return', (open) => {
  it('decides the questions and recounts every standard', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const confirm = (seen: object, profile: object) =>
      confirmProfile(portal, work.sam, { returnId: work.returnId, seen: { ...seen }, profile: { ...profile } });
    expect(await confirm({}, { premises: true, staff: 12 })).toMatchObject({ ok: true, after: 6 });
    expect(await progressOf(portal, work.returnId, 'premises')).toMatchObject({ questions: 1, required: 1 });
    await save(portal, work, work.sam, 'premises-rating', rated('Locked doors'), 0, { standardCode: 'premises' });
    expect(await confirm({ premises: true, staff: 12 }, { premises: false, staff: 12 })).toMatchObject({ after: 5 });
    expect(await progressOf(portal, work.returnId, 'premises')).toBeUndefined();
    expect((await answerOf(portal, work.returnId, 'premises-rating'))?.value).toContain('Locked doors');
    await confirm({ premises: false, staff: 12 }, { premises: true, staff: 12 });
    expect(await progressOf(portal, work.returnId, 'premises')).toMatchObject({ answered: 1, required_complete: 1 });
    expect(await eventsOf(portal, work.returnId)).toContain('return.profile-confirmed');
  });

  it('takes over what only the other changed, and stops where both changed one fact', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const confirm = (viewer: ReturnAtWork['sam'], seen: object, profile: object) =>
      confirmProfile(portal, viewer, { returnId: work.returnId, seen: { ...seen }, profile: { ...profile } });
    await confirm(work.sam, {}, { premises: true });
    expect(await confirm(work.ola, {}, { staff: 5 })).toMatchObject({ ok: true });
    const { profile } = await portal.database.db
      .selectFrom('agency_return')
      .select('profile')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(profile)).toEqual({ premises: true, staff: 5 });
    expect(await confirm(work.ola, {}, { premises: false, staff: 5 })).toMatchObject({
      ok: false,
      clashes: ['premises'],
      current: { premises: true },
    });
    const stranger = await aViewer(portal, { role: 'contributor', organisationId: await anOrganisation(portal, null) });
    await expect(confirm(stranger, {}, {})).rejects.toMatchObject({ code: 'not-found' });
  });
});
