import { openAsBlob } from 'node:fs';
import { BlobReader, type FileEntry, ZipReader } from '../../platform/zip.server.ts';

/** So much of a document is unpacked, in bytes, whatever the file says of its own size. */
const mostUnpacked = 6_000_000;
const mostEntries = 2_000;

/** Where the words of a document stand within its file: Word, PowerPoint, Excel, OpenDocument. */
const holdsWords =
  /^(word\/(document|comments|footnotes|endnotes|header\d*|footer\d*)\.xml|ppt\/(slides|notesSlides)\/[^/]+\.xml|xl\/sharedStrings\.xml|content\.xml)$/;

/** Office and OpenDocument files, by their type. */
export const isZippedDocument = (mediaType: string): boolean =>
  /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./.test(mediaType);

/**
 * The words of an Office or OpenDocument file, a paragraph a line, up to the limits: enough to warn by, no copy of the
 * document. Nothing of the file is run or looked up. A file that cannot be unpacked has no words.
 */
export async function textInDocument(path: string): Promise<string> {
  const zip = new ZipReader(new BlobReader(await openAsBlob(path)));
  try {
    const entries = await zip.getEntries();
    if (entries.length > mostEntries) return '';
    const texts: string[] = [];
    let left = mostUnpacked;
    for (const entry of entries) {
      if (entry.directory || entry.encrypted || left <= 0 || !holdsWords.test(entry.filename)) continue;
      const { xml, bytes } = await beginningOf(entry, left);
      left -= bytes;
      texts.push(wordsOf(xml));
    }
    return texts.join('\n');
  } catch {
    return '';
  } finally {
    await zip.close().catch(() => undefined);
  }
}

/** The text of one entry, cut off at a number of bytes as they are unpacked. */
async function beginningOf(entry: FileEntry, limit: number): Promise<{ readonly xml: string; readonly bytes: number }> {
  const decoder = new TextDecoder();
  const stop = new AbortController();
  let xml = '';
  let bytes = 0;
  const words = new WritableStream<Uint8Array>({
    write(chunk) {
      xml += decoder.decode(chunk.subarray(0, Math.max(0, limit - bytes)), { stream: true });
      bytes += chunk.byteLength;
      if (bytes <= limit) return;
      stop.abort();
      throw new Error('Enough');
    },
  });
  try {
    await entry.getData(words, { checkSignature: false, signal: stop.signal });
  } catch (error) {
    if (bytes <= limit) throw error;
  }
  return { xml, bytes };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’' };

/** A word may be cut into several runs, so tags leave nothing behind; paragraphs, cells and breaks end a line. */
const wordsOf = (xml: string): string =>
  xml
    .replaceAll(/<\/(?:w:p|w:tc|a:p|si|text:p|text:h)>|<(?:w:br|w:cr|a:br|text:line-break)\/>/g, '\n')
    .replaceAll(/<(?:w:tab|text:tab|text:s)\b[^<>]*>/g, ' ')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
