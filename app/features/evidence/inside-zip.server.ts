import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { BlobReader, type FileEntry, ZipReader } from '../../platform/zip.server.ts';

/** What a document of people never reaches, and a file that was made to do harm soon does. */
const mostEntries = 5000;
const mostInflated = 250_000_000;
/** One part of XML, in bytes; pictures may be larger. */
const mostXml = 60_000_000;

export const macrosInside =
  'This document can hold macros: save it without macros, for example as .docx, .xlsx or PDF, and add that';
const filesInside =
  'This document holds another file inside it: take that out, or save the document as a PDF, and add that';
const fetches =
  'This document runs or fetches something from elsewhere when it is opened: save it as a PDF, and add that';
const broken = 'This file is damaged or was made to do harm: save it again with the program that made it, and add that';
const locked = 'This document has a password: save it without one and add it again';
const tooMuch = 'This document unpacks to more than the portal looks through: save it as a PDF, and add that';

/**
 * Looks into an Office or OpenDocument file and gives what is wrong in words for the person; undefined for a harmless one. Every part is
 * unpacked and counted, whatever the file says of its own size. Refuses macros, other files inside, what is fetched or run on opening,
 * document types and entities of XML, names that lead out of the file, and a container with anything before or behind it.
 */
export async function problemInsideZip(path: string): Promise<string | undefined> {
  if (!(await isWholeZip(path))) return broken;
  const zip = new ZipReader(new BlobReader(await openAsBlob(path)), { checkOverlappingEntry: true });
  try {
    const entries = await zip.getEntries();
    if (entries.length > mostEntries) return tooMuch;
    const names = new Set<string>();
    let left = mostInflated;
    for (const entry of entries) {
      const problem = problemInName(entry, names);
      if (problem) return problem;
      if (entry.directory) continue;
      const part = await read(entry, left, isXml(entry.filename) ? mostXml : 16);
      if (part.size > left || (isXml(entry.filename) && part.size > mostXml)) return tooMuch;
      left -= part.size;
      const inside = isXml(entry.filename)
        ? problemInXml(entry.filename, textOf(part.head))
        : problemInBytes(part.head);
      if (inside) return inside;
    }
    return undefined;
  } catch {
    return broken;
  } finally {
    await zip.close().catch(() => undefined);
  }
}

const isXml = (name: string): boolean => /\.(xml|rels|vml|rdf)$/i.test(name);

const macroNames =
  /(^|\/)(vbaProject\.bin|vbaData\.xml|macrosheets\/|activeX\/|attachedToolbars\.bin)|^(Basic|Scripts)\//i;
const otherFiles =
  /\.(exe|dll|com|scr|bat|cmd|ps1|vbs?|vbe|js|jse|wsf|hta|msi|jar|lnk|html?|svgz?|swf|zip|rar|7z|gz|tar|iso|docm|xlsm|pptm|xlsb|dotm|xltm|potm|ole)$/i;
/** Word, Excel and PowerPoint keep the sheets of charts in this way, and those are looked into as what they are: packages. */
const oleObject = /(^|\/)(oleObject[^/]*\.bin|embeddings\/[^/]*\.bin)$/i;

function problemInName(
  entry: FileEntry | { readonly filename: string; readonly encrypted: boolean },
  names: Set<string>,
) {
  const { filename } = entry;
  if (entry.encrypted) return locked;
  const key = filename.toLowerCase();
  // Backslashes, ways up, and a second part of the same name: programs disagree about which they read.
  if (/[\\\0]|(^|\/)\.\.(\/|$)|^\/|^[a-z]:/i.test(filename) || names.has(key)) return broken;
  names.add(key);
  if (macroNames.test(filename)) return macrosInside;
  return otherFiles.test(filename) || oleObject.test(filename) ? filesInside : undefined;
}

/** Beginnings of programs, archives, old containers and PDF: none of them is a part of a document. */
const beginnings = ['4d5a', '7f454c46', 'd0cf11e0a1b11ae1', '526172211a07', '377abcaf271c', '1f8b08', '25504446'];

function problemInBytes(head: Uint8Array): string | undefined {
  const hex = Buffer.from(head).toString('hex');
  if (beginnings.some((beginning) => hex.startsWith(beginning))) return filesInside;
  return /^\s*<(!doctype|html|svg|script|\?php)/i.test(Buffer.from(head).toString('latin1')) ? filesInside : undefined;
}

/** XML may be written in UTF-16 too, where a look at bytes sees nothing. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

const outside = /^(https?:|ftp:|file:\/\/[^/]|\\\\|\/\/)/i;
const fieldsThatReach = /\b(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK)\b/i;

function problemInXml(name: string, xml: string): string | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return broken;
  if (name.endsWith('.rels')) return problemInRelations(xml);
  if (/application\/vnd\.ms-[a-z]+\.[a-z.]*macroEnabled/i.test(xml)) return macrosInside;
  if (/<(script:|office:script\b|script:event-listener|office:event-listeners)/i.test(xml)) return macrosInside;
  // A field may be cut into several runs.
  const fields = [...xml.matchAll(/<w:instrText[^>]*>([^<]*)<\/w:instrText>/g)].map(([, words = '']) => words).join('');
  const simple = [...xml.matchAll(/w:instr="([^"]*)"/g)].map(([, words = '']) => words).join(' ');
  if (fieldsThatReach.test(fields) || fieldsThatReach.test(simple)) return fetches;
  if (/<(ddeLink|text:dde-connection|office:dde-source|oleLink)\b/i.test(xml)) return fetches;
  for (const [, formula = ''] of xml.matchAll(/<f\b[^>]*>([^<]*)<\/f>|formula="([^"]*)"/g))
    if (/\||\b(WEBSERVICE|CALL|REGISTER|EXEC|DDE)\s*\(/i.test(formula.replaceAll(/&quot;.*?&quot;/g, '')))
      return fetches;
  for (const [, tag = '', address = ''] of xml.matchAll(/<([\w:]+)\b[^>]*\bxlink:href="([^"]*)"/g))
    if (!/^(text:a|draw:a)$/.test(tag) && outside.test(address)) return fetches;
  return undefined;
}

/** Links that a reader may follow are harmless; everything that is fetched when the document opens is not. */
function problemInRelations(xml: string): string | undefined {
  for (const [relation] of xml.matchAll(/<Relationship\b[^>]*>/g)) {
    const type = /\bType="[^"]*\/(\w+)"/.exec(relation)?.[1] ?? '';
    const target = /\bTarget="([^"]*)"/.exec(relation)?.[1] ?? '';
    if (/vbaProject|xlMacrosheet|activeXControl/i.test(type)) return macrosInside;
    if (
      /^(oleObject|attachedTemplate|frame|subDocument|package)$/i.test(type) &&
      /TargetMode="External"/i.test(relation)
    )
      return fetches;
    if (/TargetMode="External"/i.test(relation) && type !== 'hyperlink' && outside.test(target)) return fetches;
    if (type === 'hyperlink' && /^(javascript|vbscript|data|file|ms-[a-z]+|search-ms):/i.test(target.trim()))
      return fetches;
  }
  return undefined;
}

/** The size of a part as it is unpacked, and its beginning; nothing beyond the limit is unpacked. */
async function read(entry: FileEntry, limit: number, keep: number): Promise<{ size: number; head: Uint8Array }> {
  const parts: Uint8Array[] = [];
  const stop = new AbortController();
  let size = 0;
  let kept = 0;
  const counted = new WritableStream<Uint8Array>({
    write(chunk) {
      size += chunk.byteLength;
      if (kept < keep) {
        const part = chunk.slice(0, keep - kept);
        kept += part.byteLength;
        parts.push(part);
      }
      if (size <= limit && (keep !== mostXml || size <= mostXml)) return;
      stop.abort();
      throw new Error('Too much');
    },
  });
  try {
    await entry.getData(counted, { checkSignature: true, signal: stop.signal });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  return { size, head: Buffer.concat(parts) };
}

/** The container begins with its first entry and ends with its own end, and says that it has one part on one disk. */
async function isWholeZip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(4);
    await file.read(head, 0, 4, 0);
    const length = Math.min(size, 22 + 65_535);
    const tail = Buffer.alloc(length);
    await file.read(tail, 0, length, size - length);
    const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (head.toString('latin1') !== 'PK\x03\x04' || at < 0 || at + 22 > length) return false;
    const comment = tail.readUInt16LE(at + 20);
    const tableSize = tail.readUInt32LE(at + 12);
    const tableAt = tail.readUInt32LE(at + 16);
    const endAt = size - length + at;
    // Anything between what the end speaks of and the end itself was put before the container.
    const isSmall = tableAt !== 0xffffffff;
    return endAt + 22 + comment === size && (!isSmall || tableAt + tableSize === endAt);
  } finally {
    await file.close();
  }
}
