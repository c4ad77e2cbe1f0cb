import { type Cell, type CellValue, read } from 'hucre';
import type { ReadCell, SheetOfCells } from './cells.ts';
import { largestWorkbook } from './workbook.server.ts';
import { problemInWorkbook } from './workbook-safety.server.ts';

const mostRows = 5_000;

/**
 * Reads the cells of an XLSX or ODS workbook by its content, after it was found harmless. Gives the problem in words
 * for anything else. Formulas are never run and never trusted: such a cell is told as one.
 */
export async function readWorkbookCells(
  bytes: Uint8Array,
): Promise<{ readonly sheets: readonly SheetOfCells[] } | { readonly problem: string }> {
  if (bytes.byteLength > largestWorkbook) return { problem: 'The workbook must be smaller than 5 MB' };
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { problem: 'Choose a workbook saved as XLSX or ODS' };
  const problem = await problemInWorkbook(bytes);
  if (problem !== undefined) return { problem };
  try {
    const { sheets } = await read(bytes, { readStyles: true, maxRows: mostRows });
    return {
      sheets: sheets.map(({ name, rows, cells, merges = [] }) => ({
        name,
        rows: rows.slice(0, mostRows).map((row, at) =>
          row.map((value, column): ReadCell => {
            const merged = merges.some(
              (range) =>
                at >= range.startRow && at <= range.endRow && column >= range.startCol && column <= range.endCol,
            );
            return { ...readCell(value, cells?.get(`${at},${column}`)), merged };
          }),
        ),
      })),
    };
  } catch {
    return { problem: 'The workbook cannot be read: save it again as XLSX or ODS, and choose it once more' };
  }
}

function readCell(value: CellValue, cell: Cell | undefined): Omit<ReadCell, 'merged'> {
  const numFmt = cell?.style?.numFmt;
  const percent = numFmt === undefined ? undefined : numFmt.includes('%');
  if (cell?.formula !== undefined || cell?.type === 'formula') return { text: '', kind: 'formula', percent };
  if (cell?.type === 'error') return { text: '', kind: 'error', percent };
  if (value === null || value === undefined) return { text: '', kind: 'text', percent };
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), kind: 'date', percent };
  if (typeof value === 'number') return { text: String(value), kind: 'number', percent };
  if (typeof value === 'boolean') return { text: value ? 'Yes' : 'No', kind: 'flag', percent };
  return { text: String(value), kind: 'text', percent };
}
