import { expect, it } from 'vitest';
import { withOwnQuestions } from '../../app/features/questionnaire/own-questions.ts';
import { planOf } from '../../standards/carry-forward.ts';
import type { Question } from '../../standards/contract.ts';
import { anEdition, aQuestion, aStandard, aSuccession } from '../builders/an-edition.ts';

const shared = aSuccession({
  fates: [{ from: ['a1-rating'], to: ['a1-rating'], fate: 'unchanged', carry: 'keep' }],
});
const editionOf = (edition: string, own: Question[]) =>
  anEdition({
    edition,
    standards: [aStandard('a1'), ...(own.length > 0 ? [aStandard('local-water', own)] : [])],
  });
const planBetween = (before: Question[], after: Question[]) =>
  withOwnQuestions(
    planOf(shared, editionOf('2026.1', []), editionOf('2027.1', [])),
    editionOf('2026.1', before),
    editionOf('2027.1', after),
  );
const rules = (plan: ReturnType<typeof planBetween>) =>
  Object.fromEntries(plan.links.map(({ to, rule }) => [to, rule]));

it('the questions of a partnership go by their codes: alike is kept, changed wants a look, another kind keeps words', () => {
  const before = ['local-same', 'local-reworded', 'local-other', 'local-gone'].map((code) => aQuestion(code));
  const after = [
    aQuestion('local-same', { guidance: 'New guidance changes nothing.' }),
    aQuestion('local-reworded', { text: 'And what about pools?' }),
    aQuestion('local-other', { answer: { type: 'text' } }),
    aQuestion('local-new'),
  ];
  const plan = planBetween(before, after);
  expect(rules(plan)).toEqual({
    'a1-rating': 'keep',
    'local-same': 'keep',
    'local-reworded': 'keep-and-confirm',
    'local-other': 'prefill-text',
  });
  expect(plan.deadEnds.map(({ from }) => from)).toEqual(['local-gone']);
});

it('a plan without questions of a partnership is left as it is', () => {
  const plan = planOf(shared, editionOf('2026.1', []), editionOf('2027.1', []));
  expect(withOwnQuestions(plan, editionOf('2026.1', []), editionOf('2027.1', [aQuestion('local-new')]))).toBe(plan);
});
