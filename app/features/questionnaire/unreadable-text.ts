import { narrativeLimit } from './answer-text.ts';

/** What stands for a character that could not be read. */
export const unreadableMark = '\uFFFD';

/** Control characters other than tab and line ends, which a database or a document cannot hold. */
const unkept = /[^\t\n\v\f\r\x20-\uffff]/;

/**
 * Something in a typed text cannot be kept as it came: broken halves of a character, control characters, or what another
 * encoding left behind. It is saved without them, and whoever typed it is told.
 */
export const holdsUnreadable = (typed: string): boolean =>
  typed.slice(0, narrativeLimit * 2).includes(unreadableMark) || unkept.test(typed) || !typed.isWellFormed();
