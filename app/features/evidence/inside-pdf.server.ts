import { readFile } from 'node:fs/promises';
import { constants, inflateSync } from 'node:zlib';
import { type PdfObject, PdfReader } from './pdf-names.ts';

const active =
  'This PDF holds a script, a form that sends data, or something that starts by itself: print it to a new PDF, and add that';
const filesInside = 'This PDF holds other files inside it: print it to a new PDF, and add the other files one by one';
const locked =
  'This PDF is protected, so nobody can look into it: print it to a new PDF without protection, and add that';
const broken = 'This PDF is damaged or cut off: save it again with the program that made it, and add that';

/** What object streams may unpack to; they hold dictionaries alone. */
const mostInflated = 20_000_000;

const activeNames = /^(JavaScript|JS|Launch|RichMedia|SubmitForm|ImportData|XFA|GoToE|Rendition|Movie|Sound|AA)$/;
const fileNames = /^(EmbeddedFiles?|Collection|FileAttachment)$/;
/** Harmless in a link that a reader presses; not where it happens on opening. */
const leadsOut = /^(URI|GoToR)$/;

const streamBegins = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*stream[\t ]*(?:\r\n|\n|\r)/y;

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
  const reader = new PdfReader(text);
  const plain = [...reader.objects()];
  if (reader.tooMuch) return broken;
  if (plain.some(({ names }) => names.has('Encrypt'))) return locked;
  const packed = packedObjects(bytes, text, plain);
  return packed === 'unreadable' ? active : problemInObjects([...plain, ...packed]);
}

function problemInObjects(objects: readonly PdfObject[]): string | undefined {
  const has = (one: RegExp) => objects.some(({ names }) => [...names].some((name) => one.test(name)));
  if (has(activeNames) || opensByItself(objects)) return active;
  return has(fileNames) ? filesInside : undefined;
}

/** The action on opening stands with the catalog itself, or is an object of its own. */
function opensByItself(objects: readonly PdfObject[]): boolean {
  const begun = objects.filter(({ names }) => names.has('OpenAction'));
  const others = new Set(begun.map(({ next }) => /^\d+/.exec(next.get('OpenAction') ?? '')?.[0]));
  return [...begun, ...objects.filter(({ number }) => others.has(number))].some(({ names }) =>
    [...names].some((name) => leadsOut.test(name)),
  );
}

/**
 * The objects in object streams. `unreadable` when one cannot be unpacked here: others do not read it either, or it is larger
 * than any honest one, or it is packed in a way that no honest program packs dictionaries.
 */
function packedObjects(bytes: Buffer, text: string, plain: readonly PdfObject[]): readonly PdfObject[] | 'unreadable' {
  const found: PdfObject[] = [];
  let left = mostInflated;
  for (const { names, next, end } of plain) {
    // A reader goes by the table of places: the kind may be missing.
    if (!names.has('ObjStm') && !(names.has('N') && names.has('First'))) continue;
    streamBegins.lastIndex = end;
    if (!streamBegins.test(text)) continue;
    if (names.has('DecodeParms') || names.has('DP') || left <= 0) return 'unreadable';
    const inside = unpacked(bytes.subarray(streamBegins.lastIndex), left);
    if (inside === undefined) return 'unreadable';
    left -= inside.length;
    const reader = new PdfReader(inside);
    const places = placesIn(inside, Number(next.get('First')));
    if (places === undefined) return 'unreadable';
    found.push(...places.map(([number, place]) => reader.object(place, number)));
    if (reader.tooMuch) return 'unreadable';
  }
  return found;
}

/** As far as it goes: what is packed says by itself where it ends, whatever stands in it. */
function unpacked(bytes: Buffer, most: number): string | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    return undefined;
  }
}

/**
 * The numbers at the beginning of an object stream say which objects there are, and where each begins, counted from the
 * first. Undefined when there are none. What stands between the objects nobody reads, but behind the numbers a reader may
 * begin that looks for the first object by itself.
 */
function placesIn(inside: string, first: number): (readonly [number: string, place: number])[] | undefined {
  const numbers = inside.slice(0, first).match(/\d+/g) ?? [];
  if (!Number.isInteger(first) || numbers.length < 2) return undefined;
  const behind = /^[\d\0\t\n\f\r ]*/.exec(inside)?.[0].length ?? 0;
  const places = Array.from({ length: Math.floor(numbers.length / 2) }, (_, index): [string, number] => [
    numbers[index * 2] ?? '',
    first + Number(numbers[index * 2 + 1]),
  ]);
  return [['', behind], ...places];
}
