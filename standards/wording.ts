/** The different words of a text, in lower case. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Words in common over words in either, 0 to 1: how much two wordings are the same. */
export function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = inCommon(a, b);
  return common === 0 ? 0 : common / (a.size + b.size - common);
}

/**
 * The words by which a text is told from others: longer than four letters, and not in more than one in twenty of all
 * the texts (nor in more than three, where these are few).
 */
export function tellingWords(all: readonly string[]): (text: string) => ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const text of all) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const commonest = Math.max(3, all.length / 20);
  return (text) =>
    new Set([...wordsOf(text)].filter((word) => word.length > 4 && (counts.get(word) ?? 0) <= commonest));
}

/** Of the words of the smaller set, the share that the other has too, 0 to 1; a single word in common is chance. */
export function containedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = inCommon(a, b);
  return common < 2 ? 0 : common / Math.min(a.size, b.size);
}

function inCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return count;
}

const demanding =
  /\b(all|every|each|any|must|always|never|only|both|fully|immediately|within|before|at least|no later|up to date|(?:bi)?annual(?:ly)?|yearly|year|quarterly|quarter|termly|term|monthly|month|weekly|week|daily|day|hours?|days|weeks|months|years|[0-9]{1,3}(?: per cent)?)\b/giu;

/**
 * Words of the new text that often ask for more and that the old text has not: "all", "every", "must", periods and
 * figures, but no years of guidance. A hint for a person, who alone can tell: nothing is known of the sentence around.
 */
export function demandsAdded(old: string, young: string): string[] {
  const before = new Set(demandsIn(old));
  return [...new Set(demandsIn(young))].filter((word) => !before.has(word));
}

const demandsIn = (text: string) => (text.match(demanding) ?? []).map((word) => word.toLowerCase());
