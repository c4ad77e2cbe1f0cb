import type { Condition, Question, Standard } from '../../../standards/contract.ts';
import { dutyBases, notApplicableCode, organisationKinds, phases } from '../../../standards/vocabulary.ts';
import { answerCodesIn, type CompiledEdition } from './compiled-edition.ts';
import { type Evaluator, profileCodesIn } from './conditions.ts';

/**
 * The reasons for asking a question, each a clause that finishes "You are asked this because ...": first the reasons
 * of the standard, then its own, each once. Empty when everybody is asked.
 */
export function whyAsked(evaluator: Evaluator, standard: Standard, question: Question): string[] {
  const reasons = [standard.appliesTo, question.appliesTo].flatMap((condition) =>
    condition === undefined ? [] : reasonsFor(condition, true, evaluator),
  );
  return [...new Set(reasons)];
}

/**
 * The reasons for somebody who sees one standard alone: what was answered elsewhere, on the profile page or in another
 * standard, is named by its question and not told. `because` are the reasons as `whyAsked` gives them.
 */
export function whyAskedInPart(
  compiled: CompiledEdition,
  standard: Standard,
  question: Question,
  because: readonly string[],
): readonly string[] {
  const conditions = [standard.appliesTo, question.appliesTo].filter((condition) => condition !== undefined);
  const elsewhere = [
    ...conditions.flatMap((condition) =>
      [...profileCodesIn(condition, compiled)].flatMap((code) => compiled.profile.get(code)?.text ?? []),
    ),
    ...conditions
      .flatMap((condition) => answerCodesIn(condition, compiled.rules))
      .flatMap((code) => compiled.questions.get(code) ?? [])
      .flatMap((placed) => (placed.standard.code === standard.code ? [] : placed.question.text)),
  ];
  if (elsewhere.length === 0) return because;
  return [...new Set(elsewhere)].map((text) => `of what your organisation answered to "${text}"`);
}

/** The parts of a condition that make it true (or false, under a "not"), in words. */
function reasonsFor(condition: Condition, holds: boolean, evaluator: Evaluator): string[] {
  if ('not' in condition) return reasonsFor(condition.not, !holds, evaluator);
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    return parts
      .filter((part) => evaluator.verdict(part) === holds)
      .flatMap((part) => reasonsFor(part, holds, evaluator));
  }
  if ('rule' in condition) {
    const rule = evaluator.compiled.rules.get(condition.rule);
    if (rule === undefined) return [];
    return holds ? [rule.because] : reasonsFor(rule.when, false, evaluator);
  }
  return [leafReason(condition, holds, evaluator)].filter((reason) => reason !== undefined);
}

type Leaf = Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition } | { rule: string }>;

function leafReason(leaf: Leaf, holds: boolean, { compiled, facts }: Evaluator): string | undefined {
  if ('kind' in leaf)
    return holds
      ? `your organisation is recorded as "${organisationKinds[facts.kind].name}"`
      : `your organisation is not recorded as ${orList(leaf.kind.map((kind) => organisationKinds[kind].name))}`;
  if ('phase' in leaf)
    return holds && facts.phase
      ? `your phase is recorded as "${phases[facts.phase]}"`
      : `your phase is not recorded as ${orList(leaf.phase.map((phase) => phases[phase]))}`;
  if ('duty' in leaf)
    return holds
      ? `your duty is under "${dutyBases[facts.duty]}"`
      : `your duty is not under ${orList(leaf.duty.map((duty) => dutyBases[duty]))}`;
  if ('flag' in leaf) {
    const question = compiled.profile.get(leaf.flag);
    return question && `you answered ${holds ? 'yes' : 'no'} to "${question.text}" on the profile page`;
  }
  if ('profile' in leaf) {
    const question = compiled.profile.get(leaf.profile);
    if (!question || !('choices' in question.answer)) return undefined;
    const chosen = question.answer.choices.filter(({ code }) => leaf.in.includes(code)).map(({ text }) => text);
    return `you ${holds ? 'chose' : 'did not choose'} ${orList(chosen)} for "${question.text}" on the profile page`;
  }
  const placed = compiled.questions.get(leaf.answer);
  if (!placed) return undefined;
  const words = orList(leaf.in.map((code) => answerWord(compiled, placed.question, code)));
  return `you ${holds ? 'answered' : 'did not answer'} ${words} to "${placed.question.text}"`;
}

function answerWord(compiled: CompiledEdition, { answer }: Question, code: string): string {
  if (answer.type === 'yes-no') return code === 'yes' ? 'Yes' : 'No';
  if (answer.type === 'single-choice' || answer.type === 'multiple-choice')
    return answer.choices.find((choice) => choice.code === code)?.text ?? code;
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  if (code === notApplicableCode) return scale?.notApplicable.word ?? code;
  return scale?.points.find((point) => point.code === code)?.word ?? code;
}

function orList(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
