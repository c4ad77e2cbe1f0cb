import { isBlank } from './answer-text.ts';
import type { AnswerValue } from './answer-values.ts';

/** True when the main part of the answer is there; words beside it do not count, and nothing is judged complete. */
export function isAnswered(value: AnswerValue | undefined): boolean {
  if (value === undefined) return false;
  switch (value.type) {
    case 'rating':
      return value.point !== null;
    case 'yes-no':
    case 'number':
    case 'percentage':
    case 'date':
      return value.value !== null;
    case 'single-choice':
      return value.choice !== null;
    case 'multiple-choice':
      return value.choices.length > 0;
    case 'text':
      return !isBlank(value.text);
    case 'table':
      return value.rows.length > 0;
  }
}

/** The codes that conditions match: a point, `yes`, `no`, choices, `not-applicable`. None for the other kinds. */
export function answerCodes(value: AnswerValue | undefined): readonly string[] {
  switch (value?.type) {
    case 'rating':
      return value.point === null ? [] : [value.point];
    case 'yes-no':
      return value.value === null ? [] : [value.value];
    case 'single-choice':
      return value.choice === null ? [] : [value.choice];
    case 'multiple-choice':
      return value.choices;
    default:
      return [];
  }
}

/** An answer with nothing in it yet. */
export function blankAnswer(type: AnswerValue['type']): AnswerValue {
  switch (type) {
    case 'rating':
      return { type, point: null, narrative: '' };
    case 'yes-no':
      return { type, value: null, detail: '' };
    case 'single-choice':
      return { type, choice: null };
    case 'multiple-choice':
      return { type, choices: [] };
    case 'number':
    case 'percentage':
    case 'date':
      return { type, value: null };
    case 'text':
      return { type, text: '' };
    case 'table':
      return { type, rows: [] };
  }
}

/** True when the answer holds nothing at all that a person put there. */
export function isUntouched(value: AnswerValue | undefined): boolean {
  if (value === undefined) return true;
  if (isAnswered(value)) return false;
  const words = [
    'narrative' in value ? value.narrative : undefined,
    'detail' in value ? value.detail : undefined,
    'notApplicableReason' in value ? value.notApplicableReason : undefined,
  ];
  return words.every(isBlank);
}
