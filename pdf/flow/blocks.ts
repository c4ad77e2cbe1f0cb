/**
 * What a document that people may edit (Word, OpenDocument) says, from top to bottom: headings, paragraphs, lists and
 * tables, already worded. One list of blocks for every such format, so that they cannot say different things.
 */
export type FlowBlock =
  /** Level 1 is a part of the document, level 2 a question of it. */
  | { readonly type: 'heading'; readonly level: 1 | 2; readonly text: string }
  /** Text of one or more paragraphs, parted by blank lines; `quiet` is set apart, `strong` stands out. */
  | { readonly type: 'text'; readonly text: string; readonly look?: 'quiet' | 'strong' }
  | { readonly type: 'list'; readonly items: readonly string[] }
  /** Every row has as many cells as there are headings. */
  | { readonly type: 'table'; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface FlowDocument {
  readonly title: string;
  readonly subtitle: string;
  /** The author in the file's metadata. */
  readonly author: string;
  readonly subject: string;
  /** ISO instant: the file's only date. */
  readonly madeOn: string;
  /** Stands at the foot of every page, before the page number. */
  readonly foot: string;
  readonly blocks: readonly FlowBlock[];
}

/**
 * The same with every character taken out that XML 1.0 cannot hold: one of them, and no office program opens the file.
 */
export function withoutForbidden<T>(given: T): T {
  const kept: T = JSON.parse(JSON.stringify(given), (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replace(forbidden, '') : value,
  );
  return kept;
}

const forbidden = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu;
