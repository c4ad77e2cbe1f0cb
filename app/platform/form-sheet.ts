/** A workbook that people fill in, before it is XLSX or ODS. */

/** A sheet that people fill in: a header that stays in sight, and cells that are open or locked. */
export interface FormSheet {
  readonly name: string;
  readonly rows: readonly (readonly FormCell[])[];
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  /** Columns for the portal alone, by number from 0. */
  readonly hiddenColumns?: readonly number[];
  readonly hidden?: boolean;
}

export interface FormCell {
  readonly value: string | number;
  /** People write here; every other cell is locked, without a password. */
  readonly open?: boolean;
  /** What may be chosen, as the place of a list of choices from 0. */
  readonly list?: number;
  readonly look?: 'head' | 'strong';
}

export interface FormWorkbook {
  readonly title: string;
  readonly creator: string;
  readonly sheets: readonly FormSheet[];
  /** It is read and sorted, not filled in: nothing is locked. */
  readonly toRead?: boolean;
  /** What drop-downs offer; they get a hidden sheet of their own, because a list in a cell ends at 255 characters. */
  readonly lists: readonly (readonly string[])[];
}

/** The name of the sheet that holds the lists. */
export const listSheet = 'Choices';

/** A column by its letters: 0 is `A`, 26 is `AA`. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${columnLetters(Math.floor(column / 26) - 1)}${last}`;
}
