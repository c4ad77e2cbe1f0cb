import type { Condition, Edition } from './contract.ts';

export type Path = (string | number)[];

/** A condition, the thing it stands on, and the way to it in the document. */
export type PlacedCondition = {
  sort: 'rule' | 'profile' | 'standard' | 'question' | 'signatory';
  code: string;
  condition: Condition;
  path: Path;
};

/** Every condition of an edition, those of rules first, then in reading order. */
export function conditionsOf(edition: Edition): PlacedCondition[] {
  const placed: PlacedCondition[] = [];
  const add = (sort: PlacedCondition['sort'], code: string, condition: Condition | undefined, path: Path) => {
    if (condition) placed.push({ sort, code, condition, path });
  };
  for (const [i, rule] of edition.rules.entries()) add('rule', rule.code, rule.when, ['rules', i, 'when']);
  for (const [i, question] of edition.profile.entries())
    add('profile', question.code, question.appliesTo, ['profile', i, 'appliesTo']);
  for (const [i, signatory] of edition.signOff.entries())
    add('signatory', signatory.code, signatory.appliesTo, ['signOff', i, 'appliesTo']);
  for (const [i, standard] of edition.standards.entries()) {
    add('standard', standard.code, standard.appliesTo, ['standards', i, 'appliesTo']);
    for (const [j, question] of standard.questions.entries())
      add('question', question.code, question.appliesTo, ['standards', i, 'questions', j, 'appliesTo']);
  }
  return placed;
}

/** A condition that holds no further one. */
export type Leaf = Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition }>;

/** The leaves of a condition, each with its path. */
export function leavesOf(condition: Condition, path: Path = []): { leaf: Leaf; path: Path }[] {
  if ('all' in condition) return condition.all.flatMap((part, i) => leavesOf(part, [...path, 'all', i]));
  if ('any' in condition) return condition.any.flatMap((part, i) => leavesOf(part, [...path, 'any', i]));
  return 'not' in condition ? leavesOf(condition.not, [...path, 'not']) : [{ leaf: condition, path }];
}

/** Whether anything in the edition depends on the phase of education. */
export const asksByPhase = (edition: Edition): boolean =>
  conditionsOf(edition).some(({ condition }) => leavesOf(condition).some(({ leaf }) => 'phase' in leaf));
