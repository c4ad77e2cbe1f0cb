import type { LetterAction, LetterRating } from '../models.ts';

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

export const heading = (level: 1 | 2, words: string): FlowBlock => ({ type: 'heading', level, text: words });
export const text = (words: string): FlowBlock => ({ type: 'text', text: words });

/** The ratings of a letter: the agency's own, the one that stands and what it is called, and why they differ. */
export const ratingTable = (ratings: readonly LetterRating[], standing: string): FlowBlock => ({
  type: 'table',
  headings: ['Standard', 'Your rating', standing, 'Reason for a change'],
  rows: ratings.map(({ standardNumber, standardTitle, self, agreed, reason }) => [
    `${standardNumber} ${standardTitle}`,
    self?.word ?? 'None',
    agreed?.word ?? 'None',
    reason ?? '',
  ]),
});

/** Actions with their owners and dates. */
export const actionTable = (actions: readonly LetterAction[]): FlowBlock => ({
  type: 'table',
  headings: ['Reference', 'Action', 'Owner', 'Due', 'How we shall know'],
  rows: actions.map(({ reference, action, owner, due, successMeasure }) => [
    reference,
    action,
    owner,
    due,
    successMeasure ?? '',
  ]),
});
