import { type AnswerType, type Edition, notApplicableCode } from './contract.ts';
import { type EditionIndex, indexEdition } from './edition-index.ts';
import type { Finding } from './lint-finding.ts';
import { lintCircles, lintOrder } from './lint-order.ts';
import { lintReach, lintSignOff } from './lint-reach.ts';
import { conditionsOf, type Leaf, leavesOf, type PlacedCondition } from './placed-conditions.ts';
import { organisationKinds } from './vocabulary.ts';

/**
 * Everything that can be wrong with the conditions of an edition: codes that do not exist, circles, a look at a later
 * question, a wait for an answer that need not be given, questions that nobody can be asked, and kinds of organisation
 * that nobody could sign for. Later checks are left out while earlier ones find something that they rest on.
 */
export function lintConditions(edition: Edition): Finding[] {
  const placed = conditionsOf(edition);
  const index = indexEdition(edition);
  const unknown = placed.flatMap((place) => unknownCodes(index, place));
  if (unknown.length > 0) return unknown;
  const circles = lintCircles(index, placed);
  if (circles.length > 0) return circles;
  return [...lintOrder(index, placed), ...lintReach(index), ...lintSignOff(index, placed)];
}

function unknownCodes(index: EditionIndex, { code, condition, path }: PlacedCondition): Finding[] {
  return leavesOf(condition, path).flatMap(({ leaf, path: at }) =>
    leafProblems(index, leaf).map((reason) => ({ code, reason, path: at })),
  );
}

function leafProblems(index: EditionIndex, leaf: Leaf): string[] {
  const { sector } = index.edition;
  if ('kind' in leaf)
    return leaf.kind
      .filter((kind) => organisationKinds[kind].sector !== sector)
      .map((kind) => `The condition names the kind "${kind}", which never answers an edition for the other sector`);
  if ('phase' in leaf) return sector === 'agency' ? ['The condition asks for a phase, which agencies do not have'] : [];
  if ('flag' in leaf) {
    const question = index.profile.get(leaf.flag);
    if (!question) return [`The condition names the profile question "${leaf.flag}", which does not exist`];
    return question.answer.type === 'yes-no'
      ? []
      : [`The condition takes "${leaf.flag}" for a flag, but that profile question is not answered yes or no`];
  }
  if ('profile' in leaf) {
    const question = index.profile.get(leaf.profile);
    if (!question) return [`The condition names the profile question "${leaf.profile}", which does not exist`];
    if (!('choices' in question.answer))
      return [`The condition matches choices of "${leaf.profile}", but that profile question has none`];
    return notAmong(leaf.in, codesOf(question.answer.choices), leaf.profile);
  }
  if ('answer' in leaf) {
    const question = index.questions.get(leaf.answer);
    if (!question) return [`The condition names the question "${leaf.answer}", which does not exist`];
    const codes = answerCodes(index, question.answer);
    return codes
      ? notAmong(leaf.in, codes, leaf.answer)
      : [`The condition matches the answer to "${leaf.answer}", but a ${question.answer.type} answer has no codes`];
  }
  if ('rule' in leaf && !index.rules.has(leaf.rule))
    return [`The condition names the rule "${leaf.rule}", which does not exist`];
  return [];
}

function answerCodes(index: EditionIndex, answer: AnswerType) {
  if (answer.type === 'yes-no') return ['yes', 'no'];
  if ('choices' in answer) return codesOf(answer.choices);
  if (answer.type !== 'rating') return undefined;
  const scale = index.scales.get(answer.scale);
  return [...codesOf(scale?.points ?? []), ...(scale?.notApplicable.allowed ? [notApplicableCode] : [])];
}

function notAmong(codes: readonly string[], known: readonly string[], subject: string): string[] {
  return codes
    .filter((code) => !known.includes(code))
    .map((code) => `The condition matches "${code}", which is no answer to "${subject}" (${known.join(', ')})`);
}

const codesOf = (things: readonly { code: string }[]) => things.map(({ code }) => code);
