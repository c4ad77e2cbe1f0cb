/** An answer as cells, both ways. Reading gives what a form would have sent, which `parseDraft` then judges. */

import type { AnswerType, Question, Scale, TableColumn } from '../../../../standards/contract.ts';
import { notApplicableCode } from '../../../../standards/vocabulary.ts';
import type { TypedCell } from '../../../platform/cells.ts';
import type { AnswerValue, DraftInput } from '../../questionnaire/answer-values.ts';
import { readTypedDate, typedDateOf } from '../../questionnaire/dates.ts';
import { pointsWorstFirst } from '../../questionnaire/ratings.ts';

/** The three cells of a question's own row. */
export interface AnswerCells {
  readonly answer: string | number;
  readonly words: string;
  readonly reason: string;
}

export const yesNo = ['Yes', 'No'] as const;

/** What the drop-down of a question offers, best first; nothing for a question without one. */
export function offered(answer: AnswerType, scale: Scale | undefined): readonly string[] | undefined {
  switch (answer.type) {
    case 'rating': {
      const words = scale ? pointsWorstFirst(scale).toReversed() : [];
      return [...words.map(({ word }) => word), ...(scale?.notApplicable.allowed ? [scale.notApplicable.word] : [])];
    }
    case 'yes-no':
      return yesNo;
    case 'single-choice':
      return answer.choices.map(({ text }) => text);
    default:
      return undefined;
  }
}

/** An answer, or none, as the cells of its row. Ticks and tables have rows of their own. */
export function cellsOfAnswer(
  answer: AnswerType,
  scale: Scale | undefined,
  value: AnswerValue | undefined,
): AnswerCells {
  const words =
    value === undefined ? '' : value.type === 'yes-no' ? value.detail : 'narrative' in value ? value.narrative : '';
  const reason = value?.type === 'rating' ? (value.notApplicableReason ?? '') : '';
  return { answer: mainCell(answer, scale, value), words: words ?? '', reason };
}

function mainCell(answer: AnswerType, scale: Scale | undefined, value: AnswerValue | undefined): string | number {
  switch (value?.type) {
    case 'rating': {
      if (value.point === notApplicableCode) return scale?.notApplicable.word ?? value.point;
      return scale?.points.find(({ code }) => code === value.point)?.word ?? value.point ?? '';
    }
    case 'yes-no':
      return value.value === null ? '' : value.value === 'yes' ? 'Yes' : 'No';
    case 'single-choice':
      return answer.type === 'single-choice' ? wordOf(answer.choices, value.choice) : '';
    case 'number':
      return value.value ?? '';
    case 'percentage':
      return value.value === null ? '' : `${value.value}%`;
    case 'date':
      return value.value === null ? '' : typedDateOf(value.value);
    case 'text':
      return value.text;
    default:
      return '';
  }
}

const wordOf = (choices: readonly { code: string; text: string }[], code: string | null) =>
  choices.find((choice) => choice.code === code)?.text ?? code ?? '';

/** One stored cell of a table answer as it is shown in its sheet. */
export function tableCell(column: TableColumn, stored: string): string {
  if (stored === '') return '';
  if (column.type === 'date') return typedDateOf(stored);
  if (column.type === 'choice') return wordOf(column.choices ?? [], stored);
  return column.type === 'percentage' ? `${stored}%` : stored;
}

/** Everything that was read for one question. */
export interface TypedAnswer {
  readonly answer: TypedCell;
  readonly words: TypedCell;
  readonly reason: TypedCell;
  /** The cell of each choice, by its code. */
  readonly choices: ReadonlyMap<string, TypedCell>;
  /** Rows of the question's table: a cell a column, in their order. */
  readonly rows: readonly (readonly TypedCell[])[];
}

/** What the cells say as a form would have sent it. What cannot be read is told in `problems`, with the cell. */
export function draftOfCells(
  { answer }: Pick<Question, 'answer'>,
  scale: Scale | undefined,
  typed: TypedAnswer,
  problems: string[],
): DraftInput {
  const { text } = typed.answer;
  const said = text.trim();
  const narrative = typed.words.text === '' ? {} : { narrative: typed.words.text };
  const refuse = (cell: TypedCell, reason: string) => void problems.push(`Cell ${cell.address}: ${reason}`);
  switch (answer.type) {
    case 'rating':
      return {
        type: 'rating',
        point: choiceIn(pointChoices(scale), typed.answer, refuse),
        narrative: typed.words.text,
        ...(typed.reason.text === '' ? {} : { notApplicableReason: typed.reason.text }),
      };
    case 'yes-no':
      return { type: 'yes-no', value: choiceIn(yesNoChoices, typed.answer, refuse), detail: typed.words.text };
    case 'single-choice':
      return { type: 'single-choice', choice: choiceIn(answer.choices, typed.answer, refuse), ...narrative };
    case 'multiple-choice':
      if (said !== '') refuse(typed.answer, 'answer in the rows below, one for each choice');
      return {
        type: 'multiple-choice',
        choices: answer.choices.flatMap(({ code }) => {
          const cell = typed.choices.get(code);
          return cell && choiceIn(yesNoChoices, cell, refuse) === 'yes' ? [code] : [];
        }),
        ...narrative,
      };
    case 'number':
      return { type: 'number', value: said === '' ? null : text, ...narrative };
    case 'percentage':
      return { type: 'percentage', value: said === '' ? null : percentageOf(typed.answer, refuse), ...narrative };
    case 'date':
      return { type: 'date', value: dateOf(typed.answer, refuse), ...narrative };
    case 'text':
      return { type: 'text', text };
    case 'table':
      if (said !== '' && !said.startsWith('See the sheet')) refuse(typed.answer, 'answer in the sheet of this table');
      return {
        type: 'table',
        rows: typed.rows.map((cells) =>
          Object.fromEntries(
            answer.columns.map((column, at) => [column.code, tableText(column, cells[at] ?? noCell, refuse)]),
          ),
        ),
        ...narrative,
      };
  }
}

type Refuse = (cell: TypedCell, reason: string) => void;
type Choice = { readonly code: string; readonly text: string };

const noCell: TypedCell = { text: '', number: false, percent: undefined, address: '' };

const yesNoChoices: readonly Choice[] = [
  { code: 'yes', text: 'Yes' },
  { code: 'no', text: 'No' },
];

const pointChoices = (scale: Scale | undefined): readonly Choice[] => [
  ...(scale ? pointsWorstFirst(scale).toReversed() : []).map(({ code, word }) => ({ code, text: word })),
  ...(scale?.notApplicable.allowed ? [{ code: notApplicableCode, text: scale.notApplicable.word }] : []),
];

/** The code of what was chosen, by its words, whatever their case; null for an empty cell. */
function choiceIn(choices: readonly Choice[], cell: TypedCell, refuse: Refuse): string | null {
  const said = cell.text.trim();
  if (said === '') return null;
  const same = (one: string) => one.trim().toLowerCase() === said.toLowerCase();
  const found = choices.find(({ text, code }) => same(text) || same(code));
  if (!found) refuse(cell, `choose one of: ${choices.map(({ text }) => text).join('; ')}`);
  return found?.code ?? null;
}

/** Excel stores 85% as 0.85; whether a number in an ODS cell is one of those cannot be told when it is small. */
function percentageOf(cell: TypedCell, refuse: Refuse): string {
  if (!cell.number) return cell.text;
  const value = Number(cell.text);
  if (cell.percent === undefined && value > 0 && value <= 1)
    refuse(cell, 'type the percentage as text with its sign, for example 85%');
  return cell.percent ? String(Number((value * 100).toFixed(8))) : cell.text;
}

/** Excel counts days from the end of 1899; a cell that lost its date format shows that number. */
function dateOf(cell: TypedCell, refuse: Refuse): string | null {
  const serial = cell.number ? Number(cell.text) : Number.NaN;
  if (Number.isInteger(serial) && serial > 366 && serial < 110_000)
    return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
  const reading = readTypedDate(cell.text);
  if ('date' in reading) return reading.date;
  refuse(cell, lowerFirst(reading.problem));
  return null;
}

function tableText(column: TableColumn, cell: TypedCell, refuse: Refuse): string {
  if (cell.text.trim() === '') return '';
  if (column.type === 'choice') return choiceIn(column.choices ?? [], cell, refuse) ?? '';
  if (column.type === 'date') return dateOf(cell, refuse) ?? '';
  return column.type === 'percentage' ? percentageOf(cell, refuse) : cell.text;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
