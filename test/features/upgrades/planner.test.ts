import { expect, it } from 'vitest';
import { launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import { agenciesAsCsv, plannerAsWorkbook, questionsAsCsv } from '../../../app/features/upgrades/export.server.ts';
import { chooseAgencies, chooseQuestions } from '../../../app/features/upgrades/planner-query.ts';
import { outcomeOf } from '../../../app/features/upgrades/preview.ts';
import { readWorkbook } from '../../../app/platform/workbook.server.ts';
import { aCycle, aPartnership, aReturn, aViewer } from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { aCohort, type Cohort, plannerOf, runJobs } from './a-cohort.ts';

const questionsOf = async (cohort: Cohort, editionOf: string) =>
  Object.fromEntries(
    (await plannerOf(cohort, cohort.cycleId)).questions
      .filter(({ editionId }) => editionId.endsWith(editionOf))
      .map(({ code, fate, rule, counts }) => [code, { fate, rule, ...counts }]),
  );

describeEachDatabase('the planner of an upgrade', (open) => {
  it('says for each question what becomes of it and how much it touches, from returns that were sent', async () => {
    const cohort = await aCohort(await open());
    await anAction(cohort, 'gone');
    await anAction(cohort, 'old-name');
    const none = { returns: 0, ratings: 0, evidence: 0, actions: 0 };
    const one = { ...none, returns: 1, ratings: 1 };
    expect(await questionsOf(cohort, '2024.1')).toEqual({
      same: { fate: 'unchanged', rule: 'keep', ...one, evidence: 1 },
      look: { fate: 'reworded', rule: 'keep-and-confirm', ...one, evidence: 1 },
      'new-name': { fate: 'reworded', rule: 'keep-and-confirm', ...one, actions: 1 },
      branch: { fate: 'unchanged', rule: 'keep', ...one },
      whole: { fate: 'merged', rule: 'prefill-text', ...one },
      words: { fate: 'reworded', rule: 'prefill-text', ...one },
      again: { fate: 'reworded', rule: 'ask-again', ...one },
      fresh: { fate: 'added', rule: 'none', ...none },
      gone: { fate: 'withdrawn', rule: 'retire', ...one, evidence: 1, actions: 1 },
    });
    const planner = await plannerOf(cohort, cohort.cycleId);
    expect(planner).toMatchObject({ asked: 3, withoutReturn: 1, planned: 2, waiting: 0 });
    expect(planner.origins.map(({ edition, returns, leads }) => ({ edition, returns, leads }))).toEqual([
      { edition: '2025.1', returns: 1, leads: true },
      { edition: '2024.1', returns: 1, leads: true },
    ]);
    expect(planner.questions.find(({ code, fate }) => code === 'look' && fate === 'reworded')).toMatchObject({
      text: 'What about looking more closely?',
      before: ['What about look?'],
      notes: ['Asks for more.'],
    });
  });

  it('says for each organisation how many answers go which way, and what loses its question', async () => {
    const cohort = await aCohort(await open());
    await anAction(cohort, 'gone');
    await anAction(cohort, 'same');
    const { agencies } = await plannerOf(cohort, cohort.cycleId);
    expect(agencies).toMatchObject([
      {
        name: 'Alder',
        edition: '2024.1',
        state: 'planned',
        // The old green has no like on the new scale of `new-name`, so only its words go on.
        counts: { kept: 2, confirm: 1, text: 3, again: 1, retired: 1 },
        evidenceAlong: 2,
        evidenceLost: 1,
        actionsAlong: 1,
        actionsLost: 1,
      },
      { name: 'Birch', edition: '2025.1', state: 'planned', evidenceAlong: 0, evidenceLost: 1 },
      { name: 'Cedar', edition: null, state: 'nothing-sent', counts: { kept: 0 } },
    ]);
    expect(chooseAgencies(agencies, { search: '', order: 'most', whole: false }).map(({ name }) => name)).toEqual([
      'Alder',
      'Birch',
      'Cedar',
    ]);
    expect(chooseAgencies(agencies, { search: 'bir', order: 'name', whole: false })).toHaveLength(1);
  });

  it('is what the launch then carries, answer by answer', async () => {
    const cohort = await aCohort(await open());
    const { portal, cycleId } = cohort;
    const planned = await plannerOf(cohort, cycleId);
    await launchCycle(portal, cohort.manager, { cycleId, revision: 1 });
    await runJobs(portal);
    const rows = await portal.database.db
      .selectFrom('carried_answer')
      .select(['organisation_id', 'question_code', 'rule', 'state', 'text_only', 'evidence'])
      .execute();
    const forward = await portal.database.db
      .selectFrom('carry_forward')
      .select(['organisation_id', 'outcome', 'retired'])
      .execute();
    for (const agency of planned.agencies.filter(({ state }) => state === 'planned')) {
      const its = rows.filter(({ organisation_id }) => organisation_id === agency.organisationId);
      const carried = { kept: 0, confirm: 0, text: 0, again: 0, retired: 0 };
      for (const row of its) carried[outcomeOf(row)] += 1;
      const looked = forward.find(({ organisation_id }) => organisation_id === agency.organisationId);
      carried.retired = JSON.parse(looked?.retired ?? '[]').length;
      expect({ name: agency.name, ...carried }).toEqual({ name: agency.name, ...agency.counts });
      const links = its.filter(({ state }) => state === 'waiting').flatMap(({ evidence }) => JSON.parse(evidence));
      expect(links).toHaveLength(agency.evidenceAlong);
    }
    expect(forward.find(({ organisation_id }) => organisation_id === cohort.organisations.cedar)).toBeUndefined();
    for (const question of planned.questions.filter(({ fate }) => fate !== 'added' && fate !== 'withdrawn')) {
      const asOf = planned.agencies.filter(({ edition }) => question.editionId.endsWith(edition ?? '-'));
      const ids = asOf.map(({ organisationId }) => organisationId);
      const carried = rows.filter((row) => row.question_code === question.code && ids.includes(row.organisation_id));
      expect([question.code, carried.length]).toEqual([question.code, question.counts.returns]);
    }
    expect(await plannerOf(cohort, cycleId)).toMatchObject({
      agencies: planned.agencies,
      questions: planned.questions,
      cycle: { status: 'open' },
    });
  });

  it('asks as many statements for a thousand organisations as for ten, and reads no answer', async () => {
    const cohort = await aCohort(await open());
    const { portal, cycleId } = cohort;
    await plannerOf(cohort, cycleId);
    await moreLikeAlder(cohort, 10);
    await plannerOf(cohort, cycleId);
    portal.takeQueries();
    const few = await plannerOf(cohort, cycleId);
    const fewStatements = portal.takeQueries();
    await moreLikeAlder(cohort, 990);
    expect(await plannerOf(cohort, cycleId)).toMatchObject({ asked: 1003, planned: 52, waiting: 950 });
    await runJobs(portal);
    portal.takeQueries();
    const many = await plannerOf(cohort, cycleId);
    const statements = portal.takeQueries();
    expect(few).toMatchObject({ asked: 13, planned: 12, waiting: 0 });
    expect(many).toMatchObject({ asked: 1003, planned: 1002, waiting: 0 });
    expect(statements).toHaveLength(fewStatements.length);
    expect(statements.length).toBeLessThan(24);
    for (const statement of statements) expect(statement).not.toMatch(/"answer"|"answer_revision"|"snapshot"/);
    expect(many.questions.find(({ code }) => code === 'gone')?.counts.returns).toBe(1001);
  });

  it('sees no return that is being written and none that was sent to somebody else', async () => {
    const cohort = await aCohort(await open());
    const { portal, editions } = cohort;
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    await expect(plannerOf({ portal, manager: stranger }, cohort.cycleId)).rejects.toMatchObject({ code: 'not-found' });
    const cedar = { organisationId: cohort.organisations.cedar, edition: editions.middle };
    await aReturn(portal, { ...cedar, partnershipId: cohort.partnershipId, cycleId: cohort.oldCycleId });
    const theirs = await aCycle(portal, elsewhere, `${editions.middle.set}/2025.1`);
    await aSubmission(portal, { ...cedar, partnershipId: elsewhere, cycleId: theirs, points: { same: 'red' } });
    const { agencies } = await plannerOf(cohort, cohort.cycleId);
    expect(agencies.find(({ name }) => name === 'Cedar')).toMatchObject({ state: 'nothing-sent' });
  });

  it('says plainly where nothing leads from an old edition', async () => {
    const cohort = await aCohort(await open());
    await cohort.portal.database.db.deleteFrom('standard_succession').where('from_edition', '=', '2024.1').execute();
    const { origins, agencies } = await plannerOf(cohort, cohort.cycleId);
    expect(origins.find(({ edition }) => edition === '2024.1')).toMatchObject({ leads: false, returns: 1 });
    expect(agencies.find(({ name }) => name === 'Alder')).toMatchObject({ state: 'no-way', counts: { kept: 0 } });
  });

  it('narrows by kind of change, standard and old edition, and exports both tables', async () => {
    const cohort = await aCohort(await open());
    const planner = await plannerOf(cohort, cohort.cycleId);
    const choose = (filter: Parameters<typeof chooseQuestions>[1]['filter'], order: 'reading' | 'most' = 'reading') =>
      chooseQuestions(planner.questions, { filter, order, whole: false }).map(({ code }) => code);
    expect(choose({ fate: 'withdrawn' })).toEqual(['gone']);
    expect(choose({ fate: 'reworded', standard: 'a2', from: planner.origins[0]?.editionId ?? '' })).toEqual([
      'words',
      'again',
    ]);
    expect(choose({})).not.toContain('same');
    expect(choose({ fate: 'all' })).toContain('same');
    expect(choose({}, 'most').at(-1)).toBe('fresh');
    expect(questionsAsCsv(planner.questions)).toContain('reworded,Reworded,keep-and-confirm');
    expect(agenciesAsCsv(planner.agencies)).toContain('Alder,2024.1,planned,2,1,3,1,1,2,1');
    const book = await readWorkbook(await plannerAsWorkbook(planner, 'xlsx'));
    expect('sheets' in book && book.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Questions', planner.questions.length + 1],
      ['Organisations', 4],
    ]);
  });
});

async function anAction(
  { portal, partnershipId, organisations, manager }: Cohort,
  questionCode: string,
): Promise<void> {
  const id = portal.newId();
  await portal.database.db
    .insertInto('action')
    .values({
      id,
      reference: `ACT-${id.slice(-8)}`,
      partnership_id: partnershipId,
      organisation_id: organisations.alder,
      source_kind: 'other',
      standard_code: 'a1',
      question_code: questionCode,
      finding: 'Found',
      what: 'Do it',
      success_measure: 'Done',
      owner_name: 'Jo',
      due_on: '2027-03-01',
      first_due_on: '2027-03-01',
      priority: 'high',
      status: 'open',
      percent: 0,
      created_by: manager.personId,
      created_at: portal.stamp().now,
      revision: 1,
    })
    .execute();
}

/** Organisations that sent what Alder sent, and are asked this time. */
async function moreLikeAlder(cohort: Cohort, count: number): Promise<void> {
  const { portal, partnershipId, cycleId, organisations } = cohort;
  const { db } = portal.database;
  const organisation = await db
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisations.alder)
    .executeTakeFirstOrThrow();
  const member = await db
    .selectFrom('partnership_member')
    .selectAll()
    .where('organisation_id', '=', organisations.alder)
    .executeTakeFirstOrThrow();
  const submission = await db
    .selectFrom('submission')
    .selectAll()
    .where('organisation_id', '=', organisations.alder)
    .executeTakeFirstOrThrow();
  const sent = await db
    .selectFrom('agency_return')
    .selectAll()
    .where('id', '=', submission.return_id)
    .executeTakeFirstOrThrow();
  const made = Array.from({ length: count }, () => ({ id: portal.newId(), returnId: portal.newId() }));
  for (let start = 0; start < count; start += 250) {
    const part = made.slice(start, start + 250);
    await db
      .insertInto('organisation')
      .values(part.map(({ id }) => ({ ...organisation, id, name: `Like Alder ${id.slice(-8)}` })))
      .execute();
    await db
      .insertInto('partnership_member')
      .values(part.map(({ id }) => ({ ...member, id: portal.newId(), organisation_id: id })))
      .execute();
    await db
      .insertInto('cycle_cohort')
      .values(part.map(({ id }) => ({ partnership_id: partnershipId, cycle_id: cycleId, organisation_id: id })))
      .execute();
    await db
      .insertInto('agency_return')
      .values(part.map(({ id, returnId }) => ({ ...sent, id: returnId, organisation_id: id })))
      .execute();
    await db
      .insertInto('submission')
      .values(
        part.map(({ id, returnId }) => ({
          ...submission,
          id: portal.newId(),
          organisation_id: id,
          return_id: returnId,
          reference: `REF-${returnId}`,
        })),
      )
      .execute();
  }
}
