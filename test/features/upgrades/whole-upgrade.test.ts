import { expect, it } from 'vitest';
import { launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import { listCarried } from '../../../app/features/returns/carried.server.ts';
import { confirmCarried } from '../../../app/features/returns/commands/carried-answers.server.ts';
import { loadReturnContent } from '../../../app/features/returns/content.server.ts';
import { undoMove } from '../../../app/features/upgrades/commands/undo-move.server.ts';
import { answer, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aLocalPart } from '../../builders/a-local-part.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aCohort, plannerOf, runJobs } from './a-cohort.ts';
import { aMovingCycle, everythingOf, moved } from './a-moving-cycle.ts';

describeEachDatabase('an upgrade from plan to sent return', (open) => {
  it('is planned, launched, confirmed and sent, and what was planned stays readable', async () => {
    const cohort = await aCohort(await open());
    const { portal, manager, cycleId, partnershipId, editions, organisations } = cohort;
    const planned = await plannerOf(cohort, cycleId);
    await launchCycle(portal, manager, { cycleId, revision: 1 });
    await runJobs(portal);
    const { id: returnId } = await portal.database.db
      .selectFrom('agency_return')
      .select('id')
      .where('cycle_id', '=', cycleId)
      .where('organisation_id', '=', organisations.birch)
      .executeTakeFirstOrThrow();
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: organisations.birch }, 'Lee Lead');
    const birch: World = {
      edition: editions.last,
      partnershipId,
      organisationId: organisations.birch,
      cycleId,
      returnId,
      lead,
    };
    for (const questionCode of ['same', 'branch'])
      expect(await confirmCarried(portal, lead, { returnId, standardCode: 'a1', questionCode })).toMatchObject({
        settled: 1,
      });
    const rest = { look: rated('amber'), 'new-name': rated('level-1'), whole: rated('green'), words: rated('red') };
    await submitted(portal, birch, { ...rest, again: rated('green'), branch: rated('amber') });
    const { content } = await loadReturnContent(
      portal.database.db,
      { organisationIds: [birch.organisationId] },
      returnId,
    );
    const carried = content.standards.flatMap(({ questions }) =>
      questions.flatMap((question) => (question.carried ? [[question.code, question.carried.state]] : [])),
    );
    expect(carried).toEqual(
      expect.arrayContaining([
        ['same', 'confirmed'],
        ['look', 'revised'],
        ['words', 'revised'],
      ]),
    );
    expect(await plannerOf(cohort, cycleId)).toMatchObject({
      questions: planned.questions,
      agencies: planned.agencies,
    });
  });
});

/** Puts a local question into a cycle, as its page would. */
async function addLocalPart(
  portal: TestPortal,
  { partnershipId, cycleId }: { partnershipId: string; cycleId: string },
  personId: string,
): Promise<void> {
  await portal.database.db
    .insertInto('local_part')
    .values({
      partnership_id: partnershipId,
      cycle_id: cycleId,
      document: JSON.stringify(aLocalPart()),
      revision: 1,
      updated_at: portal.stamp().now,
      updated_by: personId,
    })
    .execute();
}

describeEachDatabase('an upgrade of a cycle with questions of its partnership', (open) => {
  it('counts them in the planner before they are frozen', async () => {
    const cohort = await aCohort(await open());
    await addLocalPart(cohort.portal, cohort, cohort.manager.personId);
    const { questions } = await plannerOf(cohort, cohort.cycleId);
    expect(questions.filter(({ code }) => code === 'local-pools').map(({ fate }) => fate)).toEqual(['added', 'added']);
  });

  it('takes them along when open returns move, and back, and along again', async () => {
    const cycle = await aMovingCycle(await open(), { localQuestions: true });
    const { portal, manager, cycleId, alder, ids } = cycle;
    await answer(portal, alder, { same: rated('green'), 'local-pools': rated('red', 'One pool has no fence.') });
    const before = await everythingOf(cycle, alder);
    const answers = async () =>
      (
        await portal.database.db
          .selectFrom('answer')
          .select(['question_code', 'point'])
          .where('return_id', '=', alder.returnId)
          .orderBy('question_code')
          .execute()
      ).map(({ question_code, point }) => [question_code, point]);
    const moveId = await moved(cycle, ids.last);
    expect(await answers()).toEqual([
      ['local-pools', 'red'],
      ['same', 'green'],
    ]);
    const { edition_id } = await portal.database.db
      .selectFrom('agency_return')
      .select('edition_id')
      .where('id', '=', alder.returnId)
      .executeTakeFirstOrThrow();
    expect(edition_id).toBe(`${ids.last}+${cycleId}`);
    await undoMove(portal, manager, { cycleId, moveId });
    expect(await everythingOf(cycle, alder)).toEqual(before);
    portal.setTime('2026-11-20T09:00:00Z');
    await moved(cycle, ids.last);
    expect(await answers()).toHaveLength(2);
    const carried = await listCarried(portal.database.db, { organisationIds: [alder.organisationId] }, alder.returnId);
    expect([...carried]).toEqual([]);
  });
});
