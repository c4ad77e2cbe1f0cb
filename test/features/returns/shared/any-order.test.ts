import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinedMeanwhile } from '../../../../app/features/returns/commands/edit-return.server.ts';
import { saveAnswers } from '../../../../app/features/returns/commands/save-answers.server.ts';
import { partReturn } from '../../../../app/features/returns/shared/parting.server.ts';
import { rated } from '../../../builders/a-filled-return.ts';
import {
  type Asked,
  answeredOnce,
  join,
  type Several,
  severalPartnerships,
} from '../../../builders/several-partnerships.ts';
import { describeEachDatabase, type TestPortal } from '../../../setup/each-database.ts';

const sharedAnswers = async (portal: TestPortal, { returnId }: Asked) =>
  portal.database.db
    .selectFrom('answer')
    .select(['question_code', 'value'])
    .where('return_id', '=', returnId)
    .where('question_code', 'not like', 'local-%')
    .orderBy('question_code')
    .execute();

const revisionOf = async (portal: TestPortal, { returnId }: Asked, code: string) =>
  (
    await portal.database.db
      .selectFrom('answer')
      .select('revision')
      .where('return_id', '=', returnId)
      .where('question_code', '=', code)
      .executeTakeFirst()
  )?.revision ?? 0;

const save = (
  portal: TestPortal,
  viewer: Several['lead'],
  { returnId }: Asked,
  code: string,
  text: string,
  revision = 0,
) =>
  saveAnswers(portal, viewer, {
    returnId,
    standardCode: code === 'board' ? 'governance' : 'training',
    answers: [{ questionCode: code, value: rated('green', text), revision }],
  });

const steps = fc.array(
  fc.record({
    member: fc.integer({ min: 0, max: 2 }),
    code: fc.constantFrom('board', 'induction'),
    text: fc.constantFrom('one', 'two', 'three'),
    /** How far behind the revision that stands the writer is. */
    behind: fc.constantFrom(0, 0, 1),
    part: fc.constantFrom(false, false, false, false, true),
  }),
  { minLength: 4, maxLength: 12 },
);

describeEachDatabase('whatever is saved in whichever of several returns, in any order,', (open) => {
  it('the shared answers of those that are still answered together are the same', async () => {
    const portal = await open();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (orders) => {
        run += 1;
        const { asked, lead } = await answeredOnce(portal, [`a${run}`, `b${run}`, `c${run}`]);
        let together: readonly Asked[] = asked;
        for (const { member, code, text, behind, part } of orders) {
          const one = together[member % together.length] ?? asked[0];
          if (part && together.length > 2) {
            await partReturn(portal, lead, one);
            together = together.filter((other) => other !== one);
            continue;
          }
          const revision = Math.max(0, (await revisionOf(portal, one, code)) - behind);
          await save(portal, lead, one, code, text, revision);
        }
        const [first, ...others] = await Promise.all(together.map((one) => sharedAnswers(portal, one)));
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 6 },
    );
  });
});

const rounds = 5;

describeEachDatabase('people who work at the same moment', (open) => {
  it('in two returns on the same questions leave both equal, and nobody waits for ever', async () => {
    const portal = await open();
    const { asked, lead, helper } = await answeredOnce(portal);
    const [a, b] = asked;
    for (let round = 0; round < rounds; round++) {
      const writes = [
        () => save(portal, lead, a, 'board', `Lee ${round}`, round),
        () => save(portal, helper, b, 'board', `Ola ${round}`, round),
        () => save(portal, lead, b, 'induction', `Lee too ${round}`, round),
      ];
      const done = await Promise.all((round % 2 === 0 ? writes : writes.toReversed()).map((write) => write()));
      expect(done.flatMap(({ conflicts }) => conflicts)).toHaveLength(1);
      expect(await sharedAnswers(portal, a)).toEqual(await sharedAnswers(portal, b));
    }
    const kept = await portal.database.db.selectFrom('answer_revision').select('value').execute();
    for (let round = 0; round < rounds; round++)
      for (const name of ['Lee', 'Ola'])
        expect(kept.some(({ value }) => value.includes(`${name} ${round}`))).toBe(true);
  });

  it('join two returns while a third person saves: the save is in both, or is refused', async () => {
    const portal = await open();
    for (let round = 0; round < rounds; round++) {
      const several = await severalPartnerships(portal, [`x${round}`, `y${round}`]);
      const [a, b] = several.asked;
      const [joined, saved] = await Promise.allSettled([
        join(portal, several, a.returnId, b.returnId),
        save(portal, several.helper, b, 'board', 'Meanwhile'),
      ]);
      const isJoined = joined.status === 'fulfilled' && joined.value.ok;
      if (saved.status === 'rejected') expect(saved.reason).toMatchObject({ message: joinedMeanwhile().message });
      else if (isJoined) expect(await sharedAnswers(portal, b)).toHaveLength(1);
      if (isJoined) expect(await sharedAnswers(portal, a)).toEqual(await sharedAnswers(portal, b));
    }
  });
});
