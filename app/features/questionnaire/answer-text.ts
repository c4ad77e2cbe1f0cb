/** The most characters that a free-text answer, a narrative or a reason may hold, after line ends are made equal. */
export const narrativeLimit = 10_000;

/** The most characters in one cell of a table answer. */
export const cellLimit = 1000;

/** Below the space, all but tab and line feed. One range, because two take twice the time on every saved text. */
const controlCharacter = /[^\t\n\x20-\uffff]/;
const everyControlCharacter = new RegExp(controlCharacter, 'g');

/**
 * Makes one text of what a form post, an autosave and a paste from a word processor make of it: line feeds alone, no
 * control characters (PostgreSQL refuses some of them), no broken surrogate pairs. Words and spaces stay as typed.
 */
export function normaliseText(typed: string): string {
  if (!controlCharacter.test(typed)) return typed.isWellFormed() ? typed : typed.toWellFormed();
  return typed
    .replace(/\r\n?|[\v\f]/g, '\n')
    .replace(everyControlCharacter, '')
    .toWellFormed();
}

/** True when nothing but white space was typed. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
