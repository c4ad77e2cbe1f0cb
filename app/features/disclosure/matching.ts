/**
 * Whether a record holds what somebody asks about. A phrase is found as whole words, whatever the case of its letters,
 * their accents, and how it is spaced: "O'Brien" finds "O’BRIEN", and "Ann" does not find "annual".
 */

/** Letters without case and accents, signs between words as one space. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Finds any of several phrases; one without a letter or a digit finds nothing. */
export function createMatcher(phrases: readonly string[]): (texts: readonly string[]) => boolean {
  const wanted = phrases
    .map(plain)
    .filter((phrase) => phrase !== '')
    .map((phrase) => ` ${phrase} `);
  return (texts) =>
    wanted.length > 0 &&
    texts.some((text) => {
      const read = ` ${plain(text)} `;
      return wanted.some((phrase) => read.includes(phrase));
    });
}
