import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An element of a page's structure with the words that stand in it, in reading order. */
export type Element = { role: string; scope: string | null; words: string; children: Element[] };

export type Structure = {
  marked: boolean;
  /** The part of the tree that reaches each page, its root element first. */
  pages: Element[];
  /** Texts marked to be passed over, running lines at the top and foot left out. */
  artifacts: string[];
  /** Texts drawn outside every mark. */
  lost: string[];
  /** Words given in place of what is drawn. */
  actualTexts: string[];
};

type Leaf = { type: string; id: string };
type Branch = { role: string; scope?: string | undefined; children: (Branch | Leaf)[] };

/** Reads the structure of a file as a screen reader is given it. */
export async function readStructure(bytes: Uint8Array): Promise<Structure> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const structure: Structure = {
    marked: isMarked(await document.getMarkInfo()),
    pages: [],
    artifacts: [],
    lost: [],
    actualTexts: actualTextsOf(bytes),
  };
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const words = new Map<string, string>();
    const [, , , height = 0] = page.view;
    const open: (string | null)[] = [];
    for (const item of items) {
      if ('str' in item) {
        const id = open.at(-1);
        if (typeof id === 'string') words.set(id, `${words.get(id) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`);
        else if (item.str.trim() === '') continue;
        else if (open.length === 0) structure.lost.push(item.str);
        else if (!isRunning(Number(item.transform[5]), height)) structure.artifacts.push(item.str);
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push('id' in item && typeof item.id === 'string' ? item.id : null);
    }
    const tree: Branch | null = await page.getStructTree();
    if (tree !== null) structure.pages.push(elementOf(tree, words));
  }
  await task.destroy();
  return structure;
}

const isRunning = (y: number, height: number) => y > height - 58 || y < 46;

const isMarked = (given: unknown) =>
  given instanceof Map ? given.get('Marked') === true : Object(given).Marked === true;

function elementOf(branch: Branch, words: ReadonlyMap<string, string>): Element {
  const children: Element[] = [];
  let own = '';
  for (const child of branch.children) {
    if ('role' in child) children.push(elementOf(child, words));
    else if (child.type === 'content') own += words.get(child.id) ?? '';
  }
  return { role: branch.role, scope: branch.scope ?? null, words: own, children };
}

/** Every element of a tree, parents before children. */
export const everyElement = (element: Element): Element[] => [element, ...element.children.flatMap(everyElement)];

/** All words of an element and what is in it, in reading order. */
export const wordsIn = (element: Element): string => [element.words, ...element.children.map(wordsIn)].join(' ');

function actualTextsOf(bytes: Uint8Array): string[] {
  const source = Buffer.from(bytes).toString('latin1');
  return [...source.matchAll(/\/ActualText \(((?:\\.|[^\\)])*)\)/gs)].map(([, text = '']) => {
    const plain = text.replace(/\\([\s\S])/g, '$1');
    return plain.startsWith('\u00fe\u00ff')
      ? Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le')
      : plain;
  });
}
