/** An element or a text of parsed HTML; texts have their white space folded and trimmed. */
export type HtmlNode = string | { tag: string; attributes: Record<string, string>; children: HtmlNode[] };

const voidTags = new Set(['br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
const namedEntities: Record<string, string> = {
  amp: '&',
  apos: "'",
  copy: '©',
  ctdot: '⋯',
  gt: '>',
  lt: '<',
  nbsp: '\u00a0',
  quot: '"',
};

/** Parses well-formed HTML as templates print it: no document, no comments inside tags, no implied end tags. */
export function parseHtml(html: string): HtmlNode[] {
  const root: HtmlNode[] = [];
  const open: { tag: string; children: HtmlNode[] }[] = [{ tag: '', children: root }];
  const token = /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|([^<]+)/g;
  for (const [whole, slash, tag, attributeText = '', text] of html.matchAll(token)) {
    const parent = open.at(-1);
    if (!parent) throw new Error(`too many end tags before ${whole}`);
    if (text !== undefined) addText(parent, text);
    else if (tag !== undefined && slash === '/') closeTag(open, tag);
    else if (tag !== undefined) {
      const element = { tag: tag.toLowerCase(), attributes: parseAttributes(attributeText), children: [] };
      parent.children.push(element);
      const isClosed = attributeText.trimEnd().endsWith('/') || voidTags.has(element.tag);
      if (!isClosed) open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.tag}> is never closed`);
  return root;
}

function addText(parent: { tag: string; children: HtmlNode[] }, text: string) {
  const decoded = decodeEntities(text);
  // White space is the value of a text box; elsewhere it is indentation.
  const folded = parent.tag === 'textarea' ? decoded.replace(/^\n/, '') : decoded.replaceAll(/[ \t\n\r]+/g, ' ').trim();
  if (folded !== '') parent.children.push(folded);
}

function closeTag(open: { tag: string }[], tag: string) {
  const last = open.pop();
  if (last?.tag !== tag.toLowerCase()) throw new Error(`</${tag}> closes <${last?.tag}>`);
}

function parseAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(
    ([, name = '', double, single, bare]): [string, string] => {
      const value = decodeEntities(double ?? single ?? bare ?? '');
      return [name.toLowerCase(), name === 'class' ? value.trim().split(/\s+/).sort().join(' ') : value.trim()];
    },
  );
  return Object.fromEntries(pairs.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return namedEntities[name] ?? whole;
  });
}

/** One element or text a line, indented, attributes in alphabetical order: for comparing and for reading differences. */
export function printTree(nodes: readonly HtmlNode[], depth = 0): string {
  const indent = '  '.repeat(depth);
  return nodes
    .map((node) => {
      if (typeof node === 'string') return `${indent}${node}\n`;
      const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${value}"`);
      return `${indent}<${node.tag}${attributes.join('')}>\n${printTree(node.children, depth + 1)}`;
    })
    .join('');
}

/** The printed tree of some HTML. */
export function normalise(html: string): string {
  return printTree(parseHtml(html));
}

/** All elements of some HTML, in the order of their start tags. */
export function elementsOf(html: string): Exclude<HtmlNode, string>[] {
  const collect = (nodes: readonly HtmlNode[]): Exclude<HtmlNode, string>[] =>
    nodes.flatMap((node) => (typeof node === 'string' ? [] : [node, ...collect(node.children)]));
  return collect(parseHtml(html));
}

/** The words of some HTML, one space between. */
export function wordsOf(nodes: readonly HtmlNode[]): string {
  const words = nodes.map((node) => (typeof node === 'string' ? node : wordsOf(node.children)));
  return words.filter((word) => word !== '').join(' ');
}
