type Break = (word: string, syllables?: (word: string) => string[]) => string[];

const breaks = new Map<number, Break>();

/**
 * Where a word may break: nowhere while it has at most `longest` characters, then between syllables, then anywhere.
 * Ordinary words in ordinary columns stay whole, so that text copied or searched in the file is what was written.
 */
export function inPieces(longest: number): Break {
  const known = breaks.get(longest);
  if (known !== undefined) return known;
  const everywhere = new RegExp(`.{1,${longest}}`, 'gu');
  const made: Break = (word, syllables) => {
    if (word.length <= longest) return [word];
    const parts = syllables?.(word) ?? [word];
    return parts.flatMap((part) => (part.length <= longest ? [part] : (part.match(everywhere) ?? [part])));
  };
  breaks.set(longest, made);
  return made;
}
