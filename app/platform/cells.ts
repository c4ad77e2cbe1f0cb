/** Cells of workbooks: what was read from one, and texts in them. */
import { columnLetters } from './form-sheet.ts';

/** One cell as it was found. Nothing is trimmed: the words of an answer are kept as they are. */
export interface ReadCell {
  /** A number in plain digits, a date as `YYYY-MM-DD`, a flag as `Yes` or `No`. */
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date' | 'flag' | 'formula' | 'error';
  /** A number that is shown as a percentage: 0.85 stands for 85%. Unknown in ODS, where the format is not read. */
  readonly percent: boolean | undefined;
  /** It covers, or is covered by, another. */
  readonly merged: boolean;
}

export interface SheetOfCells {
  readonly name: string;
  readonly rows: readonly (readonly ReadCell[])[];
}

/** The address of a cell as people see it: row 0, column 5 is `F1`. */
export const cellAddress = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`;

const opening = /^'*[=+\-@\t\r]/;

/** A text as a cell holds it: one that a spreadsheet could take for a formula gets an apostrophe in front. */
export const asCellText = (text: string): string => (opening.test(text) ? `'${text}` : text);

/** The other way: no letter of what was written is lost. */
export const fromCellText = (text: string): string =>
  text.startsWith("'") && opening.test(text.slice(1)) ? text.slice(1) : text;

/** A cell as it was read, with its address for messages. */
export interface TypedCell {
  readonly text: string;
  readonly number: boolean;
  /** The number is shown as a percentage; undefined where that is not known. */
  readonly percent: boolean | undefined;
  readonly address: string;
}

/** A cell that people fill in. A formula, an error and a merged cell are told, and count as empty. */
export function typedCell(cell: ReadCell | undefined, address: string, problems: string[]): TypedCell {
  const reason =
    cell?.kind === 'formula'
      ? 'it holds a formula, and formulas are not run: put its result in its place'
      : cell?.kind === 'error'
        ? 'it holds an error: type its words in its place'
        : cell?.merged
          ? 'it is merged with others: unmerge it and type its words again'
          : undefined;
  if (reason) problems.push(`Cell ${address}: ${reason}`);
  return {
    text: cell && !reason ? fromCellText(cell.text) : '',
    number: cell?.kind === 'number',
    percent: cell?.percent,
    address,
  };
}
