import { fileTypeFromBuffer } from 'file-type';

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

/** Decides what a file is by its bytes, and whether it may be kept. */
export async function readFileKind(bytes: Uint8Array, fileName: string): Promise<FileKind> {
  if (bytes.byteLength === 0) return refuse('The file is empty: choose the file again');
  if (bytes.byteLength > largestFile)
    return refuse('The file is larger than 25 MB: choose a smaller one, or add a link');
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found === undefined) return readText(bytes, fileName);
  const extension = allowed[found.mime];
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (extension !== undefined) return insideOf(content, { mediaType: found.mime, extension });
  if (/macroenabled/i.test(found.mime)) return refuse(macros);
  if (found.mime === 'application/x-cfb') return readOldOffice(content);
  if (archives.test(found.ext)) return refuse('This is an archive of files: unpack it and add the files one by one');
  if (programs.test(found.ext)) return refuse(program);
  if (found.mime === 'application/rtf' || found.mime === 'application/xml' || found.mime === 'image/svg+xml')
    return refuse('Files of this kind are not accepted: save it as a PDF and add that');
  return notOurs();
}

const refuse = (problem: string): FileKind => ({ ok: false, problem });
const notOurs = (): FileKind => refuse(`This kind of file is not accepted: choose a ${filesAllowed}`);
const macros =
  'This document can hold macros: save it without macros, for example as .docx, .xlsx or PDF, and add that';
const program = 'This file is a program, whatever its name says: it cannot be added';
const archives = /^(zip|7z|rar|gz|tar|bz2|xz|zst|lz|lz4|Z|cab|arj|lzh|cpio|ace|jar|apk|iso|dmg|tar\.gz)$/;
const programs = /^(exe|elf|macho|dll|msi|class|dex|wasm|swf|deb|rpm|crx|xpi|lnk|nes|ar)$/;

/** Names of the entries of an Office or OpenDocument file stand uncompressed in its table of contents. */
function insideOf(content: Buffer, kind: { mediaType: string; extension: string }): FileKind {
  const isOffice = kind.mediaType.startsWith(office);
  const isOpenDocument = kind.mediaType.startsWith(openDocument);
  if (isOffice && content.includes('vbaProject.bin')) return refuse(macros);
  if (isOpenDocument && content.includes('Basic/script-lc.xml')) return refuse(macros);
  return { ok: true, ...kind };
}

const wide = (text: string) => Buffer.from(text, 'utf16le');

/** Word, Excel and PowerPoint of before 2007: one container format, told apart by the names of its streams. */
function readOldOffice(content: Buffer): FileKind {
  if (content.includes(wide('EncryptedPackage')))
    return refuse('This document has a password: save it without one and add it again');
  if (content.includes(wide('_VBA_PROJECT')) || content.includes(wide('VBA'))) return refuse(macros);
  if (content.includes(wide('WordDocument'))) return { ok: true, mediaType: 'application/msword', extension: 'doc' };
  if (content.includes(wide('Workbook'))) return { ok: true, mediaType: 'application/vnd.ms-excel', extension: 'xls' };
  if (content.includes(wide('PowerPoint Document')))
    return { ok: true, mediaType: 'application/vnd.ms-powerpoint', extension: 'ppt' };
  if (content.includes(wide('__properties_version1.0')))
    return refuse('This is a saved e-mail: save the message as a PDF and add that');
  return refuse(program);
}

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
function readText(bytes: Uint8Array, fileName: string): FileKind {
  const text = decodeText(bytes);
  if (text === undefined) return notOurs();
  const start = text.slice(0, 1000).trimStart().toLowerCase();
  if (/^(<!doctype|<html|<svg|<\?xml|<script|#!|mz)/.test(start)) return refuse(textOnly);
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const kind = textEndings[ending];
  return kind === undefined ? refuse(textOnly) : { ok: true, mediaType: kind[0], extension: kind[1] };
}

const textOnly =
  'The content of this file does not fit its name, or it is a web page or a script: save it as a PDF and add that';

/** The text of the bytes as UTF-8, UTF-16 with its mark, or Windows-1252; undefined when they are no text. */
function decodeText(bytes: Uint8Array): string | undefined {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'windows-1252'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return /[^\P{Cc}\t\n\r\f\u0085]/u.test(encoding === 'windows-1252' ? text.replace(/[\u0080-\u009f]/g, '') : text)
        ? undefined
        : text;
    } catch {
      // Not this encoding.
    }
  }
  return undefined;
}
