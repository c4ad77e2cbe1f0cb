/** What an uploaded workbook says, question by question, before anything is judged against the return. */
import type { Question, Scale } from '../../../../standards/contract.ts';
import { cellAddress, type ReadCell, type SheetOfCells, type TypedCell, typedCell } from '../../../platform/cells.ts';
import type { DraftInput } from '../../questionnaire/answer-values.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { draftOfCells } from './answer-cells.ts';
import {
  answerColumns,
  answerSheet,
  columnOf,
  guideSheet,
  type Identity,
  type identityFields,
  openColumns,
} from './layout.ts';

/** One question as the workbook answers it. */
export interface WorkbookAnswer {
  readonly questionCode: string;
  /** The revision that stood when the workbook was made; 0 for none. */
  readonly revision: number;
  /** As a form would have sent it. */
  readonly draft: DraftInput;
  /** Where its first cell stands. */
  readonly place: string;
  /** What cannot be read, each with its cell. */
  readonly problems: readonly string[];
}

export interface WorkbookReading {
  readonly answers: readonly WorkbookAnswer[];
  /** Cells with something in them that belongs to no question of this return. */
  readonly strays: readonly { readonly place: string; readonly reason: string }[];
}

/** What the guide sheet says of whose workbook this is; or what is wrong with the workbook as a whole. */
export function identityOf(sheets: readonly SheetOfCells[]): Identity | { readonly problem: string } {
  const guide = sheetNamed(sheets, guideSheet);
  if (!guide) return missingSheet(guideSheet);
  if (!sheetNamed(sheets, answerSheet)) return missingSheet(answerSheet);
  const found = new Map(guide.rows.map((row) => [row[2]?.text.trim() ?? '', row[1]?.text.trim() ?? '']));
  const value = (field: (typeof identityFields)[number]) => found.get(field) ?? '';
  return {
    format: value('format'),
    organisation: value('organisation'),
    return: value('return'),
    edition: value('edition'),
    'edition-sha256': value('edition-sha256'),
  };
}

const missingSheet = (name: string) => ({
  problem: `The workbook has no sheet named “${name}”: start from a new workbook of this return`,
});

const sheetNamed = (sheets: readonly SheetOfCells[], name: string) =>
  sheets.find((sheet) => sheet.name.trim().toLowerCase() === name.toLowerCase());

/** Reads the sheets of a workbook that was made for this edition. Gives the problem when its columns are not ours. */
export function readAnswers(
  sheets: readonly SheetOfCells[],
  compiled: CompiledEdition,
): WorkbookReading | { readonly problem: string } {
  const sheet = sheetNamed(sheets, answerSheet);
  if (!sheet) return missingSheet(answerSheet);
  const header = sheet.rows[0] ?? [];
  if (answerColumns.some(({ heading }, at) => header[at]?.text.trim() !== heading))
    return {
      problem: `The columns of the sheet “${answerSheet}” are not in their place: start from a new workbook of this return`,
    };
  const strays: { place: string; reason: string }[] = [];
  const byKey = rowsByKey(sheet, compiled, strays);
  const tables = new Map(
    sheets.flatMap((one) => {
      const [code] = one.rows[0]?.slice(-2) ?? [];
      return code && one !== sheet ? [[code.text.trim(), one] as const] : [];
    }),
  );
  const answers = [...compiled.questions].flatMap(([code, { question }]) => {
    const row = byKey.get(code);
    if (!row) return [];
    const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
    return [readAnswer({ question, scale, row, byKey, table: tables.get(code) })];
  });
  return { answers, strays };
}

interface RowFound {
  readonly at: number;
  readonly cells: readonly ReadCell[];
}

/** Rows by what stands in their hidden column. A row without a key may hold headings, and nothing in its open cells. */
function rowsByKey(
  sheet: SheetOfCells,
  compiled: CompiledEdition,
  strays: { place: string; reason: string }[],
): ReadonlyMap<string, RowFound> {
  const found = new Map<string, RowFound>();
  for (const [at, cells] of sheet.rows.entries()) {
    if (at === 0) continue;
    const key = cells[columnOf('key')]?.text.trim() ?? '';
    const filled = openColumns.find((column) => (cells[columnOf(column)]?.text ?? '').trim() !== '');
    const known = isKnownKey(key, compiled);
    if (known && !found.has(key)) found.set(key, { at, cells });
    else if (known || key !== '' || filled)
      strays.push({
        place: `${answerSheet} ${cellAddress(at, columnOf(filled ?? 'key'))}`,
        reason: known
          ? 'This question stands twice in the workbook: keep one of its rows'
          : key === ''
            ? 'This row belongs to no question: move what you wrote to the row of its question'
            : 'This question is not part of this return',
      });
  }
  return found;
}

function isKnownKey(key: string, compiled: CompiledEdition): boolean {
  const [code = '', choice] = key.split('#');
  const answer = compiled.questions.get(code)?.question.answer;
  if (choice === undefined) return answer !== undefined;
  return answer?.type === 'multiple-choice' && answer.choices.some((one) => one.code === choice);
}

interface QuestionRows {
  readonly question: Question;
  readonly scale: Scale | undefined;
  readonly row: RowFound;
  readonly byKey: ReadonlyMap<string, RowFound>;
  readonly table: SheetOfCells | undefined;
}

function readAnswer({ question, scale, row, byKey, table }: QuestionRows): WorkbookAnswer {
  const problems: string[] = [];
  const cell = (found: RowFound | undefined, column: (typeof openColumns)[number]) =>
    typedCell(found?.cells[columnOf(column)], cellAddress(found?.at ?? 0, columnOf(column)), problems);
  const { answer, code } = question;
  const choices = answer.type === 'multiple-choice' ? answer.choices : [];
  if (answer.type === 'table' && !table)
    problems.push('The sheet of this table is missing: start from a new workbook of this return');
  const draft = draftOfCells(
    question,
    scale,
    {
      answer: cell(row, 'answer'),
      words: cell(row, 'words'),
      reason: cell(row, 'reason'),
      choices: new Map(
        choices.map((choice) => [choice.code, cell(byKey.get(`${code}#${choice.code}`), 'answer')] as const),
      ),
      rows: answer.type === 'table' && table ? tableRows(table, answer.columns.length, problems) : [],
    },
    problems,
  );
  return {
    questionCode: code,
    revision: Number(row.cells[columnOf('revision')]?.text.trim() || Number.NaN),
    draft,
    place: `${answerSheet} ${cellAddress(row.at, columnOf('answer'))}`,
    problems,
  };
}

const tableRows = (sheet: SheetOfCells, columns: number, problems: string[]): TypedCell[][] =>
  sheet.rows
    .slice(1)
    .map((cells, at) =>
      Array.from({ length: columns }, (_, column) =>
        typedCell(cells[column], `${sheet.name} ${cellAddress(at + 1, column)}`, problems),
      ),
    )
    .filter((cells) => cells.some(({ text }) => text.trim() !== ''));
