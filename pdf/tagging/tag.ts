/** Standard structure types of ISO 32000 that our documents use, and `Artifact` for what says nothing. */
export type Role =
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'TOC'
  | 'TOCI'
  | 'Artifact';

export type Tag = {
  readonly role: Role;
  /** Of a heading cell: what it is the heading of. */
  readonly scope?: 'Row' | 'Column';
  /** Of a cell: how many columns it reaches over. */
  readonly columns?: number;
  /** What it belongs to, where that is no box of its own on the page. */
  readonly within?: Tag;
};

/** Draws figures that belong to different cells in one go; says before each what it belongs to, and what it says. */
export type Parts = { begin(part: Tag | null, words: string): void };

/**
 * Says what a `View` or a `Text` is. The object is the element's identity: what is cut over two pages is still one
 * element, and what a page repeats is known as a repetition. So it is made anew for each part, never kept in a constant.
 */
export const tagged = (role: Role, more: Omit<Tag, 'role'> = {}): { tag: Tag } => ({ tag: { role, ...more } });

/** For a `Canvas` that draws over the cells of its row: what it draws is an artifact but for what `parts` names. */
export const drawnInParts = (): { parts: Parts } => ({ parts: { begin: () => {} } });
