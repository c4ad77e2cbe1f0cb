import { fileTypeFromFile } from 'file-type';
import { problemInPicture } from './file-ends.server.ts';
import { problemInPdf } from './inside-pdf.server.ts';
import { macrosInside, problemInsideZip } from './inside-zip.server.ts';
import { chunksOf, findInFile, headOf } from './scan-file.server.ts';

/** The largest file, in bytes. */
export const largestFile = 25 * 1024 * 1024;

export const filesAllowed = 'PDF, Word, Excel, PowerPoint, OpenDocument, picture, CSV or text file of up to 25 MB';

export type FileKind =
  | { readonly ok: true; readonly mediaType: string; readonly extension: string }
  /** Why the file is refused, and what to do, in words for the person. */
  | { readonly ok: false; readonly problem: string };

const office = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';

/** What may be kept, by what file-type finds in the bytes. The name of the file decides nothing here. */
const allowed: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  [`${office}wordprocessingml.document`]: 'docx',
  [`${office}spreadsheetml.sheet`]: 'xlsx',
  [`${office}presentationml.presentation`]: 'pptx',
  [`${openDocument}text`]: 'odt',
  [`${openDocument}spreadsheet`]: 'ods',
  [`${openDocument}presentation`]: 'odp',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/tiff': 'tif',
  'image/heic': 'heic',
};

/** Decides what a file on disk is by its bytes, and whether it may be kept. Reads it in pieces, whatever its size. */
export async function readFileKind(
  { path, size }: { readonly path: string; readonly size: number },
  fileName: string,
): Promise<FileKind> {
  if (size === 0) return refuse('The file is empty: choose the file again');
  if (size > largestFile) return refuse(tooLarge);
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (found === undefined) return readText(path, fileName);
  const extension = allowed[found.mime];
  if (extension !== undefined) return insideOf(path, { mediaType: found.mime, extension });
  if (/macroenabled/i.test(found.mime)) return refuse(macros);
  if (found.mime === 'application/x-cfb') return readOldOffice(path);
  if (archives.test(found.ext)) return refuse('This is an archive of files: unpack it and add the files one by one');
  if (programs.test(found.ext)) return refuse(program);
  if (found.mime === 'application/rtf' || found.mime === 'application/xml' || found.mime === 'image/svg+xml')
    return refuse('Files of this kind are not accepted: save it as a PDF and add that');
  return notOurs();
}

export const tooLarge = 'The file is larger than 25 MB: choose a smaller one, or add a link';
const refuse = (problem: string): FileKind => ({ ok: false, problem });
const notOurs = (): FileKind => refuse(`This kind of file is not accepted: choose a ${filesAllowed}`);
const macros = macrosInside;
const program = 'This file is a program, whatever its name says: it cannot be added';
const archives = /^(zip|7z|rar|gz|tar|bz2|xz|zst|lz|lz4|Z|cab|arj|lzh|cpio|ace|jar|apk|iso|dmg|tar\.gz)$/;
const programs = /^(exe|elf|macho|dll|msi|class|dex|wasm|swf|deb|rpm|crx|xpi|lnk|nes|ar)$/;

/** What a file of an accepted kind holds must be harmless as well. */
async function insideOf(path: string, kind: { mediaType: string; extension: string }): Promise<FileKind> {
  const problem =
    kind.mediaType.startsWith(office) || kind.mediaType.startsWith(openDocument)
      ? await problemInsideZip(path)
      : kind.mediaType === 'application/pdf'
        ? await problemInPdf(path)
        : await problemInPicture(path, kind.extension);
  return problem === undefined ? { ok: true, ...kind } : refuse(problem);
}

const oldMarks = [
  'EncryptedPackage',
  '_VBA_PROJECT',
  'VBA',
  'WordDocument',
  'Workbook',
  'PowerPoint Document',
  'Ole10Native',
] as const;

/** Word, Excel and PowerPoint of before 2007: one container format, told apart by the names of its streams. */
async function readOldOffice(path: string): Promise<FileKind> {
  const places = await findInFile(
    path,
    oldMarks.map((mark) => Buffer.from(mark, 'utf16le')),
  );
  const has = (mark: (typeof oldMarks)[number]) => places.has(oldMarks.indexOf(mark));
  if (has('EncryptedPackage')) return refuse('This document has a password: save it without one and add it again');
  if (has('_VBA_PROJECT') || has('VBA')) return refuse(macros);
  if (has('Ole10Native') || (await findInFile(path, [Buffer.from('DDEAUTO')])).size > 0) return refuse(oldInside);
  if (has('WordDocument')) return { ok: true, mediaType: 'application/msword', extension: 'doc' };
  if (has('Workbook')) return { ok: true, mediaType: 'application/vnd.ms-excel', extension: 'xls' };
  if (has('PowerPoint Document')) return { ok: true, mediaType: 'application/vnd.ms-powerpoint', extension: 'ppt' };
  return refuse(program);
}

const oldInside =
  'This document holds another file inside it, or starts another program: save it as a PDF, and add that';

/** Endings under which plain text is accepted, and what it is kept as. */
const textEndings: Readonly<Record<string, readonly [mediaType: string, extension: string]>> = {
  csv: ['text/csv', 'csv'],
  tsv: ['text/plain', 'txt'],
  txt: ['text/plain', 'txt'],
  text: ['text/plain', 'txt'],
  md: ['text/plain', 'txt'],
  log: ['text/plain', 'txt'],
};

/** Text has no marks to know it by: every byte must be text, its beginning must not be markup, its ending must say text. */
async function readText(path: string, fileName: string): Promise<FileKind> {
  const encoding = await encodingOf(path);
  if (encoding === undefined) return notOurs();
  const start = new TextDecoder(encoding)
    .decode(await headOf(path, 2000))
    .slice(0, 1000)
    .replace(/^[\s\ufeff\u200b-\u200f\u2060]+/, '')
    .toLowerCase();
  // Markup, scripts, saved web pages and shortcuts, whatever stands before them.
  if (/^(<[a-z!?/]|#!|mz|\{\\rtf|mime-version:|\[internetshortcut\])/.test(start)) return refuse(textOnly);
  if ((await findInFile(path, dangerousCells)).size > 0 && (await startsProgram(path, encoding))) return refuse(cells);
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const kind = textEndings[ending];
  return kind === undefined ? refuse(textOnly) : { ok: true, mediaType: kind[0], extension: kind[1] };
}

/** A cell like `=cmd|' /c calc'!A1` starts a program in a spreadsheet. What has no bar, in one byte or two, has no such cell. */
const dangerousCells = [Buffer.from('|'), Buffer.from('|\0', 'latin1')];
const startsProgramCell = /(^|[,;\t\n\r"])\s*[=+@-][^,;\t\n\r]*\|[^,;\t\n\r]*!/;

async function startsProgram(path: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for await (const chunk of chunksOf(path)) {
    const text = rest + decoder.decode(chunk, { stream: true });
    if (startsProgramCell.test(text)) return true;
    rest = text.slice(-2000);
  }
  return false;
}

const cells =
  'A cell of this file would start a program when it is opened as a sheet: take the formula out, or add the file as a PDF';
const textOnly =
  'The content of this file does not fit its name, or it is a web page or a script: save it as a PDF and add that';

/** How a text is written: UTF-8, UTF-16 with its mark, or Windows-1252; undefined when the bytes are no text. */
export async function encodingOf(path: string): Promise<string | undefined> {
  const head = await headOf(path, 2);
  const encodings = head[0] === 0xff && head[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'windows-1252'];
  for (const encoding of encodings) if (await isTextIn(path, encoding)) return encoding;
  return undefined;
}

async function isTextIn(path: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  // Windows-1252 has letters where other encodings have these controls.
  const control = encoding === 'windows-1252' ? /[^\P{Cc}\t\n\r\f\u0080-\u009f]/u : /[^\P{Cc}\t\n\r\f\u0085]/u;
  try {
    for await (const chunk of chunksOf(path)) if (control.test(decoder.decode(chunk, { stream: true }))) return false;
    return !control.test(decoder.decode());
  } catch {
    return false;
  }
}
