import { childrenOf, type LaidOut, propOf } from './laid-out.ts';
import type { TaggedFile } from './tagged-file.ts';

type Outline = TaggedFile['outline'];

/** Adds the bookmarks of laid-out pages: the layout has said which stands under which. */
export function addBookmarks(outline: Outline, laidOut: LaidOut): void {
  const known = new Map<unknown, Outline>();
  for (const [pageNumber, page] of childrenOf(laidOut).entries()) addOf(page, pageNumber, outline, known);
}

function addOf(node: LaidOut, pageNumber: number, outline: Outline, known: Map<unknown, Outline>): void {
  const bookmark = propOf(node, 'bookmark');
  if (typeof bookmark === 'object' && bookmark !== null) {
    const said = (name: string): unknown => Reflect.get(bookmark, name);
    const item = (known.get(said('parent')) ?? outline).addItem(String(said('title')), {
      pageNumber,
      expanded: said('expanded'),
      top: said('top') || node.box?.top,
      left: said('left') || node.box?.left,
      zoom: said('zoom'),
      fit: said('fit'),
    });
    known.set(said('ref'), item);
  }
  for (const child of childrenOf(node)) addOf(child, pageNumber, outline, known);
}
