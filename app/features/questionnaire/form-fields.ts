import type { Question } from '../../../standards/contract.ts';
import type { DraftInput } from './answer-values.ts';
import { datePartsOf, typedDateOf } from './dates.ts';

/** The names of one question's fields. A question code holds no dot, so names of two questions never meet. */
export type FieldNames = {
  /** A hidden field that says "this question was on the form": without it an emptied checkbox list sends nothing. */
  shown: string;
  /** The rating, yes or no, choice, choices, number, percentage or text. */
  main: string;
  /** Words beside the answer; how you know, for a rating. */
  narrative: string;
  /** The details of a yes-no answer. */
  detail: string;
  /** Why a rating does not apply. */
  reason: string;
  day: string;
  month: string;
  year: string;
  /** A cell of a table; rows count from 0. */
  cell(row: number, column: string): string;
};

/** What each field shows: one text, or the ticked codes of a checkbox list. A field with no entry is empty. */
export type FieldValues = Record<string, string | string[]>;

export function fieldNames(question: Pick<Question, 'code'>): FieldNames {
  const { code } = question;
  return {
    shown: `${code}.shown`,
    main: `${code}.answer`,
    narrative: `${code}.narrative`,
    detail: `${code}.detail`,
    reason: `${code}.reason`,
    day: `${code}.answer-day`,
    month: `${code}.answer-month`,
    year: `${code}.answer-year`,
    cell: (row, column) => `${code}.${row}.${column}`,
  };
}

/**
 * What a form holds for one question, as typed: hand it to `parseDraft`, and to `answerFieldValues` to show it again.
 * `undefined` when the question was not on the form, so that an answer is never emptied by a form that did not ask.
 */
export function readAnswerFields(question: Question, form: FormData): DraftInput | undefined {
  const prefix = `${question.code}.`;
  if (![...form.keys()].some((name) => name.startsWith(prefix))) return undefined;
  const names = fieldNames(question);
  const text = (name: string) => textOf(form.get(name));
  const chosen = () => text(names.main) || null;
  const typedNarrative = text(names.narrative);
  const narrative = typedNarrative === '' ? {} : { narrative: typedNarrative };
  const { type } = question.answer;
  switch (type) {
    case 'rating': {
      const reason = text(names.reason);
      const given = reason === '' ? {} : { notApplicableReason: reason };
      return { type, point: chosen(), narrative: typedNarrative, ...given };
    }
    case 'yes-no':
      return { type, value: chosen(), detail: text(names.detail) };
    case 'single-choice':
      return { type, choice: chosen(), ...narrative };
    case 'multiple-choice':
      return { type, choices: form.getAll(names.main).map(textOf).filter(Boolean), ...narrative };
    case 'number':
    case 'percentage':
      return { type, value: chosen(), ...narrative };
    case 'date':
      return {
        type,
        parts: { day: text(names.day), month: text(names.month), year: text(names.year) },
        ...narrative,
      };
    case 'text':
      return { type, text: text(names.main) };
    case 'table':
      return { type, rows: readTableRows(question.code, form), ...narrative };
  }
}

/**
 * The other way: what each field shows for a stored answer, or for what was typed before it was refused. Reading the
 * fields back and parsing them gives the stored answer again.
 */
export function answerFieldValues(
  question: Pick<Question, 'code' | 'answer'>,
  typed: DraftInput | undefined,
): FieldValues {
  const names = fieldNames(question);
  const values: FieldValues = {};
  const put = (name: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') values[name] = String(value);
  };
  if (typed === undefined || typed.type !== question.answer.type) return values;
  if ('narrative' in typed) put(names.narrative, typed.narrative);
  switch (typed.type) {
    case 'rating':
      put(names.main, typed.point);
      put(names.reason, typed.notApplicableReason);
      break;
    case 'yes-no':
      put(names.main, typed.value);
      put(names.detail, typed.detail);
      break;
    case 'single-choice':
      put(names.main, typed.choice);
      break;
    case 'multiple-choice':
      values[names.main] = [...typed.choices];
      break;
    case 'number':
    case 'percentage':
      put(names.main, typed.value);
      break;
    case 'date': {
      const parts = typed.parts ?? datePartsOf(typed.value ?? null);
      put(names.day, parts.day);
      put(names.month, parts.month);
      put(names.year, parts.year);
      break;
    }
    case 'text':
      put(names.main, typed.text);
      break;
    case 'table': {
      const dates = new Set(columnsOf(question).flatMap(({ code, type }) => (type === 'date' ? [code] : [])));
      for (const [row, cells] of typed.rows.entries())
        for (const [column, cell] of Object.entries(cells))
          put(names.cell(row, column), dates.has(column) ? typedDateOf(cell) : cell);
    }
  }
  return values;
}

/** Rows in the order of their numbers; gaps close up. A cell name that is no column is left for `parseDraft` to refuse. */
function readTableRows(questionCode: string, form: FormData): Record<string, string>[] {
  const rows = new Map<number, Record<string, string>>();
  for (const [name, value] of form) {
    const [code, row = '', column, ...rest] = name.split('.');
    if (code !== questionCode || !/^\d{1,4}$/.test(row) || column === undefined || rest.length > 0) continue;
    const number = Number(row);
    const cells = rows.get(number) ?? {};
    cells[column] = textOf(value);
    rows.set(number, cells);
  }
  return [...rows].toSorted(([a], [b]) => a - b).map(([, cells]) => cells);
}

function columnsOf({ answer }: Pick<Question, 'answer'>) {
  return answer.type === 'table' ? answer.columns : [];
}

function textOf(entry: FormDataEntryValue | null): string {
  return typeof entry === 'string' ? entry : '';
}
