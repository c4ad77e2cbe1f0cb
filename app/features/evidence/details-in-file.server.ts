import { readFile } from 'node:fs/promises';
import { largestWorkbook, readWorkbook, workbookTypes } from '../../platform/workbook.server.ts';
import { type DetailKind, findChildDetails } from './child-details.ts';
import { encodingOf } from './file-kind.server.ts';
import { headOf } from './scan-file.server.ts';
import { isZippedDocument, textInDocument } from './text-in-document.server.ts';

/** So much of a text is looked through, in bytes. */
const mostLooked = 2_000_000;
const sheets: readonly string[] = Object.values(workbookTypes);

/**
 * The kinds of detail in the text of a file: plain text, CSV, workbooks, and the words of Office and OpenDocument files up
 * to a limit. PDF, pictures and files of before 2007 are not opened: for them there is the name of the file, the title, and
 * the person who added it.
 */
export async function findDetailsInFile(
  { path, size }: { readonly path: string; readonly size: number },
  mediaType: string,
  today: string,
): Promise<DetailKind[]> {
  if (mediaType === 'text/plain' || mediaType === 'text/csv') {
    const encoding = (await encodingOf(path)) ?? 'utf-8';
    return findChildDetails(new TextDecoder(encoding).decode(await headOf(path, mostLooked)), today);
  }
  if (isZippedDocument(mediaType) && (!sheets.includes(mediaType) || size > largestWorkbook))
    return findChildDetails((await textInDocument(path)).slice(0, mostLooked), today);
  if (!sheets.includes(mediaType)) return [];
  const read = await readWorkbook(await readFile(path));
  if ('problem' in read) return [];
  const rows = read.sheets.flatMap((sheet) => [sheet.name, ...sheet.rows.map((row) => row.join(' | '))]);
  return findChildDetails(rows.join('\n'), today);
}
