import { CsvError, parse } from 'csv-parse/sync';
import { cellAddress, type ReadCell, type TypedCell, typedCell } from '../../../platform/cells.ts';
import { largestWorkbook } from '../../../platform/workbook.server.ts';
import { readWorkbookCells } from '../../../platform/workbook-cells.server.ts';
import { type FigureColumn, figureColumns, mostFigureRows } from './layout.ts';

/** One row of a file with something in it. `row` counts as a spreadsheet does: the headings are row 1. */
export interface FigureRow {
  readonly row: number;
  /** The address is empty for a column that the file does not have. */
  readonly cells: Readonly<Record<FigureColumn, TypedCell>>;
  /** Cells that cannot be read, each with its address. */
  readonly problems: readonly string[];
}

type Problem = { readonly problem: string };

/**
 * Reads a CSV file, or the first sheet of an XLSX or ODS workbook, by its content. Says in words what is no such file, which
 * columns are missing, and which heading comes twice.
 */
export async function readFigureFile(bytes: Uint8Array): Promise<{ readonly rows: readonly FigureRow[] } | Problem> {
  if (bytes.byteLength > largestWorkbook) return { problem: 'The file must be smaller than 5 MB' };
  const read = bytes[0] === 0x50 && bytes[1] === 0x4b ? await readFirstSheet(bytes) : readCsv(bytes);
  if ('problem' in read) return read;
  const [header = [], ...rows] = read.cells;
  const places = placesOf(header);
  if ('problem' in places) return places;
  const found = rows.flatMap((cells, at) => {
    const problems: string[] = [];
    const typed = Object.fromEntries(
      figureColumns.map(({ code }) => {
        const column = places.at.get(code);
        const address = column === undefined ? '' : cellAddress(at + 1, column);
        return [code, typedCell(column === undefined ? undefined : cells[column], address, problems)];
      }),
    ) as Record<FigureColumn, TypedCell>;
    const empty = problems.length === 0 && Object.values(typed).every(({ text }) => text.trim() === '');
    return empty ? [] : [{ row: at + 2, cells: typed, problems }];
  });
  if (found.length === 0) return { problem: 'The file has headings and no rows: fill in a row for each figure' };
  if (found.length > mostFigureRows)
    return { problem: `The file has more than ${mostFigureRows.toLocaleString('en-GB')} rows: bring it in as several` };
  return { rows: found };
}

async function readFirstSheet(
  bytes: Uint8Array,
): Promise<{ readonly cells: readonly (readonly ReadCell[])[] } | Problem> {
  const workbook = await readWorkbookCells(bytes);
  if ('problem' in workbook) return workbook;
  return { cells: workbook.sheets[0]?.rows ?? [] };
}

function readCsv(bytes: Uint8Array): { readonly cells: readonly (readonly ReadCell[])[] } | Problem {
  const expected = 'Choose a CSV file, or a workbook saved as XLSX or ODS';
  if (bytes.byteLength === 0) return { problem: `The file is empty. ${expected}` };
  if (bytes.includes(0)) return { problem: `This is not a CSV file. ${expected}` };
  try {
    const rows = parse(decoded(bytes), { bom: true, relax_column_count: true }) as string[][];
    return {
      cells: rows.map((row) => row.map((text) => ({ text, kind: 'text', percent: undefined, merged: false }) as const)),
    };
  } catch (error) {
    if (error instanceof CsvError)
      return {
        problem: `The file stops being CSV at line ${String(error.lines ?? '?')}: check the quotation marks there`,
      };
    throw error;
  }
}

/** Spreadsheets save CSV in UTF-8 or, on older machines, in Windows-1252. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const sameWords = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

function placesOf(header: readonly ReadCell[]): { readonly at: ReadonlyMap<FigureColumn, number> } | Problem {
  const at = new Map<FigureColumn, number>();
  for (const [place, { text }] of header.entries()) {
    const column = figureColumns.find(({ heading }) => sameWords(heading) === sameWords(text));
    if (!column) continue;
    if (at.has(column.code)) return { problem: `Two columns are headed “${column.heading}”: keep one of them` };
    at.set(column.code, place);
  }
  const missing = figureColumns
    .filter(({ code, needed }) => needed && !at.has(code))
    .map(({ heading }) => `“${heading}”`);
  if (missing.length > 0) return { problem: `The first row must hold the headings. Missing: ${missing.join(', ')}` };
  if (!at.has('agreed') && !at.has('percent') && !at.has('mean'))
    return { problem: 'The file needs a column “Number agreed”, “Per cent agreed” or “Mean”' };
  return { at };
}
