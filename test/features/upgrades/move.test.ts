import { expect, it } from 'vitest';
import { closeCycle } from '../../../app/features/cycles/commands/close-cycle.server.ts';
import { getCycle } from '../../../app/features/cycles/queries.server.ts';
import { listCarried } from '../../../app/features/returns/carried.server.ts';
import { autosave } from '../../../app/features/returns/commands/autosave.server.ts';
import { confirmCarried } from '../../../app/features/returns/commands/carried-answers.server.ts';
import { restoreAnswer } from '../../../app/features/returns/commands/restore-answer.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { loadReturnContent } from '../../../app/features/returns/content.server.ts';
import { getStandardHistory } from '../../../app/features/returns/history.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { undoMove } from '../../../app/features/upgrades/commands/undo-move.server.ts';
import { listMoveTargets, seenOf } from '../../../app/features/upgrades/move-target.server.ts';
import { getMovesOfReturn, listMovesOfReturn } from '../../../app/features/upgrades/moves.server.ts';
import { listUnsent } from '../../../app/features/upgrades/return-rows.server.ts';
import { answer, attachLink, hashShown, rated, type World } from '../../builders/a-filled-return.ts';
import { aCycle, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { eventsOf } from '../returns/a-return-at-work.ts';
import { alderAnswers, aMovingCycle, everythingOf, type MovingCycle, move, moved } from './a-moving-cycle.ts';

const scopeOf = ({ organisationId }: World) => ({ organisationIds: [organisationId] }) as const;
const carriedIn = ({ portal }: MovingCycle, world: World) =>
  listCarried(portal.database.db, scopeOf(world), world.returnId);
const answersIn = async ({ portal }: MovingCycle, { returnId }: World) =>
  Object.fromEntries(
    (
      await portal.database.db
        .selectFrom('answer')
        .select(['question_code', 'value', 'revision'])
        .where('return_id', '=', returnId)
        .execute()
    ).map((row) => [row.question_code, { ...JSON.parse(row.value), revision: row.revision }]),
  );
const editionOf = async ({ portal }: MovingCycle, { returnId }: World) =>
  (
    await portal.database.db
      .selectFrom('agency_return')
      .select(['edition_id', 'status'])
      .where('id', '=', returnId)
      .executeTakeFirstOrThrow()
  ).edition_id;
const undo = ({ portal, manager, cycleId }: MovingCycle, moveId: string) =>
  undoMove(portal, manager, { cycleId, moveId });

/** Birch signs a whole return, and does not send it yet. */
async function birchSigns(cycle: MovingCycle): Promise<void> {
  const { portal, birch } = cycle;
  const codes = birch.edition.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
  await answer(portal, birch, Object.fromEntries(codes.map((code) => [code, rated('green')])));
  await attachLink(portal, birch, 'same', 'Policy');
  await sendForSignOff(portal, birch.lead, { returnId: birch.returnId });
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId: birch.organisationId }, 'Sam Senior');
  const contentHash = await hashShown(portal, birch);
  await signReturn(portal, senior, { returnId: birch.returnId, signatory: 'senior-lead', contentHash });
}

describeEachDatabase('open returns that move to a newer edition', (open) => {
  it('keep what the rules keep; the rest waits, is asked again, or is set aside', async () => {
    const cycle = await aMovingCycle(await open());
    await alderAnswers(cycle);
    await moved(cycle, cycle.ids.last);
    const { alder, portal } = cycle;
    expect(await editionOf(cycle, alder)).toBe(cycle.ids.last);
    expect(await answersIn(cycle, alder)).toEqual({
      same: { ...rated('green', 'Words of same.'), revision: 1 },
      branch: { ...rated('green', 'Words of branch.'), revision: 1 },
    });
    const carried = await carriedIn(cycle, alder);
    const shown = Object.fromEntries(
      [...carried].map(([code, { rule, state, textOnly, value, source }]) => [
        code,
        [rule, state, textOnly, value?.type === 'rating' ? value.point : 'none', source],
      ]),
    );
    expect(shown).toEqual({
      look: ['keep-and-confirm', 'waiting', false, 'green', 'moved'],
      'new-name': ['keep-and-confirm', 'waiting', false, 'level-2', 'moved'],
      whole: ['prefill-text', 'waiting', true, null, 'moved'],
      words: ['prefill-text', 'waiting', true, null, 'moved'],
      again: ['ask-again', 'afresh', false, 'none', 'moved'],
    });
    expect(carried.get('again')?.origins).toMatchObject([
      { text: 'What about again?', words: ['In place'], narrative: 'Words of again.' },
    ]);
    const uses = await portal.database.db
      .selectFrom('evidence_use')
      .select('question_code')
      .where('return_id', '=', alder.returnId)
      .execute();
    expect(uses).toEqual([{ question_code: 'same' }]);
    expect(await eventsOf(portal, alder.returnId)).toContain('return.moved');
  });

  it('keep aside the answer to a question that is gone, readable by its own organisation alone', async () => {
    const cycle = await aMovingCycle(await open());
    await alderAnswers(cycle);
    await moved(cycle, cycle.ids.last);
    const { db } = cycle.portal.database;
    const { moves } = await getMovesOfReturn(db, scopeOf(cycle.alder), cycle.alder.returnId);
    expect(moves).toMatchObject([
      {
        fromEdition: '2024.1',
        toEdition: '2026.1',
        reason: 'The new guidance is in force from April.',
        aside: [{ code: 'gone', text: 'What about gone?', words: ['In place'], narrative: 'Words of gone.' }],
      },
    ]);
    expect(await listMovesOfReturn(db, scopeOf(cycle.birch), cycle.alder.returnId)).toEqual([]);
    await expect(getMovesOfReturn(db, scopeOf(cycle.birch), cycle.alder.returnId)).rejects.toMatchObject({
      code: 'not-found',
    });
    const history = await getStandardHistory(db, scopeOf(cycle.alder), {
      returnId: cycle.alder.returnId,
      standardCode: 'a1',
      page: 1,
    });
    expect(
      history.versions.items.map(({ questionCode, current, beforeMove }) => [questionCode, current, beforeMove]),
    ).toEqual(
      expect.arrayContaining([
        ['same', true, true],
        ['look', false, true],
      ]),
    );
    const revisions = await db
      .selectFrom('answer_revision')
      .select('question_code')
      .where('return_id', '=', cycle.alder.returnId)
      .where('question_code', '=', 'gone')
      .execute();
    expect(revisions).toHaveLength(1);
  });

  it('never keep a green to a reworded question in silence: it counts for nothing until somebody confirms it', async () => {
    const cycle = await aMovingCycle(await open());
    await alderAnswers(cycle);
    await moved(cycle, cycle.ids.last);
    const { portal, alder } = cycle;
    const content = async () => (await loadReturnContent(portal.database.db, scopeOf(alder), alder.returnId)).content;
    const look = async () => (await content()).standards[0]?.questions.find(({ code }) => code === 'look');
    expect(await look()).toMatchObject({ answer: null, point: null, evidence: [] });
    const progress = await portal.database.db
      .selectFrom('standard_progress')
      .select(['required', 'required_complete', 'marked_complete'])
      .where('return_id', '=', alder.returnId)
      .where('standard_code', '=', 'a1')
      .executeTakeFirstOrThrow();
    expect(progress).toEqual({ required: 4, required_complete: 2, marked_complete: 0 });
    await confirmCarried(portal, alder.lead, { returnId: alder.returnId, standardCode: 'a1', questionCode: 'look' });
    const confirmed = await look();
    expect(confirmed).toMatchObject({ point: 'green', evidence: [expect.any(String)] });
    expect(confirmed).not.toHaveProperty('carried');
  });

  it('are put back exactly as they were, signatures and all, while nobody has worked on them', async () => {
    const cycle = await aMovingCycle(await open());
    await alderAnswers(cycle);
    await birchSigns(cycle);
    const before = [await everythingOf(cycle, cycle.alder), await everythingOf(cycle, cycle.birch)];
    const hash = await hashShown(cycle.portal, cycle.birch);
    cycle.portal.setTime('2026-11-20T09:00:00Z');
    const moveId = await moved(cycle, cycle.ids.last);
    const signature = await cycle.portal.database.db
      .selectFrom('sign_off')
      .selectAll()
      .where('return_id', '=', cycle.birch.returnId)
      .executeTakeFirstOrThrow();
    expect(signature).toMatchObject({
      voided_at: '2026-11-20T09:00:00.000Z',
      void_reason: 'The return was moved to a newer edition of the standards after it was signed',
    });
    cycle.portal.setTime('2026-11-21T09:00:00Z');
    expect(await undo(cycle, moveId)).toEqual({ returns: 2 });
    expect([await everythingOf(cycle, cycle.alder), await everythingOf(cycle, cycle.birch)]).toEqual(before);
    expect(await hashShown(cycle.portal, cycle.birch)).toBe(hash);
    expect(await undo(cycle, moveId)).toEqual({ returns: 0 });
    expect(await submitReturn(cycle.portal, cycle.birch.lead, { returnId: cycle.birch.returnId })).toMatchObject({
      outcome: 'submitted',
    });
    expect(await eventsOf(cycle.portal, cycle.alder.returnId)).toEqual(
      expect.arrayContaining(['return.moved', 'return.move-undone']),
    );
  });

  it('are not put back once somebody has confirmed, answered or marked anything in one of them', async () => {
    const works: ((cycle: MovingCycle) => Promise<unknown>)[] = [
      ({ portal, alder }) =>
        confirmCarried(portal, alder.lead, { returnId: alder.returnId, standardCode: 'a1', questionCode: 'look' }),
      ({ portal, birch, editions }) => answer(portal, { ...birch, edition: editions.last }, { fresh: rated('green') }),
    ];
    for (const work of works) {
      const cycle = await aMovingCycle(await open());
      await alderAnswers(cycle);
      const moveId = await moved(cycle, cycle.ids.last);
      await work(cycle);
      const after = await everythingOf(cycle, cycle.alder);
      await expect(undo(cycle, moveId)).rejects.toMatchObject({
        code: 'not-now',
        message: expect.stringMatching(/somebody has worked since on the return of (Alder|Birch)/),
      });
      expect(await everythingOf(cycle, cycle.alder)).toEqual(after);
    }
  });

  it('move twice; the first move is undone only after the second', async () => {
    const cycle = await aMovingCycle(await open());
    await alderAnswers(cycle);
    const before = await everythingOf(cycle, cycle.alder);
    const first = await moved(cycle, cycle.ids.middle);
    const between = await everythingOf(cycle, cycle.alder);
    expect(Object.keys(await answersIn(cycle, cycle.alder))).toContain('look');
    cycle.portal.setTime('2026-11-20T09:00:00Z');
    const second = await moved(cycle, cycle.ids.last);
    await expect(undo(cycle, first)).rejects.toMatchObject({
      code: 'not-now',
      message: 'A later move stands on this one: undo that one first',
    });
    // What waited after the first move waits on after the second, by the stricter rule.
    expect((await carriedIn(cycle, cycle.alder)).get('new-name')).toMatchObject({
      rule: 'keep-and-confirm',
      state: 'waiting',
      value: { point: 'level-2' },
    });
    await undo(cycle, second);
    expect(await everythingOf(cycle, cycle.alder)).toEqual(between);
    await undo(cycle, first);
    expect(await everythingOf(cycle, cycle.alder)).toEqual(before);
  });

  it('stay where they are when one was sent between the preview and the press', async () => {
    const cycle = await aMovingCycle(await open());
    await birchSigns(cycle);
    const { portal, birch, alder } = cycle;
    const { db } = portal.database;
    const scope = { partnershipIds: [cycle.partnershipId] } as const;
    const seen = seenOf(await listUnsent(db, await getCycle(db, scope, cycle.cycleId)));
    await submitReturn(portal, birch.lead, { returnId: birch.returnId });
    expect(await move(cycle, cycle.ids.last, { seen })).toEqual({ ok: false, stale: true });
    expect(await editionOf(cycle, alder)).toBe(cycle.ids.first);
    expect(await db.selectFrom('edition_move').selectAll().execute()).toEqual([]);
    expect(await move(cycle, cycle.ids.last, { revision: 99 })).toEqual({ ok: false, stale: true });
    expect(await move(cycle, cycle.ids.last)).toMatchObject({ ok: true, returns: 1 });
    expect(await editionOf(cycle, birch)).toBe(cycle.ids.first);
  });

  it('move to newer published editions of the same set alone, by their own partnership alone, while the cycle is open', async () => {
    const cycle = await aMovingCycle(await open());
    const { portal, partnershipId, manager } = cycle;
    const { db } = portal.database;
    const scope = { partnershipIds: [partnershipId] } as const;
    const targets = async () => listMoveTargets(db, await getCycle(db, scope, cycle.cycleId));
    expect((await targets()).map(({ id }) => id)).toEqual([cycle.ids.last, cycle.ids.middle]);
    await expect(move(cycle, cycle.ids.first)).rejects.toMatchObject({ code: 'not-found' });
    await db.updateTable('standard_edition').set({ status: 'draft' }).where('id', '=', cycle.ids.last).execute();
    expect((await targets()).map(({ id }) => id)).toEqual([cycle.ids.middle]);
    await expect(move(cycle, cycle.ids.last)).rejects.toMatchObject({ code: 'not-found' });
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const moveId = await moved(cycle, cycle.ids.middle);
    await expect(undo({ ...cycle, manager: stranger }, moveId)).rejects.toMatchObject({ code: 'not-found' });
    const { revision } = await getCycle(db, scope, cycle.cycleId);
    await closeCycle(portal, manager, { cycleId: cycle.cycleId, revision });
    await expect(undo(cycle, moveId)).rejects.toMatchObject({ code: 'not-now' });
  });
});

describeEachDatabase('a page that was opened before a return moved', (open) => {
  it('saves nothing afterwards: the question may say something else now', async () => {
    const cycle = await aMovingCycle(await open());
    await alderAnswers(cycle);
    const { portal, alder } = cycle;
    await moved(cycle, cycle.ids.last);
    const fields = { 'look.point': 'green', 'look.narrative': 'As it was asked before.' };
    const request = { questionCode: 'look', revision: 1, idempotencyKey: 'key-of-a-page', fields };
    await expect(
      autosave(portal, alder.lead, alder.returnId, { ...request, edition: cycle.ids.first }),
    ).rejects.toMatchObject({ code: 'stale-revision' });
    const form = new FormData();
    form.set('edition', cycle.ids.first);
    form.set('look.shown', '1');
    form.set('look.point', 'green');
    form.set('look.revision', '1');
    const place = { returnId: alder.returnId, standardCode: 'a1' };
    expect(await saveStandardForm(portal, alder.lead, place, form)).toMatchObject({ kind: 'stay', why: 'refused' });
    expect(Object.keys(await answersIn(cycle, alder)).toSorted()).toEqual(['branch', 'same']);
    expect((await carriedIn(cycle, alder)).get('look')).toMatchObject({ state: 'waiting' });
  });

  it('and saves in the same moment: what is saved first goes along, what comes later is refused, and nothing is lost', async () => {
    const cycle = await aMovingCycle(await open());
    await alderAnswers(cycle);
    const { portal, alder, ids } = cycle;
    const save = (questionCode: string) =>
      saveAnswers(portal, alder.lead, {
        returnId: alder.returnId,
        standardCode: 'a1',
        editionId: ids.first,
        answers: [{ questionCode, value: rated('red', 'Saved at the same moment.'), revision: 1 }],
      });
    const [outcome, ...saves] = await Promise.allSettled([move(cycle, ids.last), save('same'), save('look')]);
    expect(outcome).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    const same = (await answersIn(cycle, alder)).same;
    const look = (await carriedIn(cycle, alder)).get('look');
    const point = (at: number) => (saves[at]?.status === 'fulfilled' ? 'red' : 'green');
    expect(same).toMatchObject({ point: point(0) });
    expect(look).toMatchObject({ state: 'waiting', value: { point: point(1) } });
  });

  it('cannot bring back a text that does not fit the question any more', async () => {
    const cycle = await aMovingCycle(await open());
    const { portal, alder, editions } = cycle;
    await answer(portal, alder, { same: rated('amber') });
    await moved(cycle, cycle.ids.last);
    const { id } = await portal.database.db
      .selectFrom('answer_revision')
      .select('id')
      .where('return_id', '=', alder.returnId)
      .executeTakeFirstOrThrow();
    await answer(portal, { ...alder, edition: editions.last }, { same: rated('red') });
    const restore = { returnId: alder.returnId, standardCode: 'a1', revisionId: id, revision: 2 };
    await restoreAnswer(portal, alder.lead, restore);
    expect((await answersIn(cycle, alder)).same).toMatchObject({ point: 'amber', revision: 3 });
    await portal.database.db
      .updateTable('answer_revision')
      .set({ value: JSON.stringify(rated('level-2')) })
      .where('id', '=', id)
      .execute();
    await expect(restoreAnswer(portal, alder.lead, { ...restore, revision: 3 })).rejects.toMatchObject({
      code: 'not-now',
    });
  });
});

describeEachDatabase('answers that still wait from an earlier return', (open) => {
  it('wait on after a move, by the stricter rule, and name the return that they come from', async () => {
    const portal = await open();
    const cycle = await aMovingCycle(portal);
    const { alder, editions, partnershipId } = cycle;
    const earlier = await aCycle(portal, partnershipId, cycle.ids.first, 'Section 11, 2024');
    await aSubmission(portal, {
      partnershipId,
      cycleId: earlier,
      organisationId: alder.organisationId,
      edition: editions.first,
      points: { same: 'green', look: 'green', words: 'amber', gone: 'red' },
      words: { words: 'Words of 2023.' },
      submittedAt: '2023-11-22T10:00:00.000Z',
    });
    await portal.database.db.deleteFrom('carry_forward').where('return_id', '=', alder.returnId).execute();
    await move(cycle, cycle.ids.last);
    const carried = await carriedIn(cycle, alder);
    expect(carried.get('look')).toMatchObject({
      rule: 'keep-and-confirm',
      state: 'waiting',
      source: 'sent',
      cycleName: 'Section 11, 2024',
      value: { point: 'green' },
    });
    expect(carried.get('same')).toMatchObject({ rule: 'keep', source: 'sent' });
    expect(carried.get('words')).toMatchObject({ textOnly: true, value: { narrative: 'Words of 2023.' } });
    expect(carried.has('gone')).toBe(false);
    expect(await answersIn(cycle, alder)).toEqual({});
  });
});
