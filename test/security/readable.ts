import { inflateRawSync } from 'node:zlib';
import { readPdf } from '../pdf/read-pdf.ts';

/** The words in a file as a reader would find them: of a PDF, of a workbook or text document, of a zip. */
export async function readableText(bytes: Uint8Array): Promise<string> {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4));
  if (head === '%PDF' && bytes.length > 400) {
    const { pages, bookmarks, info } = await readPdf(bytes);
    const texts = pages.flatMap(({ body, header, footer, links }) => [
      body,
      header,
      footer,
      ...links.map(({ to }) => to),
    ]);
    return [...texts.map((text) => text.replaceAll('\n', ' ')), JSON.stringify([bookmarks, info])].join('\n');
  }
  return head.startsWith('PK') ? textOfZip(bytes) : '';
}

/** Every file of a zip, by the directory at its end. */
function textOfZip(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decode = new TextDecoder();
  const texts: string[] = [];
  const end = Buffer.from(bytes).lastIndexOf('PK\u0005\u0006');
  if (end < 0) return '';
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [method, size, name, extra, comment] = [10, 20, 28, 30, 32].map((offset) =>
      offset === 20 ? view.getUint32(at + offset, true) : view.getUint16(at + offset, true),
    ) as [number, number, number, number, number];
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = bytes.subarray(from, from + size);
    texts.push(decode.decode(bytes.subarray(at + 46, at + 46 + name)));
    texts.push(decode.decode(method === 8 ? inflateRawSync(packed) : packed));
    at += 46 + name + extra + comment;
  }
  return texts.join('\n');
}
