import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import { progressOf } from '../../../app/features/questionnaire/progress.ts';
import { questionnaireFor } from '../../../app/features/questionnaire/questionnaire.ts';
import { confirmProfile } from '../../../app/features/returns/commands/confirm-profile.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { factsOf, readAnswers, readProfile } from '../../../app/features/returns/facts.ts';
import type { CompletionMark } from '../../../app/features/returns/rules.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork, type ReturnAtWork } from './a-return-at-work.ts';

const rating = fc.record({
  type: fc.constant('rating' as const),
  point: fc.constantFrom('red', 'green', 'not-applicable', null),
  narrative: fc.constantFrom('', 'Because'),
});
const yesNo = fc.record({
  type: fc.constant('yes-no' as const),
  value: fc.constantFrom('yes' as const, 'no' as const, null),
  detail: fc.constantFrom('', 'Soon'),
});
const answers: readonly (readonly [standard: string, question: string, value: fc.Arbitrary<AnswerValue>])[] = [
  ['governance', 'lead-rating', rating],
  ['governance', 'has-policy', yesNo],
  [
    'governance',
    'policy-date',
    fc.record({ type: fc.constant('date' as const), value: fc.constantFrom('2026-01-01', '2027-01-01', null) }),
  ],
  ['training', 'training-rating', rating],
  ['training', 'policy-training', fc.record({ type: fc.constant('text' as const), text: fc.constantFrom('', 'Done') })],
  ['training', 'policy-date-known', yesNo],
  [
    'training',
    'places',
    fc.record({ type: fc.constant('multiple-choice' as const), choices: fc.subarray(['town', 'village']) }),
  ],
  ['premises', 'premises-rating', rating],
];

type Step =
  | { kind: 'answer'; standard: string; question: string; value: AnswerValue; mark: CompletionMark | undefined }
  | { kind: 'profile'; profile: Record<string, boolean | number> };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(...answers).chain(([standard, question, values]) =>
      fc.record({
        kind: fc.constant('answer' as const),
        standard: fc.constant(standard),
        question: fc.constant(question),
        value: values,
        mark: fc.constantFrom(undefined, 'complete' as const, 'not-complete' as const, 'when-nothing-missing' as const),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('profile' as const),
      profile: fc.record({ premises: fc.boolean(), staff: fc.nat(9) }, { requiredKeys: [] }),
    }),
  },
);

/** The rows as they must stand, from the answers alone; which standards are marked is taken as it is. */
async function rebuilt(portal: TestPortal, { returnId, edition }: ReturnAtWork) {
  const { db } = portal.database;
  const { profile } = await db
    .selectFrom('agency_return')
    .select('profile')
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('answer')
    .select(['question_code', 'value'])
    .where('return_id', '=', returnId)
    .execute();
  const compiled = compileEdition(edition);
  const facts = factsOf(
    { kind: 'voluntary', phase: null, dutyBasis: 'voluntary' },
    readProfile(profile),
    readAnswers(rows),
  );
  const { standards } = progressOf(compiled, questionnaireFor(compiled, facts), facts.answers, portal.stamp().today);
  return {
    rows: standards
      .map(({ standard, questions, required, answered, complete }) => ({
        standard_code: standard,
        questions,
        required,
        answered,
        required_complete: complete,
      }))
      .toSorted((a, b) => (a.standard_code < b.standard_code ? -1 : 1)),
    incomplete: standards.filter(({ missing }) => missing.length > 0).map(({ standard }) => standard),
  };
}

async function stored(portal: TestPortal, returnId: string) {
  const rows = await portal.database.db
    .selectFrom('standard_progress')
    .select(['standard_code', 'questions', 'required', 'answered', 'required_complete', 'marked_complete'])
    .where('return_id', '=', returnId)
    .orderBy('standard_code')
    .execute();
  return {
    rows: rows
      .map(({ marked_complete: _, ...row }) => row)
      .toSorted((a, b) => (a.standard_code < b.standard_code ? -1 : 1)),
    marked: rows.filter((row) => row.marked_complete === 1).map((row) => row.standard_code),
  };
}

describeEachDatabase('the stored progress of a return', (open) => {
  it('equals a count from scratch after any edits, and nothing incomplete stays marked complete', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const revisions = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const edit of steps) {
          if (edit.kind === 'profile') {
            const { profile } = await portal.database.db
              .selectFrom('agency_return')
              .select('profile')
              .executeTakeFirstOrThrow();
            await confirmProfile(portal, work.sam, {
              returnId: work.returnId,
              seen: JSON.parse(profile),
              profile: edit.profile,
            });
          } else {
            const outcome = await saveAnswers(portal, work.sam, {
              returnId: work.returnId,
              standardCode: edit.standard,
              answers: [
                { questionCode: edit.question, value: edit.value, revision: revisions.get(edit.question) ?? 0 },
              ],
              mark: edit.mark,
            });
            expect(outcome.conflicts).toEqual([]);
            revisions.set(edit.question, outcome.answers[0]?.revision ?? 0);
          }
        }
        const now = await stored(portal, work.returnId);
        const must = await rebuilt(portal, work);
        expect(now.rows).toEqual(must.rows);
        expect(now.marked.filter((code) => must.incomplete.includes(code))).toEqual([]);
      }),
      { numRuns: 25, seed: 20_261_122 },
    );
  });
});
