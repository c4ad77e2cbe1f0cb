/** Old answers in the terms of a new edition, by a plan. Pure: the same answers and the same plan give the same result. */

import { type CarryPlan, retiredCodes, type ValueMap } from '../../../standards/carry-forward.ts';
import type { Question, Scale } from '../../../standards/contract.ts';
import { isAnswered } from './answer-state.ts';
import { isBlank } from './answer-text.ts';
import type { AnswerValue } from './answer-values.ts';
import { parseDraft } from './answers.ts';

/** An answer on its way from edition to edition. */
export interface CarriedAnswer {
  /** The whole answer, while every rule on the way keeps it; null where words alone go on. */
  readonly value: AnswerValue | null;
  /** What was written, by the question that it was written to. */
  readonly parts: readonly { readonly from: string; readonly words: string }[];
}

/** What arrives at a question: ready to store, checked against the question as a form would be. */
export interface ArrivedAnswer {
  /** Null when there is nothing that may stand in the fields of the question. */
  readonly value: AnswerValue | null;
  /** `value` holds words alone: a person must choose or enter the rest. */
  readonly textOnly: boolean;
}

/** An old answer before its first step. */
export function asCarried(code: string, value: AnswerValue): CarriedAnswer {
  const words = wordsIn(value);
  return { value: isAnswered(value) ? value : null, parts: words === '' ? [] : [{ from: code, words }] };
}

/**
 * Takes answers through a plan. Codes that hold nothing afterwards are left out. Taking them through two plans one after
 * the other gives the same as taking them through the two put together.
 */
export function carryThrough(plan: CarryPlan, answers: ReadonlyMap<string, CarriedAnswer>): Map<string, CarriedAnswer> {
  const arrived = new Map<string, CarriedAnswer>();
  for (const { from, to, rule, value: map } of plan.links) {
    const answer = answers.get(from);
    if (!answer || rule === 'ask-again') continue;
    const kept = rule === 'prefill-text' ? null : mapValue(answer.value, map);
    const before = arrived.get(to);
    if (before) arrived.set(to, { value: null, parts: joined(before.parts, answer.parts) });
    else if (kept !== null || answer.parts.length > 0) arrived.set(to, { value: kept, parts: answer.parts });
  }
  return arrived;
}

/** Codes of the old questions that were answered and that lead to nothing that is asked now. */
export function retiredAnswers(plan: CarryPlan, answers: ReadonlyMap<string, CarriedAnswer>): string[] {
  return retiredCodes(plan).filter((code) => answers.has(code));
}

/**
 * Puts what arrived at a question into its fields. A value that the question would refuse (a number over its limit, a
 * text that is too long) arrives as words alone. Words from several old questions stand under each other, each
 * under the question that it answered.
 */
export function arriveAt(
  question: Question,
  scale: Scale | undefined,
  answer: CarriedAnswer,
  wordingOf: (code: string) => string,
): ArrivedAnswer {
  if (answer.value !== null) {
    const read = parseDraft(question, scale, answer.value);
    if ('value' in read) return { value: read.value, textOnly: false };
  }
  const [only, ...more] = answer.parts;
  if (!only) return { value: null, textOnly: false };
  const text =
    more.length === 0
      ? only.words
      : answer.parts.map(({ from, words }) => `“${wordingOf(from)}”\n${words}`).join('\n\n');
  const prefilled = wordsAlone(question.answer, text);
  if (prefilled === null) return { value: null, textOnly: false };
  const read = parseDraft(question, scale, prefilled);
  return { value: 'value' in read ? read.value : prefilled, textOnly: true };
}

function joined(before: CarriedAnswer['parts'], more: CarriedAnswer['parts']): CarriedAnswer['parts'] {
  return [...before, ...more.filter(({ from }) => !before.some((part) => part.from === from))];
}

function mapValue(value: AnswerValue | null, map: ValueMap): AnswerValue | null {
  if (value === null || map.kind === 'none') return null;
  if (map.kind === 'same') return value;
  const next = (code: string) => (Object.hasOwn(map.codes, code) ? (map.codes[code] ?? null) : null);
  switch (value.type) {
    case 'rating': {
      const point = value.point === null ? null : next(value.point);
      return point === null ? null : { ...value, point };
    }
    case 'single-choice': {
      const choice = value.choice === null ? null : next(value.choice);
      return choice === null ? null : { ...value, choice };
    }
    case 'multiple-choice': {
      const choices = [...new Set(value.choices.flatMap((code) => next(code) ?? []))];
      return choices.length === 0 ? null : { ...value, choices };
    }
    default:
      return null;
  }
}

/** Everything in an answer that somebody wrote. */
function wordsIn(value: AnswerValue): string {
  const written = [
    'text' in value ? value.text : undefined,
    'narrative' in value ? value.narrative : undefined,
    'detail' in value ? value.detail : undefined,
    'notApplicableReason' in value ? value.notApplicableReason : undefined,
  ];
  return written.filter((text) => text !== undefined && !isBlank(text)).join('\n\n');
}

/** An answer that holds words and nothing chosen; null where the question has no place for words. */
function wordsAlone(answer: Question['answer'], text: string): AnswerValue | null {
  const { type } = answer;
  switch (type) {
    case 'rating':
      return { type, point: null, narrative: text };
    case 'yes-no':
      return answer.detail === 'never' ? null : { type, value: null, detail: text };
    case 'single-choice':
      return { type, choice: null, narrative: text };
    case 'multiple-choice':
      return { type, choices: [], narrative: text };
    case 'number':
    case 'percentage':
    case 'date':
      return { type, value: null, narrative: text };
    case 'text':
      return { type, text };
    case 'table':
      return { type, rows: [], narrative: text };
  }
}
