/**
 * Draws laid-out pages with a structure tree: headings, paragraphs, tables with their heading cells, lists and links;
 * everything else is an artifact. The engine's own painter draws each thing; what is here walks over the pages, so that
 * each thing stands between the marks of the element it belongs to (ISO 32000-1, 14.7 and 14.8).
 */
import paint from '@react-pdf/render';
import type { StructureElement } from 'pdfkit';
import { addBookmarks } from './bookmarks.ts';
import { childrenOf, type LaidOut, propOf } from './laid-out.ts';
import type { Parts, Tag } from './tag.ts';
import type { TaggedFile } from './tagged-file.ts';

/** Draws every page of a document into the file, and its bookmarks. */
export function drawPages(file: TaggedFile, laidOut: LaidOut): void {
  const root = file.struct('Document');
  file.addStructure(root);
  const walk = new Walk(file);
  for (const page of childrenOf(laidOut)) {
    walk.begin(page);
    walk.children(page, root);
  }
  addBookmarks(file.outline, laidOut);
}

class Walk {
  /** By tag, or by its properties where a text has none: what goes on over a page is one element. */
  private readonly elements = new Map<object, StructureElement>();
  private readonly links = new Set<StructureElement>();
  /** What pages repeat, once it has been drawn. */
  private readonly repeated = new Set<object>();

  private readonly file: TaggedFile;

  constructor(file: TaggedFile) {
    this.file = file;
  }

  children(node: LaidOut, parent: StructureElement): void {
    const { left = 0, top = 0 } = node.box ?? {};
    this.file.save();
    this.file.translate(left, top);
    for (const child of childrenOf(node)) this.node(child, parent);
    this.file.restore();
  }

  private node(node: LaidOut, parent: StructureElement): void {
    const tag = tagOf(node);
    const owner = () => (tag === undefined ? parent : this.elementOf(tag, tag, parent));
    if (tag?.role === 'Artifact' || this.isRepetition(node)) this.artifact(node);
    else if (node.type === 'TEXT') this.text(node, parent);
    else if (node.type === 'LINK') this.link(node, owner());
    else if (node.type === 'CANVAS') this.canvas(node, parent);
    else if (node.type === 'VIEW') {
      if (isSeen(node)) this.artifact(bare(node));
      this.children(node, owner());
    } else this.artifact(node);
  }

  /** What says nothing, or says again what was said: grounds, rules, running lines, figures beside their word. */
  artifact(node: LaidOut): void {
    this.file.markContent('Artifact');
    this.paint(node);
    this.file.endMarkedContent();
  }

  /** Begins a page: there is nothing to stand between marks before there is a page. */
  begin(page: LaidOut): void {
    this.paint(bare(page));
  }

  private text(node: LaidOut, parent: StructureElement): void {
    const tag = tagOf(node);
    const inLink = this.links.has(parent);
    const element =
      tag === undefined && inLink ? parent : this.elementOf(tag ?? node.props ?? node, tag ?? { role: 'P' }, parent);
    if (inLink || !hasLinkedWords(node)) {
      this.content(element, () => this.paint(node));
      return;
    }
    const link = this.file.struct('Link');
    element.add(link);
    this.file.linking(link, () => this.content(link, () => this.paint(node)));
    link.end();
  }

  /** A link goes to the file at once: its place names the page it is on. */
  private link(node: LaidOut, parent: StructureElement): void {
    const link = this.file.struct('Link');
    parent.add(link);
    this.links.add(link);
    this.file.linking(link, () => {
      this.artifact(bare(node));
      this.children(node, link);
    });
    this.links.delete(link);
    link.end();
  }

  /** A figure is an artifact, because its word stands beside it, but for the parts that are somebody's only words. */
  private canvas(node: LaidOut, parent: StructureElement): void {
    const parts = partsOf(node);
    if (parts !== undefined)
      parts.begin = (part, words) => {
        this.file.endMarkedContent();
        if (part === null) this.file.markContent('Artifact');
        else this.part(this.elementOf(part, part, parent), words);
      };
    this.artifact(node);
    if (parts !== undefined) parts.begin = () => {};
  }

  /** Begins what is drawn in place of words. */
  private part(owner: StructureElement, words: string): void {
    const span = this.file.struct('Span', { actual: words });
    owner.add(span);
    span.add(this.file.markStructureContent('Span'));
  }

  private content(element: StructureElement, draw: () => void): void {
    const content = this.file.markStructureContent(String(element.dictionary.data.S));
    draw();
    this.file.endMarkedContent();
    element.add(content);
  }

  private elementOf(key: object, tag: Tag, parent: StructureElement): StructureElement {
    const known = this.elements.get(key);
    if (known !== undefined) return known;
    const element = this.file.struct(tag.role, tag.scope === undefined ? {} : { scope: tag.scope });
    if (tag.columns !== undefined) element.dictionary.data.A = { O: 'Table', ColSpan: tag.columns };
    (tag.within === undefined ? parent : this.elementOf(tag.within, tag.within, parent)).add(element);
    this.elements.set(key, element);
    return element;
  }

  private isRepetition(node: LaidOut): boolean {
    if (propOf(node, 'fixed') !== true) return false;
    const key = tagOf(node) ?? node.props ?? node;
    if (this.repeated.has(key)) return true;
    this.repeated.add(key);
    return false;
  }

  private paint(node: LaidOut): void {
    // The painter draws whatever a document holds, pages or parts of one; its types know only whole documents.
    Reflect.apply(paint, undefined, [this.file, { type: 'DOCUMENT', children: [node] }]);
  }
}

const isTag = (value: unknown): value is Tag => typeof value === 'object' && value !== null && 'role' in value;
const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null && 'begin' in value;

function tagOf(node: LaidOut): Tag | undefined {
  const tag = propOf(node, 'tag');
  return isTag(tag) ? tag : undefined;
}

function partsOf(node: LaidOut): Parts | undefined {
  const parts = propOf(node, 'parts');
  return isParts(parts) ? parts : undefined;
}

/** The thing itself without what is in it; its bookmark is added at the end, with all others. */
function bare(node: LaidOut): LaidOut {
  return { ...node, children: [], props: { ...node.props, bookmark: undefined } };
}

/** Whether anything of a box is drawn or can be reached: ground, edge, anchor. */
const isSeen = (node: LaidOut): boolean =>
  propOf(node, 'id') !== undefined ||
  Object.entries(node.style ?? {}).some(
    ([name, value]) => (name === 'backgroundColor' || /^border\w+Width$/.test(name)) && Boolean(value),
  );

const hasLinkedWords = (node: LaidOut): boolean =>
  (node.lines ?? []).some(({ runs }) => runs.some(({ attributes }) => Boolean(attributes.link)));
