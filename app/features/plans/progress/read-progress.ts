/** What an uploaded workbook of a plan says, row by row, before anything is judged against the actions. */
import { cellAddress, type ReadCell, type SheetOfCells, type TypedCell, typedCell } from '../../../platform/cells.ts';
import { actionSheet, columnOf, guideSheet, type Identity, openColumns, progressColumns } from './layout.ts';

export type OpenCells = Readonly<Record<(typeof openColumns)[number], TypedCell>>;

/** A row in which somebody has filled in something. */
export interface FilledRow {
  /** Its row as people count them. */
  readonly row: number;
  readonly reference: string;
  /** What stands in its hidden cells. */
  readonly key: string;
  readonly revision: number;
  readonly cells: OpenCells;
  /** What cannot be read, each with its cell. */
  readonly problems: readonly string[];
}

export interface ProgressReading {
  readonly identity: Identity;
  readonly filled: readonly FilledRow[];
  /** Rows of actions that nothing was written in. */
  readonly empty: number;
}

/** The rows that the reader of workbooks stops at: a sheet that reaches them may hold more. */
const rowsRead = 5_000;

const startAgain = 'download a new workbook on this page, and copy what you wrote into it';

/** Reads the sheets of an upload; or says what is wrong with the workbook as a whole. */
export function readProgress(sheets: readonly SheetOfCells[]): ProgressReading | { readonly problem: string } {
  const guide = sheetNamed(sheets, guideSheet);
  const sheet = sheetNamed(sheets, actionSheet);
  if (!guide || !sheet)
    return { problem: `The workbook has no sheet named “${guide ? actionSheet : guideSheet}”: ${startAgain}` };
  const [header = [], ...rows] = sheet.rows;
  if (progressColumns.some(({ heading }, at) => header[at]?.text.trim() !== heading))
    return { problem: `The columns of the sheet “${actionSheet}” are not in their place: ${startAgain}` };
  if (sheet.rows.length >= rowsRead)
    return {
      problem: `The sheet “${actionSheet}” has ${rowsRead.toLocaleString('en-GB')} rows or more. It needs one for each open action: delete the others, and upload it again`,
    };
  const found = new Map(guide.rows.map((row) => [row[2]?.text.trim() ?? '', row[1]?.text.trim() ?? '']));
  const filled = rows.flatMap((cells, at) => readRow(cells, at + 1) ?? []);
  return {
    identity: { format: found.get('format') ?? '', owner: found.get('owner') ?? '' },
    filled,
    empty: rows.filter((cells) => textIn(cells, 'key') !== '').length - filled.filter(({ key }) => key !== '').length,
  };
}

const sheetNamed = (sheets: readonly SheetOfCells[], name: string) =>
  sheets.find((sheet) => sheet.name.trim().toLowerCase() === name.toLowerCase());

const textIn = (cells: readonly ReadCell[], code: (typeof progressColumns)[number]['code']): string =>
  cells[columnOf(code)]?.text.trim() ?? '';

function readRow(cells: readonly ReadCell[], at: number): FilledRow | undefined {
  const problems: string[] = [];
  const typed = (code: (typeof openColumns)[number]) =>
    typedCell(cells[columnOf(code)], cellAddress(at, columnOf(code)), problems);
  const open = {
    note: typed('note'),
    percent: typed('percent'),
    rag: typed('rag'),
    done: typed('done'),
    proof: typed('proof'),
  };
  if (problems.length === 0 && openColumns.every((code) => open[code].text.trim() === '')) return undefined;
  return {
    row: at + 1,
    reference: textIn(cells, 'reference'),
    key: textIn(cells, 'key'),
    revision: Number(textIn(cells, 'revision') || Number.NaN),
    cells: open,
    problems,
  };
}
