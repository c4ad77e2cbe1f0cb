import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type ReadPage = {
  width: number;
  height: number;
  /** Text between the running header and the running footer, a line a line. */
  body: string;
  header: string;
  footer: string;
  /** The strings of the body one by one, as they were set. */
  strings: string[];
  links: { to: string; page: number | null }[];
};

export type ReadBookmark = { title: string; page: number; children: ReadBookmark[] };

export type ReadPdf = {
  pages: ReadPage[];
  bookmarks: ReadBookmark[];
  info: Record<string, unknown>;
  /** Names of the fonts, with whether each is embedded. */
  fonts: { name: string; embedded: boolean }[];
};

/** Reads a file as a stranger would: its text, links, bookmarks, metadata and fonts. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  type Entry = { title: string; dest: unknown; items: Entry[] };
  const pageOf = async (dest: unknown): Promise<number | null> => {
    const target = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    const reference = Array.isArray(target) ? target[0] : null;
    return reference === null ? null : (await document.getPageIndex(reference)) + 1;
  };
  const bookmarkOf = async ({ title, dest, items }: Entry): Promise<ReadBookmark> => ({
    title,
    page: (await pageOf(dest)) ?? 0,
    children: await inTurn(items, bookmarkOf),
  });
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const { items } = await page.getTextContent();
    const parts = { header: '', body: '', footer: '' };
    const strings: string[] = [];
    let end = 0;
    for (const item of items) {
      if (!('str' in item)) continue;
      const [x, y] = [Number(item.transform[4]), Number(item.transform[5])];
      const part = item.str === '' && y === 0 ? 'body' : y > height - 58 ? 'header' : y < 46 ? 'footer' : 'body';
      // What does not follow on the text before is a word of its own.
      const apart = item.str.trim() !== '' && !/(^|\s)$/.test(parts[part]) && Math.abs(x - end) > 1 ? ' ' : '';
      parts[part] += apart + item.str + (item.hasEOL ? '\n' : '');
      if (item.str !== '') end = x + item.width;
      if (part === 'body' && item.str.trim() !== '') strings.push(item.str);
    }
    const annotations: { subtype: string; url?: string; dest?: unknown }[] = await page.getAnnotations();
    const links = await inTurn(
      annotations.filter(({ subtype }) => subtype === 'Link'),
      async ({ url, dest }) => ({ to: url ?? String(dest), page: dest === undefined ? null : await pageOf(dest) }),
    );
    pages.push({ width, height, ...parts, strings, links });
  }
  const outline: Entry[] | null = await document.getOutline();
  const { info } = await document.getMetadata();
  const read = { pages, bookmarks: await inTurn(outline ?? [], bookmarkOf), info: { ...info }, fonts: fontsOf(bytes) };
  await task.destroy();
  return read;
}

/** Every font object names a face; an embedded one leads through its descriptor to a font file. */
function fontsOf(bytes: Uint8Array): ReadPdf['fonts'] {
  const source = Buffer.from(bytes).toString('latin1');
  const objects = new Map(
    [...source.matchAll(/(\d+) 0 obj\s*(<<[\s\S]*?)endobj/g)].map((match) => [match[1], match[2] ?? '']),
  );
  return [...objects.values()]
    .filter((body) => /\/Type\s*\/Font\b/.test(body) && !/\/Subtype\s*\/Type0/.test(body))
    .map((body) => {
      const descriptor = objects.get(/\/FontDescriptor (\d+) 0 R/.exec(body)?.[1] ?? '') ?? '';
      return { name: /\/BaseFont\s*\/(\S+)/.exec(body)?.[1] ?? '?', embedded: /\/FontFile[23]?\s/.test(descriptor) };
    });
}

async function inTurn<In, Out>(items: readonly In[], step: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  for (const item of items) results.push(await step(item));
  return results;
}

/** How often each word stands in a text. The document may set punctuation around a word: brackets, commas. */
export function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const given of text.split(/\s+/)) {
    const word = given.replace(/^[^\p{L}\p{N}–]+|[^\p{L}\p{N}–]+$/gu, '');
    if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** All body text of a file. */
export const bodyOf = ({ pages }: ReadPdf): string => pages.map(({ body }) => body).join('\n');
