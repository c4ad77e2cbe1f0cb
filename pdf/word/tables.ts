import { HeightRule, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } from 'docx';
import type { AnswerSpace } from '../models.ts';

/** A row under which nobody could write by hand. */
const leastHeight = 500;

/** Rows of text under headings that Word repeats on each page and reads out as such. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    rows: [headRow(headings), ...rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map(textCell) }))],
  });
}

/** The columns of a question that is answered by a table: what each holds, and three rows to fill in. */
export const blankTable = (columns: AnswerSpace['columns']): Table =>
  emptyRows(
    columns.map(({ heading, holds }) => `${heading} (${holds})`),
    3,
  );

/** Room for a name, a signature and a date. */
export const signatureTable = (): Table => emptyRows(['Name', 'Signature', 'Date'], 1);

/** A box to write in, with its label as the heading: one line for a number or a date, several for words. */
export const writingBox = (prompt: string, forWords: boolean): Table =>
  emptyRows([prompt], 1, forWords ? 3 * leastHeight : leastHeight);

function emptyRows(headings: readonly string[], count: number, height = leastHeight): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    rows: [
      headRow(headings),
      ...Array.from(
        { length: count },
        () =>
          new TableRow({
            height: { value: height, rule: HeightRule.ATLEAST },
            children: headings.map(() => textCell('')),
          }),
      ),
    ],
  });
}

const headRow = (headings: readonly string[]) =>
  new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: headings.map(
      (text) =>
        new TableCell({
          shading: { fill: 'F3F4F5' },
          margins: cellMargins,
          children: [new Paragraph({ children: [new TextRun({ text, bold: true, size: 20 })], keepNext: true })],
        }),
    ),
  });

const textCell = (text: string) =>
  new TableCell({
    margins: cellMargins,
    children: [
      new Paragraph({
        children: text
          .split('\n')
          .map((line, at) => new TextRun({ text: line, size: 20, ...(at > 0 ? { break: 1 } : {}) })),
        spacing: { after: 0 },
      }),
    ],
  });

const cellMargins = { top: 60, bottom: 60, left: 100, right: 100 };
