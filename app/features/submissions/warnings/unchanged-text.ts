import type { ContentQuestion } from '../../returns/content.ts';
import { eachQuestion, type WarningCheck } from './warning.ts';

/** Shorter words say little, and may well be the same again: a name, "Yes, every year". */
const fewestWords = 8;

/** All that was written at a question, with its white space made even; empty where that is too little to compare. */
export function comparableText({ answer, words, narrative }: ContentQuestion): string {
  const written = answer?.type === 'text' ? [...words, narrative] : [narrative];
  const text = written.join(' ').replaceAll(/\s+/g, ' ').trim();
  return text.split(' ').length < fewestWords ? '' : text;
}

/** Words that stand as they stood in the last return, and perhaps in the one before: since when is said. */
export const unchangedText: WarningCheck = ({ content, earlier }) =>
  eachQuestion(content, (question, place) => {
    const now = comparableText(question);
    if (now === '') return [];
    const differs = earlier.findIndex(({ questions }) => {
      const was = questions.get(question.code);
      return !was || comparableText(was) !== now;
    });
    const same = differs === -1 ? earlier.length : differs;
    const since = earlier[same - 1];
    if (!since) return [];
    const words =
      same > 1
        ? `The same words for the third time: nothing has changed since ${since.cycleName}`
        : `The same words as in ${since.cycleName}`;
    return [{ ...place, problem: 'unchanged-text', words, evidence: null }];
  });
