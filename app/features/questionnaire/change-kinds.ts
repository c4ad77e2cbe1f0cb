import type { CarryRule, Fate } from '../../../standards/contract.ts';

/** What can have become of a question between two editions, in the order in which readers want to know it. */
export const changeKinds = {
  stricter: 'Asks for more than before',
  reworded: 'Reworded',
  split: 'Split into several questions',
  merged: 'Merged from several questions',
  added: 'Added',
  withdrawn: 'Withdrawn',
  moved: 'Moved to another standard',
  renumbered: 'Renumbered',
  details: 'Same wording; its help, sources, answers or who is asked differ',
  unchanged: 'Unchanged',
} as const;

export type ChangeKind = keyof typeof changeKinds;

/** Which questions a comparison shows. */
export const comparisonFilters = { changed: 'Everything that changed', ...changeKinds, all: 'Every question' } as const;

export type ComparisonFilter = keyof typeof comparisonFilters;

const filters = Object.keys(comparisonFilters) as ComparisonFilter[];

/** The filter that a query string asks for; what is not known is everything that changed. */
export const readComparisonFilter = (asked: string | null): ComparisonFilter =>
  filters.find((one) => one === asked) ?? 'changed';

export const isShown = (kind: ChangeKind, filter: ComparisonFilter): boolean =>
  filter === 'all' || kind === filter || (filter === 'changed' && kind !== 'unchanged');

/** What happens to the answer of an earlier return, for the person who gave it. */
export const carryWords: Readonly<Record<CarryRule, string>> = {
  keep: 'brought over as it was, for you to confirm.',
  'keep-and-confirm': 'brought over, for you to read against the new wording and confirm or change.',
  'prefill-text': 'your words are brought over as a start; the rating or choice is asked again.',
  'ask-again': 'not brought over; it can be read beside the new question.',
  retire: 'not brought over, because the question is gone; it stays in the earlier return.',
};

export const noAnswerWords = 'there is none, because the question is new.';

/** The fate of a question as a heading. */
export function fateWords({ fate, stricter }: Pick<Fate, 'fate' | 'stricter'>, kind: ChangeKind): string {
  if (kind === 'details') return changeKinds.details;
  return stricter ? `${changeKinds[fate]}, and asks for more than before` : changeKinds[fate];
}
