import type { AnswerValue } from '../questionnaire/answer-values.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { contentAnswer, questionNumber } from '../returns/build-content.ts';
import type { CarriedOrigin } from '../returns/carried.ts';

/** A question as it was asked and what was answered, as carried answers show their origins. */
export type Described = CarriedOrigin;

/** Puts an answer of an open return into words, with the question's place in the whole edition. */
export function describeAnswer(old: CompiledEdition, code: string, value: AnswerValue): Described {
  const placed = old.questions.get(code);
  if (!placed) return { code, number: code, text: code, words: [], narrative: '', point: null };
  const { question, standard } = placed;
  const { words, narrative, scale, point } = contentAnswer(old, question, value);
  const drawn = old.scales.get(scale ?? '')?.points.find((one) => one.code === point);
  return {
    code,
    number: questionNumber(
      standard.number,
      standard.questions.findIndex((one) => one.code === code),
    ),
    text: question.text,
    words,
    narrative,
    point: drawn ? { word: drawn.word, shape: drawn.shape, tone: drawn.tone } : null,
  };
}

/** A list as a row stores it. */
export const jsonList = <T>(text: string): T[] => JSON.parse(text) as T[];
