import type { RowDef, WriteSheet } from 'hucre';
import { BlobReader, TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from './zip.server.ts';

/** Sheets are printed on A4 across, all columns on one page, with the first row on each. */
export const printed = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '$1:$1',
} as const satisfies NonNullable<WriteSheet['pageSetup']>;

const pointsOfLine = 15;
/** The highest row that Excel knows, in points. */
const highest = 409;

/**
 * How high the rows are for their text, with the given widths of columns in characters. Excel works this out by itself;
 * LibreOffice leaves rows that say nothing one line high and draws longer texts over each other.
 */
export function heightsOf(rows: readonly (readonly unknown[])[], widths: readonly number[]): Map<number, RowDef> {
  return new Map(
    rows.flatMap((row, at): [number, RowDef][] => {
      const lines = Math.max(1, ...row.map((value, column) => linesOf(String(value ?? ''), widths[column] ?? 10)));
      return lines === 1 ? [] : [[at, { height: Math.min(highest, lines * pointsOfLine) }]];
    }),
  );
}

/** Words are not broken, so that a line holds a little less than its width. */
const linesOf = (text: string, width: number): number =>
  text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / (width * 0.9))), 0);

/**
 * Lets rows of an XLSX workbook grow with what people type: the library writes each height as one that a person has set,
 * which the programs then keep.
 */
export async function withGrowingRows(xlsx: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new ZipReader(new Uint8ArrayReader(xlsx));
  const writer = new ZipWriter(new Uint8ArrayWriter(), { extendedTimestamp: false, dataDescriptor: false });
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const bytes = await entry.getData(new Uint8ArrayWriter());
    const isSheet = /^xl\/worksheets\/sheet\d+\.xml$/.test(entry.filename);
    const part = isSheet
      ? new TextReader(new TextDecoder().decode(bytes).replaceAll(/(<row\b[^>]*?) customHeight="(?:1|true)"/g, '$1'))
      : new BlobReader(new Blob([bytes]));
    await writer.add(entry.filename, part, { lastModDate: entry.lastModDate });
  }
  await reader.close();
  return Uint8Array.from(await writer.close());
}
