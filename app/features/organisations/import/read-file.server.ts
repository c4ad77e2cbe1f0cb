import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { expectedFile, type ImportFormat, recogniseFormat, UnreadableFile } from './format.ts';

/** A file that can be read more than once, so that a large one never has to be held whole. */
export type FileSource = () => Promise<AsyncIterable<Uint8Array>>;

/** A row of the file, by column name. `row` counts as a spreadsheet does: the header is row 1. */
export interface FileRow {
  readonly row: number;
  /** A cell by the name of its column, without the spaces around it; empty where there is none. */
  cell(column: string): string;
  /** The row has more or fewer columns than the header. */
  readonly ragged: boolean;
}

export interface OpenedFile {
  readonly format: ImportFormat;
  /** Every row that holds something, in order. Throws `UnreadableFile` where the file stops being CSV. */
  rows(): AsyncIterable<FileRow>;
}

/** Longest line of either format by far; a longer one is a quote that never closes. */
const mostBytesInRow = 200_000;

/**
 * Looks at a file's bytes and its header. Refuses what is not text, not CSV, in another encoding than we can read, or
 * under other headers: each with what was expected. The schools register comes in Windows-1252; the template in UTF-8.
 */
export async function openImportFile(source: FileSource): Promise<OpenedFile> {
  const { isUtf8 } = await inspectBytes(source);
  const header = await readHeader(source);
  const format = recogniseFormat(header);
  if (format === 'template' && !isUtf8)
    throw new UnreadableFile(
      'The file holds letters that we cannot read. Save it again as "CSV UTF-8" and upload that',
    );
  const encoding = isUtf8 ? 'utf-8' : 'windows-1252';
  const names = header.map((name) => name.trim());
  return { format, rows: () => readRows(source, encoding, names) };
}

async function inspectBytes(source: FileSource): Promise<{ isUtf8: boolean }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let bytes = 0;
  for await (const chunk of await source()) {
    if (bytes === 0 && hasWideMark(chunk))
      throw new UnreadableFile('The file is saved as Unicode text (UTF-16). Save it as "CSV UTF-8" and upload that');
    bytes += chunk.byteLength;
    if (chunk.includes(0)) throw new UnreadableFile(`This is not a CSV file. ${expectedFile}`);
    if (isUtf8) isUtf8 = decodes(decoder, chunk, true);
  }
  if (bytes === 0) throw new UnreadableFile(`The file is empty. ${expectedFile}`);
  return { isUtf8: isUtf8 && decodes(decoder, new Uint8Array(), false) };
}

const hasWideMark = ([first, second]: Uint8Array) =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

function decodes(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream });
    return true;
  } catch {
    return false;
  }
}

async function readHeader(source: FileSource): Promise<string[]> {
  for await (const { record } of records(source, 'windows-1252', 1)) return record;
  throw new UnreadableFile(`The file is empty. ${expectedFile}`);
}

async function* readRows(source: FileSource, encoding: string, names: readonly string[]): AsyncIterable<FileRow> {
  const places = new Map(names.map((name, place) => [name, place]));
  for await (const { record, row } of records(source, encoding)) {
    if (row === 1 || record.every((cell) => cell.trim() === '')) continue;
    yield {
      row,
      cell: (column) => record[places.get(column) ?? -1]?.trim() ?? '',
      ragged: record.length !== names.length,
    };
  }
}

async function* records(
  source: FileSource,
  encoding: string,
  toLine?: number,
): AsyncIterable<{ record: string[]; row: number }> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    max_record_size: mostBytesInRow,
    ...(toLine === undefined ? {} : { to: toLine }),
  });
  const text = Readable.from(decoded(await source(), encoding));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    let row = 0;
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { record, row };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new UnreadableFile(
        `The file stops being CSV at line ${String(error.lines ?? '?')}: check the quotation marks there. ${expectedFile}`,
      );
    throw error;
  } finally {
    text.destroy();
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
