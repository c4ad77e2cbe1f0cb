import type { AnswerType, Question, Scale, TableColumn } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { cellLimit, isBlank, narrativeLimit, normaliseText } from './answer-text.ts';
import { type AnswerValue, type DraftInput, draftInputSchema, type TableAnswer } from './answer-values.ts';
import { type DateReading, isRealDate, readDateParts, readTypedDate } from './dates.ts';

export { answerCodes, blankAnswer, isAnswered, isUntouched } from './answer-state.ts';
export type { AnswerValue, DraftInput } from './answer-values.ts';
export { checkComplete } from './completeness.ts';

/** Either the answer to store, or what the person must do, in plain words, one sentence for each problem. */
export type DraftResult = { value: AnswerValue } | { problems: string[] };

type Typed<T extends AnswerValue['type']> = Extract<DraftInput, { type: T }>;
type Answer<T extends AnswerType['type']> = Extract<AnswerType, { type: T }>;

const unreadable = 'We could not read this answer. Reload the page and enter it again';

/**
 * Reads one answer from a form or an autosave. Checks shape and length only: a draft never complains of what is still
 * missing. Numbers may come as typed ("1,200", "85%"), dates as boxes; table rows that hold nothing are left out.
 * `scale` is the scale of a rating question and is not looked at for the others.
 */
export function parseDraft(question: Question, scale: Scale | undefined, input: unknown): DraftResult {
  const { answer } = question;
  const read = draftInputSchema(answer.type).safeParse(input);
  if (!read.success) return { problems: [unreadable] };
  const problems: string[] = [];
  const value = readAnswer(answer, scale, read.data, problems);
  return problems.length > 0 ? { problems } : { value };
}

function readAnswer(answer: AnswerType, scale: Scale | undefined, typed: DraftInput, problems: string[]): AnswerValue {
  switch (typed.type) {
    case 'rating':
      return readRating(scale, typed, problems);
    case 'yes-no':
      return readYesNo(typed, problems);
    case 'single-choice': {
      const choices = answer.type === 'single-choice' ? answer.choices : [];
      if (typed.choice !== null && !choices.some(({ code }) => code === typed.choice))
        problems.push('Choose one of the answers in the list');
      return { type: 'single-choice', choice: typed.choice, ...comment(typed, problems) };
    }
    case 'multiple-choice': {
      const choices = answer.type === 'multiple-choice' ? answer.choices : [];
      const known = choices.map(({ code }) => code).filter((code) => typed.choices.includes(code));
      if (known.length !== new Set(typed.choices).size) problems.push('Choose from the answers in the list');
      return { type: 'multiple-choice', choices: known, ...comment(typed, problems) };
    }
    case 'number': {
      const limits = answer.type === 'number' ? answer : { min: 0, max: 0, whole: true };
      return { type: 'number', value: readNumber(typed.value, limits, problems), ...comment(typed, problems) };
    }
    case 'percentage': {
      const value = readNumber(typed.value, percentageLimits, problems);
      return { type: 'percentage', value, ...comment(typed, problems) };
    }
    case 'date':
      return { type: 'date', value: readDate(typed, problems), ...comment(typed, problems) };
    case 'text': {
      const limit = answer.type === 'text' ? answer.maxLength : 0;
      return { type: 'text', text: words(typed.text, limit, 'your answer', problems) };
    }
    case 'table':
      return {
        type: 'table',
        rows: answer.type === 'table' ? readRows(answer, typed.rows, problems) : [],
        ...comment(typed, problems),
      };
  }
}

function readRating(scale: Scale | undefined, typed: Typed<'rating'>, problems: string[]): AnswerValue {
  const { point } = typed;
  const allowed = scale?.notApplicable.allowed ?? false;
  if (point === notApplicableCode && !allowed) problems.push('Choose a rating: "not applicable" is not offered here');
  else if (point !== null && point !== notApplicableCode && !scale?.points.some(({ code }) => code === point))
    problems.push('Choose one of the ratings in the list');
  const narrative = words(typed.narrative, narrativeLimit, 'your words', problems);
  const reason = words(typed.notApplicableReason ?? '', narrativeLimit, 'your reason', problems);
  return { type: 'rating', point, narrative, ...(isBlank(reason) ? {} : { notApplicableReason: reason }) };
}

function readYesNo(typed: Typed<'yes-no'>, problems: string[]): AnswerValue {
  const value = typed.value === 'yes' || typed.value === 'no' ? typed.value : null;
  if (value !== typed.value) problems.push('Choose yes or no');
  return { type: 'yes-no', value, detail: words(typed.detail, narrativeLimit, 'your details', problems) };
}

function comment(typed: { narrative?: string }, problems: string[]): { narrative?: string } {
  const narrative = words(typed.narrative ?? '', narrativeLimit, 'your words', problems);
  return isBlank(narrative) ? {} : { narrative };
}

function words(typed: string, limit: number, what: string, problems: string[]): string {
  const text = normaliseText(typed);
  const over = text.length - limit;
  if (over > 0)
    problems.push(
      `Shorten ${what} to ${limit.toLocaleString('en-GB')} characters or fewer: ${over.toLocaleString('en-GB')} too many`,
    );
  return text;
}

type NumberLimits = { min: number; max: number; whole: boolean };
const percentageLimits: NumberLimits = { min: 0, max: 100, whole: false };

function readNumber(typed: number | string | null, limits: NumberLimits, problems: string[]): number | null {
  if (typed === null) return null;
  const value = typeof typed === 'number' ? typed : numberFrom(typed);
  if (value === null) return null;
  if (value === undefined || !Number.isFinite(value)) problems.push('Enter a number in digits, for example 12');
  else if (limits.whole && !Number.isInteger(value)) problems.push('Enter a whole number, for example 12');
  else if (value < limits.min || value > limits.max)
    problems.push(`Enter a number from ${limits.min.toLocaleString('en-GB')} to ${limits.max.toLocaleString('en-GB')}`);
  else return value === 0 ? 0 : value;
  return null;
}

/** `null` for blank, `undefined` for what is no number. Thousands commas, spaces and a closing % are let through. */
function numberFrom(typed: string): number | null | undefined {
  const text = typed.trim().replace(/\s*%$/, '');
  if (text === '') return null;
  if (!/^-?\d+(?:[, ]\d{3})*(?:\.\d+)?$/.test(text)) return undefined;
  return Number(text.replace(/[, ]/g, ''));
}

function readDate(typed: Typed<'date'>, problems: string[]): string | null {
  const reading: DateReading = typed.parts ? readDateParts(typed.parts) : readStored(typed.value ?? null);
  if ('date' in reading) return reading.date;
  problems.push(reading.problem);
  return null;
}

function readStored(date: string | null): DateReading {
  return date === null || isRealDate(date) ? { date } : { problem: 'Enter a real date, for example 14 3 2027' };
}

function readRows(
  table: Answer<'table'>,
  typed: readonly Record<string, string>[],
  problems: string[],
): TableAnswer['rows'] {
  const columns = new Map(table.columns.map((column) => [column.code, column]));
  const rows: TableAnswer['rows'] = [];
  for (const cells of typed) {
    if (Object.values(cells).every(isBlank)) continue;
    const place = `${capitalised(table.rowName)} ${rows.length + 1}`;
    const row: Record<string, string> = {};
    for (const column of table.columns) {
      const cell = readCell(column, normaliseText(cells[column.code] ?? '').trim());
      if ('problem' in cell) problems.push(`${place}, ${column.heading}: ${cell.problem}`);
      row[column.code] = 'text' in cell ? cell.text : '';
    }
    if (Object.keys(cells).some((code) => !columns.has(code))) problems.push(unreadable);
    rows.push(row);
  }
  if (rows.length > table.maxRows) problems.push(`Enter ${table.maxRows} rows or fewer`);
  return rows;
}

function readCell(column: TableColumn, typed: string): { text: string } | { problem: string } {
  if (typed === '') return { text: '' };
  if (typed.length > cellLimit) return { problem: `shorten this to ${cellLimit.toLocaleString('en-GB')} characters` };
  switch (column.type) {
    case 'text':
      return { text: typed };
    case 'choice':
      return column.choices?.some(({ code }) => code === typed)
        ? { text: typed }
        : { problem: 'choose one of the answers in the list' };
    case 'date': {
      const reading = readTypedDate(typed);
      return 'date' in reading ? { text: reading.date ?? '' } : { problem: lowerFirst(reading.problem) };
    }
    case 'number':
    case 'percentage': {
      const problems: string[] = [];
      const limits = column.type === 'number' ? { min: 0, max: 9_999_999, whole: false } : percentageLimits;
      const value = readNumber(typed, limits, problems);
      return { ...(problems[0] === undefined ? { text: String(value) } : { problem: lowerFirst(problems[0]) }) };
    }
  }
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
