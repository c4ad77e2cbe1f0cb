import { readFile } from 'node:fs/promises';
import { constants, inflateSync } from 'node:zlib';

const active =
  'This PDF holds a script, a form that sends data, or something that starts by itself: print it to a new PDF, and add that';
const filesInside = 'This PDF holds other files inside it: print it to a new PDF, and add the other files one by one';
const locked =
  'This PDF is protected, so nobody can look into it: print it to a new PDF without protection, and add that';
const broken = 'This PDF is damaged or cut off: save it again with the program that made it, and add that';

/** What an object stream may unpack to; they hold dictionaries alone. */
const mostInflated = 20_000_000;

const activeNames = /\/(JavaScript|JS|Launch|RichMedia|SubmitForm|ImportData|XFA|GoToE|Rendition|Movie|Sound|AA)\b/;
const fileNames = /\/(EmbeddedFiles?|Collection|FileAttachment)\b/;

/**
 * Looks through the dictionaries of a PDF, also where they are packed, and gives what is wrong in words for the person. A link
 * that a reader may press is harmless; a script, an action that runs by itself and a file inside are not.
 */
export async function problemInPdf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path);
  const text = bytes.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text)) return broken;
  const end = text.lastIndexOf('%%EOF');
  const after = text.slice(end + 5).replaceAll(/^\s*%.*$/gm, '');
  if (end < 0 || !/\b(obj|xref)\b/.test(text) || after.replaceAll(/[\s\0]/g, '') !== '') return broken;
  // Pages and pictures are streams of their own, and what they hold names nothing.
  const dictionaries = namesIn(text.replaceAll(/\bstream\r?\n[\s\S]*?\bendstream\b/g, ' stream '));
  if (/\/Encrypt\b/.test(dictionaries)) return locked;
  return problemInNames(dictionaries) ?? problemInNames(namesIn(packedDictionaries(bytes, text)));
}

const problemInNames = (names: string): string | undefined =>
  activeNames.test(names) || /\/OpenAction\s*<<[^>]*\/URI\b/.test(names)
    ? active
    : fileNames.test(names)
      ? filesInside
      : undefined;

/** A letter of a name may be written as `#` and two digits. Texts in brackets are words for people. */
const namesIn = (text: string): string =>
  text
    .replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\((?:\\.|[^()\\])*\)/g, '()');

function packedDictionaries(bytes: Buffer, text: string): string {
  const found: string[] = [];
  let left = mostInflated;
  for (const match of text.matchAll(/\/ObjStm\b[\s\S]{0,2000}?\bstream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('endstream', start);
    if (end < 0 || left <= 0) continue;
    try {
      const part = inflateSync(bytes.subarray(start, end), {
        maxOutputLength: left,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
      left -= part.byteLength;
      found.push(part.toString('latin1'));
    } catch {
      // One that cannot be unpacked here is not read by others either, or is larger than any honest one.
      found.push('/JavaScript ');
    }
  }
  return found.join('\n');
}
