import type { AnswerType, Scale } from '../../../standards/contract.ts';
import { isBlank } from './answer-text.ts';
import type { AnswerValue } from './answer-values.ts';
import { ratingWord } from './ratings.ts';

const dateWords = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** `2027-03-14` as "14 March 2027"; anything else as it stands. */
export const dateInWords = (date: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? dateWords.format(new Date(`${date}T00:00:00Z`)) : date;

/**
 * The main part of an answer in plain words, a paragraph an entry; empty when it is not answered. The words beside it
 * (how you know, details, a reason) are given by `besideWords`.
 */
export function answerWords(answer: AnswerType, scale: Scale | undefined, value: AnswerValue | undefined): string[] {
  if (value === undefined || value.type !== answer.type) return [];
  switch (value.type) {
    case 'rating':
      if (value.point === null) return [];
      return [scale === undefined ? value.point : ratingWord(scale, value.point)];
    case 'yes-no':
      return value.value === null ? [] : [value.value === 'yes' ? 'Yes' : 'No'];
    case 'single-choice':
      return value.choice === null ? [] : [choiceWord(answer, value.choice)];
    case 'multiple-choice':
      return value.choices.map((code) => choiceWord(answer, code));
    case 'number': {
      if (value.value === null) return [];
      const unit = answer.type === 'number' ? answer.unit : undefined;
      return [`${value.value.toLocaleString('en-GB')}${unit === undefined ? '' : ` ${unit}`}`];
    }
    case 'percentage':
      return value.value === null ? [] : [`${value.value.toLocaleString('en-GB')}%`];
    case 'date':
      return value.value === null ? [] : [dateInWords(value.value)];
    case 'text':
      return paragraphs(value.text);
    case 'table':
      return value.rows.map((row) => rowWords(answer, row));
  }
}

/** The words beside an answer: how you know, details, or why it does not apply; a paragraph an entry. */
export function besideWords(value: AnswerValue | undefined): string[] {
  if (value === undefined) return [];
  return [
    'notApplicableReason' in value ? value.notApplicableReason : undefined,
    'narrative' in value ? value.narrative : undefined,
    'detail' in value ? value.detail : undefined,
  ].flatMap((text) => paragraphs(text ?? ''));
}

/** Text cut at its empty lines; none when it is blank. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => !isBlank(part));
}

/** One cell of a table answer in words. */
export function cellWords(column: TableColumnOf, cell: string): string {
  if (cell === '') return '';
  if (column.type === 'date') return dateInWords(cell);
  if (column.type === 'percentage') return `${cell}%`;
  if (column.type === 'number') return Number(cell).toLocaleString('en-GB');
  return column.choices?.find(({ code }) => code === cell)?.text ?? cell;
}

type TableColumnOf = Extract<AnswerType, { type: 'table' }>['columns'][number];

function rowWords(answer: AnswerType, row: Readonly<Record<string, string>>): string {
  if (answer.type !== 'table') return '';
  return answer.columns
    .flatMap((column) => {
      const words = cellWords(column, row[column.code] ?? '');
      return words === '' ? [] : [`${column.heading}: ${words}`];
    })
    .join('; ');
}

function choiceWord(answer: AnswerType, code: string): string {
  return 'choices' in answer ? (answer.choices.find((choice) => choice.code === code)?.text ?? code) : code;
}
