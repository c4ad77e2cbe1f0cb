import { read, write } from 'hucre';
import { columnLetters, type FormWorkbook } from './form-sheet.ts';
import { sheetOfLists } from './form-workbook.server.ts';
import { writeOds } from './ods-writer.server.ts';
import { heightsOf, printed, withGrowingRows } from './sheet-layout.server.ts';
import { problemInWorkbook } from './workbook-safety.server.ts';

/** A sheet as rows of text; what stood in a cell as a number, a date or a flag comes as people would type it. */
export interface SheetOfText {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export interface SheetToWrite extends SheetOfText {
  /** Widths of the columns in characters. */
  readonly widths?: readonly number[];
  /** Choices offered in a column below the header: by column from 0. */
  readonly lists?: Readonly<Record<number, readonly string[]>>;
}

/** A workbook that a person fills in: the largest that is read, in bytes. */
export const largestWorkbook = 5_000_000;
const mostRows = 5_000;

export type WorkbookFormat = 'xlsx' | 'ods';

export const workbookTypes: Readonly<Record<WorkbookFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/**
 * Reads an Excel (XLSX) or OpenDocument (ODS) workbook by its content. Gives the problem in words for anything else,
 * and for one that is too large or damaged. Formulas are never run: a cell with one gives the value stored beside it.
 */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<{ readonly sheets: readonly SheetOfText[] } | { readonly problem: string }> {
  if (bytes.byteLength > largestWorkbook) return { problem: 'The workbook must be smaller than 5 MB' };
  // Both formats are zip files; older ones that the reader also knows are refused, because nobody needs them here.
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { problem: 'Choose a workbook saved as XLSX or ODS' };
  const problem = await problemInWorkbook(bytes);
  if (problem !== undefined) return { problem };
  try {
    const workbook = await read(bytes);
    const sheets = workbook.sheets.map(({ name, rows }) => ({
      name,
      rows: rows.slice(0, mostRows).map((row) => row.map(textOf)),
    }));
    if (workbook.sheets.some(({ rows }) => rows.length > mostRows))
      return { problem: `A sheet of the workbook has more than ${mostRows.toLocaleString('en-GB')} rows` };
    return { sheets };
  } catch {
    return { problem: 'The workbook cannot be read: save it again as XLSX or ODS, and choose it once more' };
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).trim();
}

/** Writes a workbook with a header row that stays in sight. Texts stay texts, whatever sign they begin with. */
export async function writeWorkbook(
  sheets: readonly SheetToWrite[],
  format: WorkbookFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'ods') return writeOds(asForm(sheets));
  const bytes = await write({
    format,
    sheets: sheets.map(({ name, rows, widths, lists }) => ({
      name,
      rows: rows.map((row) => [...row]),
      cells: new Map(
        rows.flatMap((row, at) =>
          row.map((value, column) => [`${at},${column}`, { value, style: at === 0 ? headStyle : cellStyle }] as const),
        ),
      ),
      rowDefs: heightsOf(rows, widths ?? []),
      pageSetup: printed,
      freezePane: { rows: 1 },
      ...(widths ? { columns: widths.map((width) => ({ width })) } : {}),
      ...(lists
        ? {
            dataValidations: Object.entries(lists).map(([column, values]) => ({
              type: 'list' as const,
              range: `${columnLetters(Number(column))}2:${columnLetters(Number(column))}500`,
              values: [...values],
              allowBlank: true,
            })),
          }
        : {}),
    })),
  });
  return withGrowingRows(bytes);
}

/** Rows below the last one that offer choices too. */
const rowsToAdd = 100;

/** For our own writer of OpenDocument: the library writes neither widths nor lists in it. */
function asForm(sheets: readonly SheetToWrite[]): FormWorkbook {
  const lists: (readonly string[])[] = [];
  const form = sheets.map(({ name, rows, widths = [], lists: offered = {} }) => {
    const places = new Map(
      Object.entries(offered).map(([column, values]) => [Number(column), lists.push(values) - 1] as const),
    );
    const empty = Array.from(rows[0] ?? [], () => '');
    const added = places.size > 0 ? Array.from({ length: rowsToAdd }, () => empty) : [];
    const cellAt = (value: string, row: number, column: number) => {
      const list = places.get(column);
      if (row === 0) return { value, look: 'head' as const };
      return list === undefined ? { value } : { value, list };
    };
    return {
      name,
      widths: Array.from(empty, (_, column) => widths[column] ?? 14),
      rows: [...rows, ...added].map((row, at) => row.map((value, column) => cellAt(value, at, column))),
    };
  });
  const choices = lists.length > 0 ? [sheetOfLists(lists)] : [];
  return { title: sheets[0]?.name ?? '', creator: '', sheets: [...form, ...choices], lists, toRead: true };
}

const cellStyle = { alignment: { wrapText: true, vertical: 'top' as const } };
const headStyle = { ...cellStyle, font: { bold: true, name: 'Calibri', size: 11 } };
