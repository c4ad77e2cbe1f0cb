import { diffWordsWithSpace } from 'diff';
import type { WordPart } from '../../../pdf/models.ts';

/** More changed words than this say nothing to a reader; they would also take long to find. */
const longestEdit = 1200;

/** Words in common below this share: the text is shown as new, because islands of "the" and "and" help nobody. */
const leastInCommon = 0.3;

/**
 * Two versions of a text, each cut into what both have and what it alone has. Joined, the parts of a side are its text
 * again. `null` stands for a text that an edition does not have.
 */
export function wordDifferences(
  before: string | null,
  after: string | null,
): { before: WordPart[]; after: WordPart[] } {
  const whole = { before: asOne(before, 'removed'), after: asOne(after, 'added') };
  if (before === null || after === null) return whole;
  const changes = diffWordsWithSpace(before, after, { maxEditLength: longestEdit });
  if (changes === undefined) return whole;
  const common = changes
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + wordsIn(value), 0);
  if (common < leastInCommon * Math.min(wordsIn(before), wordsIn(after))) return whole;
  const parts = changes.map(({ value, added, removed }): WordPart => {
    if (added) return { text: value, change: 'added' };
    return { text: value, change: removed ? 'removed' : 'same' };
  });
  return {
    before: parts.filter(({ change }) => change !== 'added'),
    after: parts.filter(({ change }) => change !== 'removed'),
  };
}

/** A text as it stands, unmarked. */
export const unmarked = (text: string): WordPart[] => [{ text, change: 'same' }];

const asOne = (text: string | null, change: 'added' | 'removed'): WordPart[] =>
  text === null ? [] : [{ text, change }];

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
