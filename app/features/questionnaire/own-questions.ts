import { type CarryPlan, planOf } from '../../../standards/carry-forward.ts';
import type { Edition, Fate, Question } from '../../../standards/contract.ts';

/**
 * A plan between editions of the library, with the questions that a partnership adds of its own. No succession speaks of
 * those; their codes stay the same from cycle to cycle, so the code says which is which. One asked alike is kept, one that
 * was changed wants a look, one answered in another way keeps its words, and one that is not asked any more leads nowhere.
 */
export function withOwnQuestions(plan: CarryPlan, from: Edition, to: Edition): CarryPlan {
  const known = new Set([...plan.links, ...plan.deadEnds].map((one) => one.from));
  const after = new Map(to.standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const)));
  const own = from.standards.flatMap(({ questions }) => questions).filter(({ code }) => !known.has(code));
  if (own.length === 0) return plan;
  const fates = own.flatMap((question): Fate[] => {
    const next = after.get(question.code);
    if (!next) return [];
    const { code } = question;
    return [{ from: [code], to: [code], stricter: false, ...fateOf(question, next) }];
  });
  const { links, deadEnds } = planOf(
    { contract: 1, set: to.set, from: from.edition, to: to.edition, fates, scales: [], choices: [] },
    from,
    to,
  );
  return {
    ...plan,
    links: [...plan.links, ...links],
    deadEnds: [...plan.deadEnds, ...deadEnds.filter((end) => !known.has(end.from))],
  };
}

function fateOf(before: Question, after: Question): Pick<Fate, 'fate' | 'carry'> {
  if (before.answer.type !== after.answer.type) return { fate: 'reworded', carry: 'prefill-text' };
  const asked = ({ text, answer }: Question) => JSON.stringify([text, answer]);
  return asked(before) === asked(after)
    ? { fate: 'unchanged', carry: 'keep' }
    : { fate: 'reworded', carry: 'keep-and-confirm' };
}
