import type { AnswerType, Question, Scale } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { isAnswered } from './answer-state.ts';
import { isBlank } from './answer-text.ts';
import type { AnswerValue, TableAnswer } from './answer-values.ts';

/** What to say about a required question that nobody answered. */
const unanswered: Record<AnswerType['type'], string> = {
  rating: 'Choose your rating',
  'yes-no': 'Choose yes or no',
  'single-choice': 'Choose an answer',
  'multiple-choice': 'Choose at least one answer',
  number: 'Enter a number',
  percentage: 'Enter a percentage',
  date: 'Enter a date',
  text: 'Enter your answer',
  table: 'Add at least one row',
};

/**
 * What is still missing before the return can be sent, in plain words; an empty list means complete. A rating needs
 * words that say how you know, unless it is "not applicable", which needs a reason where the scale says so. A question
 * that is not required may be left alone, but once begun it is held to the same rules.
 *
 * @param today the date in Europe/London, `YYYY-MM-DD`, for dates that must not lie ahead
 */
export function checkComplete(
  question: Pick<Question, 'answer' | 'required'>,
  scale: Scale | undefined,
  value: AnswerValue | undefined,
  today: string,
): string[] {
  const { answer } = question;
  if (value === undefined || value.type !== answer.type || !isAnswered(value))
    return question.required ? [unanswered[answer.type]] : [];

  if (value.type === 'rating') {
    if (value.point !== notApplicableCode)
      return isBlank(value.narrative) ? ['Say how you know, and what difference it makes for children'] : [];
    const reasonNeeded = scale?.notApplicable.reasonRequired ?? true;
    return reasonNeeded && isBlank(value.notApplicableReason) ? ['Say why this does not apply to you'] : [];
  }
  if (value.type === 'yes-no' && answer.type === 'yes-no') {
    const detailNeeded = answer.detail === 'always' || answer.detail === `when-${value.value}`;
    return detailNeeded && isBlank(value.detail) ? ['Give details'] : [];
  }
  if (value.type === 'date' && answer.type === 'date' && answer.past && value.value !== null && value.value > today)
    return ['The date must be today or in the past'];
  if (value.type === 'table' && answer.type === 'table') return missingCells(answer, value);
  return [];
}

function missingCells(answer: Extract<AnswerType, { type: 'table' }>, { rows }: TableAnswer): string[] {
  const required = answer.columns.filter((column) => column.required);
  return rows.flatMap((row, index) =>
    required
      .filter((column) => isBlank(row[column.code]))
      .map((column) => `Fill in "${column.heading}" in ${answer.rowName} ${index + 1}`),
  );
}
