import { type FileEntry, Uint8ArrayReader, ZipReader } from './zip.server.ts';

/** What a workbook of people's answers never reaches, and a file that was made to do harm soon does. */
const mostEntries = 500;
const mostInflated = 40_000_000;
const mostCells = 500_000;

const harmful = 'This file is not a workbook that the portal can read: save your workbook again as XLSX or ODS';
const macros = 'This workbook can hold macros: save it as XLSX or ODS without them, and choose it again';
const tooLarge = 'The workbook holds more than the portal reads: keep to the sheets that the portal made';

/**
 * Looks into an XLSX or ODS file before anything reads it, and gives what is wrong in words; undefined for a harmless
 * one. What is packed is unpacked here piece by piece and counted, whatever the file says of its own size. Refuses
 * macros, document types and entities of XML, and sheets that spread few cells over a huge area.
 */
export async function problemInWorkbook(bytes: Uint8Array): Promise<string | undefined> {
  const zip = new ZipReader(new Uint8ArrayReader(bytes));
  try {
    const entries = await zip.getEntries();
    if (entries.length > mostEntries) return tooLarge;
    let inflated = 0;
    for (const entry of entries) {
      if (/vbaProject|macrosheets|activeX/i.test(entry.filename) || /^(Basic|Scripts)\//.test(entry.filename))
        return macros;
      if (entry.encrypted) return 'This workbook has a password: save it without one, and choose it again';
      if (entry.directory) continue;
      const text = await readCounted(entry, mostInflated - inflated);
      if (text === undefined) return tooLarge;
      inflated += text.length;
      const problem = /\.(xml|rels|vml)$/i.test(entry.filename) ? problemInXml(entry.filename, text) : undefined;
      if (problem) return problem;
    }
    return undefined;
  } catch {
    return harmful;
  } finally {
    await zip.close().catch(() => undefined);
  }
}

/** The content of one entry as text, a byte a character; undefined when it is longer than the limit. */
async function readCounted(entry: FileEntry, limit: number): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let seen = 0;
  const stop = new AbortController();
  const counted = new WritableStream<Uint8Array>({
    write(chunk) {
      seen += chunk.byteLength;
      if (seen > limit) {
        stop.abort();
        throw new Error('Too much');
      }
      parts.push(Buffer.from(chunk));
    },
  });
  try {
    await entry.getData(counted, { checkSignature: false, signal: stop.signal });
  } catch (error) {
    if (seen > limit) return undefined;
    throw error;
  }
  return Buffer.concat(parts).toString('latin1');
}

function problemInXml(name: string, xml: string): string | undefined {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml) || /^(\xfe\xff|\xff\xfe)/.test(xml)) return harmful;
  if (name === 'content.xml' && cellsInOds(xml) > mostCells) return tooLarge;
  // Excel's last columns: a single cell there makes a row of sixteen thousand.
  if (/<c\b[^>]*\br="[A-Z]{3}\d/.test(xml)) return tooLarge;
  return undefined;
}

/** The cells that the rows of an OpenDocument sheet stand for; empty ones at the end of a row do not count. */
function cellsInOds(xml: string): number {
  let cells = 0;
  for (const row of xml.split('</table:table-row>')) {
    const counts = [...row.matchAll(/<table:(?:covered-)?table-cell\b([^>]*)>/g)].map(([, attributes = '']) => ({
      count: Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1),
      empty: attributes.endsWith('/'),
    }));
    while (counts.at(-1)?.empty) counts.pop();
    for (const { count } of counts) cells += count;
    if (cells > mostCells) return cells;
  }
  return cells;
}
