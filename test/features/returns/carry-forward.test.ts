import { expect, it } from 'vitest';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { findCarryForward, listCarried } from '../../../app/features/returns/carried.server.ts';
import { answerAfresh, confirmCarried } from '../../../app/features/returns/commands/carried-answers.server.ts';
import { carryForward, carryOnOpening } from '../../../app/features/returns/commands/carry-forward.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { getReturnOverview } from '../../../app/features/returns/overview.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { aReturnToCarryInto, type CarriedReturn } from '../../builders/a-carried-return.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { eventsOf } from './a-return-at-work.ts';

const scopeOf = ({ organisationId }: CarriedReturn) => ({ organisationIds: [organisationId] }) as const;
const carriedIn = (portal: TestPortal, work: CarriedReturn) =>
  listCarried(portal.database.db, scopeOf(work), work.returnId);
const statesIn = async (portal: TestPortal, work: CarriedReturn) =>
  Object.fromEntries([...(await carriedIn(portal, work))].map(([code, { state }]) => [code, state]));
const answersIn = async (portal: TestPortal, { returnId }: CarriedReturn) =>
  Object.fromEntries(
    (await portal.database.db.selectFrom('answer').selectAll().where('return_id', '=', returnId).execute()).map(
      (row) => [row.question_code, JSON.parse(row.value)],
    ),
  );

async function carried(portal: TestPortal): Promise<CarriedReturn> {
  const work = await aReturnToCarryInto(portal);
  await carryForward(portal, work);
  return work;
}

describeEachDatabase('answers carried into a return', (open) => {
  it('come from the last one that was sent, over the editions between, each by its rule', async () => {
    const portal = await open();
    const work = await carried(portal);
    const found = await carriedIn(portal, work);
    const shown = Object.fromEntries(
      [...found].map(([code, { rule, fate, state, textOnly, value }]) => [
        code,
        { rule, fate, state, textOnly, point: value?.type === 'rating' ? value.point : 'none' },
      ]),
    );
    expect(shown).toEqual({
      same: { rule: 'keep', fate: 'unchanged', state: 'waiting', textOnly: false, point: 'amber' },
      branch: { rule: 'keep', fate: 'unchanged', state: 'waiting', textOnly: false, point: 'amber' },
      look: { rule: 'keep-and-confirm', fate: 'reworded', state: 'waiting', textOnly: false, point: 'amber' },
      'new-name': { rule: 'keep-and-confirm', fate: 'reworded', state: 'waiting', textOnly: false, point: 'level-2' },
      whole: { rule: 'prefill-text', fate: 'merged', state: 'waiting', textOnly: true, point: null },
      words: { rule: 'prefill-text', fate: 'reworded', state: 'waiting', textOnly: true, point: null },
      again: { rule: 'ask-again', fate: 'reworded', state: 'afresh', textOnly: false, point: 'none' },
    });
    expect(found.get('look')).toMatchObject({ note: 'Asks for more.', cycleName: 'Section 11, 2024' });
    expect(found.get('look')?.origins).toEqual([
      expect.objectContaining({ code: 'look', number: 'A1.2', text: 'What about look?', narrative: 'Words of look.' }),
    ]);
    expect(found.get('whole')?.origins.map(({ code }) => code)).toEqual(['half-1', 'half-2']);
    expect(found.get('whole')?.value).toMatchObject({
      narrative: '“What about half-1?”\nWords of half-1.\n\n“What about half-2?”\nWords of half-2.',
    });
    expect(await findCarryForward(portal.database.db, scopeOf(work), work.returnId)).toMatchObject({
      outcome: 'carried',
      from: { returnId: work.oldReturnId, cycleName: 'Section 11, 2024' },
      retired: [{ code: 'gone', number: 'A2.5', text: 'What about gone?' }],
    });
  });

  it('count for nothing until somebody says so', async () => {
    const portal = await open();
    const work = await carried(portal);
    expect(await answersIn(portal, work)).toEqual({});
    const { today } = portal.stamp();
    const overview = await getReturnOverview(portal.database.db, scopeOf(work), work.sam, work.returnId, today);
    expect(overview.progress).toMatchObject({ complete: 0, percent: 0 });
    expect(overview.agencyReturn.status).toBe('not-started');
  });

  it('come once, however many ask at the same time, and never over an answer', async () => {
    const portal = await open();
    const work = await aReturnToCarryInto(portal);
    await saveAnswers(portal, work.ola, {
      returnId: work.returnId,
      standardCode: 'a1',
      answers: [{ questionCode: 'same', value: { type: 'rating', point: 'red', narrative: 'New.' }, revision: 0 }],
    });
    await Promise.all([1, 2, 3].map(() => carryForward(portal, work)));
    await carryOnOpening(portal, work.ola, scopeOf(work), work.returnId);
    expect(Object.keys(await statesIn(portal, work))).not.toContain('same');
    expect((await answersIn(portal, work)).same).toMatchObject({ point: 'red' });
    expect((await eventsOf(portal, work.returnId)).filter((type) => type === 'answers.carried')).toHaveLength(1);
  });

  it('are kept with one press, with their evidence, and a second press does nothing', async () => {
    const portal = await open();
    const work = await carried(portal);
    const press = () =>
      confirmCarried(portal, work.ola, { returnId: work.returnId, standardCode: 'a1', questionCode: 'same' });
    expect(await press()).toMatchObject({ settled: 1, takenBack: false });
    expect(await press()).toMatchObject({ settled: 0 });
    expect((await answersIn(portal, work)).same).toEqual({
      type: 'rating',
      point: 'amber',
      narrative: 'Words of same.',
    });
    expect((await statesIn(portal, work)).same).toBe('confirmed');
    const uses = await portal.database.db
      .selectFrom('evidence_use')
      .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence_id')
      .select(['evidence_use.question_code', 'evidence.title'])
      .where('evidence_use.return_id', '=', work.returnId)
      .execute();
    expect(uses).toEqual([{ question_code: 'same', title: 'Policy' }]);
    expect(await eventsOf(portal, work.returnId)).toEqual(
      expect.arrayContaining(['answer.saved', 'carried-answer.confirmed', 'evidence.attached']),
    );
    const revisions = await portal.database.db
      .selectFrom('answer_revision')
      .select('revision')
      .where('return_id', '=', work.returnId)
      .execute();
    expect(revisions).toHaveLength(1);
  });

  it('open what they open only once they are confirmed', async () => {
    const portal = await open();
    const work = await carried(portal);
    const count = async () => {
      const row = await portal.database.db
        .selectFrom('standard_progress')
        .select('questions')
        .where('return_id', '=', work.returnId)
        .where('standard_code', '=', 'a1')
        .executeTakeFirstOrThrow();
      return row.questions;
    };
    expect(await count()).toBe(3);
    await saveAnswers(portal, work.sam, {
      returnId: work.returnId,
      standardCode: 'a1',
      answers: [{ questionCode: 'same', value: { type: 'rating', point: 'green', narrative: 'All.' }, revision: 0 }],
    });
    expect(await count()).toBe(4);
    expect(await statesIn(portal, work)).toMatchObject({ same: 'revised', branch: 'waiting' });
  });

  it('are revised by any other answer, confirmed by the same one, whichever way it goes later', async () => {
    const portal = await open();
    const work = await carried(portal);
    const save = (narrative: string, revision: number) =>
      saveAnswers(portal, work.sam, {
        returnId: work.returnId,
        standardCode: 'a1',
        answers: [{ questionCode: 'look', value: { type: 'rating', point: 'amber', narrative }, revision }],
      });
    await save('Words of look.', 0);
    expect((await statesIn(portal, work)).look).toBe('confirmed');
    await save('Other words.', 1);
    expect((await statesIn(portal, work)).look).toBe('revised');
    await save('Words of look.', 2);
    expect((await statesIn(portal, work)).look).toBe('confirmed');
  });

  it('cannot be kept as they are where only words were carried, or nothing', async () => {
    const portal = await open();
    const work = await carried(portal);
    for (const questionCode of ['whole', 'words', 'again', 'fresh', 'nonsense'])
      await expect(
        confirmCarried(portal, work.sam, { returnId: work.returnId, standardCode: 'a2', questionCode }),
      ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      confirmCarried(portal, work.sam, { returnId: work.returnId, standardCode: 'a2', questionCode: 'same' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(await answersIn(portal, work)).toEqual({});
  });

  it('are set aside to answer afresh, once, without an answer', async () => {
    const portal = await open();
    const work = await carried(portal);
    const press = () =>
      answerAfresh(portal, work.sam, { returnId: work.returnId, standardCode: 'a2', questionCode: 'words' });
    expect(await press()).toMatchObject({ settled: 1 });
    expect(await press()).toMatchObject({ settled: 0 });
    expect(await statesIn(portal, work)).toMatchObject({ words: 'afresh' });
    expect(await answersIn(portal, work)).toEqual({});
    await saveAnswers(portal, work.sam, {
      returnId: work.returnId,
      standardCode: 'a2',
      answers: [{ questionCode: 'words', value: { type: 'rating', point: 'green', narrative: 'New.' }, revision: 0 }],
    });
    expect(await statesIn(portal, work)).toMatchObject({ words: 'afresh' });
    expect((await eventsOf(portal, work.returnId)).filter((type) => type === 'carried-answer.afresh')).toHaveLength(1);
  });

  it('leave behind evidence that the organisation has removed since', async () => {
    const portal = await open();
    const work = await carried(portal);
    await portal.database.db
      .updateTable('evidence')
      .set({ removed_at: portal.stamp().now })
      .where('title', '=', 'Policy')
      .execute();
    await confirmCarried(portal, work.sam, { returnId: work.returnId, standardCode: 'a1', questionCode: 'same' });
    const uses = await portal.database.db.selectFrom('evidence_use').selectAll().execute();
    expect(uses).toEqual([]);
  });

  it('are nobody else’s: another organisation neither sees, keeps nor sets them aside', async () => {
    const portal = await open();
    const work = await carried(portal);
    const other = await anOrganisation(portal, work.partnershipId);
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId: other });
    const input = { returnId: work.returnId, standardCode: 'a1', questionCode: 'same' };
    for (const command of [confirmCarried, answerAfresh])
      await expect(command(portal, stranger, input)).rejects.toMatchObject({ code: 'not-found' });
    expect(await listCarried(portal.database.db, { organisationIds: [other] }, work.returnId)).toEqual(new Map());
  });

  it('are not touched any more once the return is sent', async () => {
    const portal = await open();
    const work = await carried(portal);
    await portal.database.db
      .updateTable('agency_return')
      .set({ status: 'submitted' })
      .where('id', '=', work.returnId)
      .execute();
    const input = { returnId: work.returnId, standardCode: 'a1', questionCode: 'same' };
    for (const command of [confirmCarried, answerAfresh])
      await expect(command(portal, work.sam, input)).rejects.toMatchObject({ code: 'not-now' });
  });
});

describeEachDatabase('a return with nothing to carry', (open) => {
  it('says that no succession leads from the last one', async () => {
    const portal = await open();
    const work = await aReturnToCarryInto(portal, { successions: false });
    await carryOnOpening(portal, work.ola, scopeOf(work), work.returnId);
    expect(await statesIn(portal, work)).toEqual({});
    expect(await findCarryForward(portal.database.db, scopeOf(work), work.returnId)).toMatchObject({
      outcome: 'no-succession',
      from: { returnId: work.oldReturnId },
    });
  });

  it('says that nothing was sent before', async () => {
    const portal = await open();
    const work = await aReturnToCarryInto(portal);
    await portal.database.db.deleteFrom('submission_rating').execute();
    await portal.database.db.deleteFrom('submission_standard').execute();
    await portal.database.db.deleteFrom('moderation').execute();
    await portal.database.db.deleteFrom('submission').execute();
    await carryForward(portal, work);
    expect(await findCarryForward(portal.database.db, scopeOf(work), work.returnId)).toMatchObject({
      outcome: 'nothing-sent',
      from: null,
    });
  });

  it('stands as it is when it is opened by a job that runs twice, or after it was sent', async () => {
    const portal = await open();
    const work = await aReturnToCarryInto(portal);
    await portal.database.db
      .updateTable('agency_return')
      .set({ status: 'submitted' })
      .where('id', '=', work.returnId)
      .execute();
    await jobHandlers['carry-forward'](portal, { returnId: work.returnId });
    await jobHandlers['carry-forward'](portal, { returnId: 'no-such-return' });
    expect(await statesIn(portal, work)).toEqual({});
    const runner = createJobRunner(portal, jobHandlers);
    await runner.drain();
    await runner.stop();
  });
});
