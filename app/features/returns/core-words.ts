/** Words of one answer put to another: never its rating or choice. Pure. */
import type { AnswerType, Question } from '../../../standards/contract.ts';
import { blankAnswer } from '../questionnaire/answer-state.ts';
import { isBlank, narrativeLimit } from '../questionnaire/answer-text.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { fieldNames } from '../questionnaire/form-fields.ts';

/**
 * What was written in an answer that may be said elsewhere too. Why a rating does not apply is left out, because that
 * belongs to the rating.
 */
export function wordsToOffer(value: AnswerValue | null | undefined): string {
  if (!value) return '';
  const text =
    'text' in value
      ? value.text
      : 'detail' in value
        ? value.detail
        : 'narrative' in value
          ? (value.narrative ?? '')
          : '';
  return text.trim();
}

/** A question takes words unless it is a yes or no without details. */
export const takesWords = (answer: AnswerType): boolean => answer.type !== 'yes-no' || answer.detail !== 'never';

/** The words stand in the answer already, among others or alone. */
export const holdsWords = (value: AnswerValue | undefined, words: string): boolean =>
  wordsToOffer(value).includes(words);

/** The field in which words are put, by name. */
export function wordsField({ code, answer }: Pick<Question, 'code' | 'answer'>): string {
  const names = fieldNames({ code });
  if (answer.type === 'text') return names.main;
  return answer.type === 'yes-no' ? names.detail : names.narrative;
}

/**
 * An answer with further words under those that stand in it; everything else stays as it is. Gives what the person must
 * do first where they have no place: too long, or details of a yes or no that is not chosen.
 */
export function withWords(
  { answer }: Pick<Question, 'answer'>,
  standing: AnswerValue | undefined,
  words: string,
): { readonly value: AnswerValue } | { readonly problem: string } {
  const value = standing?.type === answer.type ? standing : blankAnswer(answer.type);
  if (value.type === 'yes-no' && answer.type === 'yes-no') {
    const wanted = ({ 'when-yes': 'yes', 'when-no': 'no', always: value.value, never: value.value } as const)[
      answer.detail
    ];
    if (value.value !== wanted)
      return { problem: `Choose ${wanted} first: only then does this question take words beside it` };
  }
  const before = 'text' in value ? value.text : 'detail' in value ? value.detail : (value.narrative ?? '');
  const text = isBlank(before) ? words : `${before.trimEnd()}\n\n${words}`;
  const over = text.length - (answer.type === 'text' ? answer.maxLength : narrativeLimit);
  if (over > 0)
    return {
      problem: `The words were not added: with them this answer would be ${over.toLocaleString('en-GB')} characters too long`,
    };
  if ('text' in value) return { value: { ...value, text } };
  return { value: 'detail' in value ? { ...value, detail: text } : { ...value, narrative: text } };
}
