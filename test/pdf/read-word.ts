import { inflateRawSync } from 'node:zlib';

/** The XML of one part of a Word or OpenDocument file, which is a zip file: found in its directory at the end, as readers do. */
export function partOfWord(bytes: Uint8Array, name: string): string {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => file.readUInt16LE(at + place));
    const found = file.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (found === name) {
      const local = file.readUInt32LE(at + 42);
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
      return (file.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
    }
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  throw new Error(`The file has no part ${name}`);
}

/** The text of a Word file, a paragraph a line. */
export const textOfWord = (bytes: Uint8Array): string =>
  plain(partOfWord(bytes, 'word/document.xml').replace(/<\/w:p>|<w:br\/>/g, '\n'));

/** The text of an OpenDocument text, a paragraph a line. */
export const textOfOdt = (bytes: Uint8Array): string =>
  plain(
    partOfWord(bytes, 'content.xml')
      .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
      .replace(/<text:tab\/>/g, '\t')
      .replace(/<\/text:[ph]>|<text:line-break\/>/g, '\n'),
  );

const plain = (xml: string) =>
  xml
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
