/**
 * Chance that is the same every time: a number from 0 up to 1 that depends on nothing but the words given. The same
 * organisation gives the same answers on every machine.
 */
export function chance(...words: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const letter of words.join('\u0000')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of a list, which must not be empty. */
export function pick<T>(list: readonly T[], ...words: readonly string[]): T {
  const chosen = list[Math.floor(chance(...words) * list.length)];
  if (chosen === undefined) throw new RangeError('There is nothing to pick from');
  return chosen;
}

/** A whole number from one to another, both included. */
export const between = (from: number, to: number, ...words: readonly string[]): number =>
  from + Math.floor(chance(...words) * (to - from + 1));
