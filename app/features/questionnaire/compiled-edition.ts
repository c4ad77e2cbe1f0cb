import type { Condition, Edition, ProfileQuestion, Question, Scale, Standard } from '../../../standards/contract.ts';

/** A question and where it stands; `place` counts questions from 0 in reading order over the whole edition. */
export type PlacedQuestion = { question: Question; standard: Standard; place: number };

/** An edition with its indexes. Made once for an edition and never changed by a reader. */
export type CompiledEdition = {
  readonly edition: Edition;
  readonly standards: ReadonlyMap<string, Standard>;
  /** Iterates in reading order. */
  readonly questions: ReadonlyMap<string, PlacedQuestion>;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly profile: ReadonlyMap<string, ProfileQuestion>;
  readonly rules: ReadonlyMap<string, Edition['rules'][number]>;
  /** For a question: the later questions that its answer can open or close, directly or through a rule. */
  readonly dependants: ReadonlyMap<string, readonly string[]>;
  /** Conditions already found to name nothing unknown. */
  readonly checked: WeakSet<Condition>;
};

const compiledEditions = new WeakMap<Edition, CompiledEdition>();

/**
 * Indexes an edition by code. The same edition object gives the same result without work, so callers need no cache of
 * their own. Takes an edition that passed lint: duplicate codes and cycles are not looked for here.
 */
export function compileEdition(edition: Edition): CompiledEdition {
  const known = compiledEditions.get(edition);
  if (known) return known;

  const questions = new Map<string, PlacedQuestion>();
  for (const standard of edition.standards)
    for (const question of standard.questions)
      questions.set(question.code, { question, standard, place: questions.size });
  const rules = byCode(edition.rules);

  const compiled: CompiledEdition = {
    edition,
    standards: byCode(edition.standards),
    questions,
    scales: byCode(edition.scales),
    profile: byCode(edition.profile),
    rules,
    dependants: dependantsOf(questions, rules),
    checked: new WeakSet(),
  };
  compiledEditions.set(edition, compiled);
  return compiled;
}

/** The questions that a condition looks at, following rules but not the conditions of those questions themselves. */
export function answerCodesIn(
  condition: Condition | undefined,
  rules: CompiledEdition['rules'],
  seen: Set<string> = new Set(),
): string[] {
  if (condition === undefined) return [];
  if ('answer' in condition) return [condition.answer];
  if ('rule' in condition) {
    if (seen.has(condition.rule)) return [];
    seen.add(condition.rule);
    return answerCodesIn(rules.get(condition.rule)?.when, rules, seen);
  }
  if ('all' in condition) return condition.all.flatMap((part) => answerCodesIn(part, rules, seen));
  if ('any' in condition) return condition.any.flatMap((part) => answerCodesIn(part, rules, seen));
  return 'not' in condition ? answerCodesIn(condition.not, rules, seen) : [];
}

function dependantsOf(questions: ReadonlyMap<string, PlacedQuestion>, rules: CompiledEdition['rules']) {
  const dependants = new Map<string, string[]>();
  for (const [code, { question, standard }] of questions)
    for (const parent of new Set([
      ...answerCodesIn(standard.appliesTo, rules),
      ...answerCodesIn(question.appliesTo, rules),
    ])) {
      const children = dependants.get(parent);
      if (children) children.push(code);
      else dependants.set(parent, [code]);
    }
  return dependants;
}

function byCode<T extends { code: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.code, thing]));
}
