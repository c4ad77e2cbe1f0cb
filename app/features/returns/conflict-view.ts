import type { Question } from '../../../standards/contract.ts';
import { timeInWords } from '../../platform/words.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { answerWords, besideWords } from '../questionnaire/answer-words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { answerFieldValues } from '../questionnaire/form-fields.ts';
import { mergeAnswers } from './merge-answers.ts';
import type { ConflictView } from './standard-fields.ts';

/** A conflict as its panel shows it, with the field values for each of the three ways out. */
export function conflictView(
  compiled: CompiledEdition,
  conflict: {
    readonly questionCode: string;
    readonly mine: AnswerValue;
    readonly theirs: AnswerValue;
    readonly theirRevision: number;
    readonly theirName: string;
    readonly theirTime: string;
  },
): ConflictView | undefined {
  const question = compiled.questions.get(conflict.questionCode)?.question;
  if (!question) return undefined;
  const mineFields = answerFieldValues(question, conflict.mine);
  const theirFields = answerFieldValues(question, conflict.theirs);
  return {
    questionCode: conflict.questionCode,
    mine: allWords(compiled, question, conflict.mine),
    theirs: allWords(compiled, question, conflict.theirs),
    mineFields,
    theirFields,
    bothFields: answerFieldValues(question, mergeAnswers(conflict.mine, conflict.theirs)),
    theirRevision: conflict.theirRevision,
    theirName: conflict.theirName,
    theirTimeWords: timeInWords(conflict.theirTime),
  };
}

function allWords(compiled: CompiledEdition, { answer }: Question, value: AnswerValue): string[] {
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  return [...answerWords(answer, scale, value), ...besideWords(value)];
}
