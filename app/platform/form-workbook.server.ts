import { write } from 'hucre';
import { asCellText } from './cells.ts';
import { columnLetters, type FormCell, type FormSheet, type FormWorkbook, listSheet } from './form-sheet.ts';
import { writeOds } from './ods-writer.server.ts';
import { heightsOf, printed, withGrowingRows } from './sheet-layout.server.ts';
import type { WorkbookFormat } from './workbook.server.ts';

/**
 * Writes a workbook to fill in, or to read with line breaks in its cells, as XLSX or ODS. Open cells are formatted as text, so that what is typed stays as typed:
 * no date, fraction or formula is made of it. Texts that begin like a formula are made harmless.
 */
export async function writeFormWorkbook(form: FormWorkbook, format: WorkbookFormat): Promise<Uint8Array<ArrayBuffer>> {
  const lists = form.lists.length > 0 ? [sheetOfLists(form.lists)] : [];
  const workbook = { ...form, sheets: [...form.sheets.map(harmless), ...lists] };
  if (format === 'ods') return writeOds(workbook);
  const bytes = await write({
    format,
    properties: { title: form.title, creator: form.creator },
    sheets: workbook.sheets.map((sheet) => ({
      name: sheet.name,
      rows: sheet.rows.map((row) => row.map(({ value }) => (value === '' ? null : value))),
      cells: new Map(
        sheet.rows.flatMap((row, at) =>
          row.map(
            (cell, column) =>
              [`${at},${column}`, { value: cell.value === '' ? null : cell.value, style: styleOf(cell) }] as const,
          ),
        ),
      ),
      columns: sheet.widths.map((width, column) => ({
        width,
        ...(sheet.hiddenColumns?.includes(column) ? { hidden: true } : {}),
      })),
      rowDefs: heightsOf(
        sheet.rows.map((row) => row.map(({ value }) => value)),
        sheet.widths,
      ),
      pageSetup: printed,
      freezePane: { rows: 1 },
      // People may make columns wider and rows higher.
      ...(form.toRead ? {} : { protection: { sheet: true, formatColumns: true, formatRows: true } }),
      ...(sheet.hidden ? { hidden: true } : {}),
      dataValidations: sheet.rows.flatMap((row, at) =>
        row.flatMap(({ list }, column) =>
          list === undefined
            ? []
            : [
                {
                  type: 'list' as const,
                  range: `${columnLetters(column)}${at + 1}`,
                  formula1: listRange(list, form.lists[list]?.length ?? 1),
                  allowBlank: true,
                  showErrorMessage: true,
                  errorTitle: 'Not in the list',
                  errorMessage: 'Choose one of the answers in the list, or leave the cell empty.',
                },
              ],
        ),
      ),
    })),
  });
  return withGrowingRows(bytes);
}

const harmless = (sheet: FormSheet): FormSheet => ({
  ...sheet,
  rows: sheet.rows.map((row) =>
    row.map((cell) => (typeof cell.value === 'string' ? { ...cell, value: asCellText(cell.value) } : cell)),
  ),
});

function styleOf({ open, look }: FormCell) {
  return {
    alignment: { wrapText: true, vertical: 'top' as const },
    ...(open ? { numFmt: '@', protection: { locked: false }, fill: openFill, border: openBorder } : {}),
    ...(look ? { font: { bold: true, name: 'Calibri', size: 11 } } : {}),
  };
}

const openFill = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'FFFBE6' } };
const line = { style: 'thin' as const, color: { rgb: '505A5F' } };
const openBorder = { top: line, bottom: line, left: line, right: line };

/** The hidden sheet that drop-downs take their choices from. */
export function sheetOfLists(lists: FormWorkbook['lists']): FormSheet {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return harmless({
    name: listSheet,
    hidden: true,
    widths: lists.map(() => 30),
    rows: Array.from({ length: longest + 1 }, (_, row) =>
      lists.map((list, at) => ({ value: row === 0 ? `List ${at + 1}` : (list[row - 1] ?? '') })),
    ),
  });
}

const listRange = (list: number, length: number) =>
  `${listSheet}!$${columnLetters(list)}$2:$${columnLetters(list)}$${length + 1}`;
