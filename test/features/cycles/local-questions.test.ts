import { beforeEach, expect, it } from 'vitest';
import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { createCycle } from '../../../app/features/cycles/commands/create-cycle.server.ts';
import { launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import {
  copyQuestions,
  moveQuestion,
  removeQuestion,
  replaceQuestions,
  savePriorities,
  saveQuestion,
} from '../../../app/features/cycles/local/change-questions.server.ts';
import { localQuestions } from '../../../app/features/cycles/local/local-part.ts';
import { getLocalWork } from '../../../app/features/cycles/local/queries.server.ts';
import { questionFormSchema } from '../../../app/features/cycles/local/question-form.ts';
import { getCycle } from '../../../app/features/cycles/queries.server.ts';
import { getEdition, getSharedEdition, listEditions } from '../../../app/features/questionnaire/editions.server.ts';
import { aLocalPart } from '../../builders/a-local-part.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { agencies, aPlace, draftCycle, type Place, returnOf, settings } from './a-cycle.ts';

describeEachDatabase('the local questions of a cycle', (open) => {
  let place: Place;
  let cycleId: string;
  beforeEach(async () => {
    place = await aPlace(await open());
    await agencies(place, ['One']);
    cycleId = await draftCycle(place);
  });
  const db = () => place.portal.database.db;
  const work = (of = cycleId) =>
    getLocalWork(db(), partnershipScope(place.manager, 'cycle.read'), of, place.portal.stamp().today);
  const codes = async (of = cycleId) => localQuestions((await work(of)).part).map(({ question }) => question.code);
  const form = (parts: Record<string, unknown> = {}) =>
    questionFormSchema.parse({
      newStandard: 'Water safety',
      text: 'Every pool has a lifeguard.',
      answer: 'rating',
      scale: 'rag',
      required: 'yes',
      ...parts,
    });
  const add = async (parts: Record<string, unknown> = {}, revision?: number, viewer: Viewer = place.manager) =>
    saveQuestion(
      place.portal,
      viewer,
      { cycleId, revision: revision ?? (await work()).revision },
      { form: form(parts), code: undefined },
    );

  it('stand after the national ones in every return of the cycle, frozen by its launch', async () => {
    expect(await add()).toEqual({ ok: true, revision: 1 });
    await launchCycle(place.portal, place.manager, { cycleId, revision: 1 });
    const cycle = await getCycle(db(), partnershipScope(place.manager, 'cycle.read'), cycleId);
    expect(cycle).toMatchObject({ baseEditionId: place.editionId, editionId: `${place.editionId}+${cycleId}` });
    const { edition } = await getEdition(db(), cycle.editionId);
    expect(edition.standards.map(({ number }) => number)).toEqual(['A1', 'A2', 'L1']);
    expect(edition.standards.at(-1)?.questions[0]).toMatchObject({ code: 'local-every-pool-has-a-lifeguard' });
    const [organisation] = await db().selectFrom('organisation').select('id').execute();
    const returnId = await returnOf(place, cycleId, organisation?.id ?? '');
    const progress = await db()
      .selectFrom('standard_progress')
      .select('standard_code')
      .where('return_id', '=', returnId)
      .execute();
    expect(progress.map(({ standard_code }) => standard_code).toSorted()).toEqual(['a1', 'a2', 'local-water-safety']);
    await expect(add({ text: 'Too late.' }, 1)).rejects.toMatchObject({ code: 'not-now' });
    expect(await verifyChains(db())).toMatchObject({ faults: [] });
  });

  it('leave a cycle without any on the edition of the library', async () => {
    await launchCycle(place.portal, place.manager, { cycleId, revision: 1 });
    const cycle = await getCycle(db(), partnershipScope(place.manager, 'cycle.read'), cycleId);
    expect(cycle).toMatchObject({ editionId: place.editionId, baseEditionId: place.editionId });
  });

  it('belong to their partnership: no other finds them, in the library or by their address', async () => {
    await add();
    await launchCycle(place.portal, place.manager, { cycleId, revision: 1 });
    const id = `${place.editionId}+${cycleId}`;
    expect((await listEditions(db())).map((edition) => edition.id)).not.toContain(id);
    await expect(getSharedEdition(db(), id)).rejects.toMatchObject({ code: 'not-found' });
    const chosen = await createCycle(place.portal, place.stranger, { form: { editionId: id, ...settings() } });
    expect(chosen).toMatchObject({ ok: false });
    await expect(add({}, 0, place.stranger)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keep their code when they are changed, moved to another heading or reordered', async () => {
    await add();
    await add({ text: 'Children learn to swim.', standard: 'local-water-safety', newStandard: '' });
    const [first = '', second = ''] = await codes();
    const target = async () => ({ cycleId, revision: (await work()).revision });
    await moveQuestion(place.portal, place.manager, await target(), { code: second, by: -1 });
    expect(await codes()).toEqual([second, first]);
    await saveQuestion(place.portal, place.manager, await target(), {
      form: form({ text: 'Every pool has two lifeguards.', newStandard: 'Lifeguards' }),
      code: first,
    });
    const { part } = await work();
    expect(part.standards.map(({ title, questions }) => [title, questions.map(({ code }) => code)])).toEqual([
      ['Water safety', [second]],
      ['Lifeguards', [first]],
    ]);
    await removeQuestion(place.portal, place.manager, await target(), second);
    expect(await codes()).toEqual([first]);
  });

  it('are refused where lint would refuse an edition, and nothing is written', async () => {
    const refused = await add({ kinds: ['academy'] });
    expect(refused).toMatchObject({ ok: false, errors: { '': [expect.stringContaining('never answers')] } });
    expect(await add({ flag: 'no-such-fact' })).toMatchObject({
      ok: false,
      errors: { '': [expect.stringContaining('no-such-fact')] },
    });
    expect(await codes()).toEqual([]);
  });

  it('tell a second writer that somebody else was first', async () => {
    await add();
    await expect(add({ text: 'Written beside it.' }, 0)).rejects.toMatchObject({ code: 'stale-revision' });
    expect(await codes()).toHaveLength(1);
  });

  it('are marked with priorities, and a priority in use stays', async () => {
    const target = async () => ({ cycleId, revision: (await work()).revision });
    const priorities = [{ title: 'Safe near water', description: 'Rivers and pools' }];
    await savePriorities(place.portal, place.manager, await target(), priorities);
    await add({ priorities: ['local-safe-near-water'] });
    expect(await savePriorities(place.portal, place.manager, await target(), [])).toMatchObject({
      ok: false,
      errors: { priorities: [expect.stringContaining('Safe near water')] },
    });
    expect(await add({ text: 'Another.', priorities: ['local-none'] })).toMatchObject({ ok: false });
    expect((await work()).part.priorities).toHaveLength(1);
  });

  it('are copied from an earlier cycle under the same codes, so that answers can be compared', async () => {
    await replaceQuestions(place.portal, place.manager, { cycleId, revision: 0 }, aLocalPart());
    const next = await draftCycle(place, { name: 'Section 11, 2027' });
    await copyQuestions(place.portal, place.manager, { cycleId: next, revision: 0 }, cycleId);
    expect(await codes(next)).toEqual(await codes());
    const foreign = await createCycle(place.portal, place.stranger, {
      form: { editionId: place.editionId, ...settings() },
    });
    if (!foreign.ok) throw new Error('The other partnership has no cycle');
    await expect(
      copyQuestions(place.portal, place.manager, { cycleId: next, revision: 1 }, foreign.cycleId),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
