import type { PdfModel } from './models.ts';

/** Stands for a character that the typeface cannot draw. */
const replacement = '\u25a1';

const unusual = /[^\n\u0020-\u007e\u00a3\u2013\u2014\u2018\u2019\u201c\u201d]| {2}/;
/** Characters without a figure of their own: controls, soft hyphens, joiners, variation selectors. */
const invisible = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/u;

/**
 * The model as it can be printed: composed letters, single spaces, no control characters, and a box for each character
 * that the typeface lacks, because the engine would otherwise print a wrong letter from a face that is not embedded.
 * Gives the number of boxes, so that the document can own up to them.
 */
export function toPrintable<Model extends PdfModel>(
  model: Model,
  canDraw: (codePoint: number) => boolean,
): { model: Model; replaced: number } {
  let replaced = 0;
  const clean = (text: string): string => {
    if (!unusual.test(text)) return text;
    const characters = text
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      .replace(/\t/g, ' ');
    let result = '';
    for (const character of characters) {
      if (character !== '\n' && invisible.test(character)) continue;
      if (character === '\n' || canDraw(character.codePointAt(0) ?? 0)) result += character;
      else {
        result += replacement;
        replaced += 1;
      }
    }
    return result.replace(/ {2,}/g, ' ');
  };
  const printable: Model = JSON.parse(JSON.stringify(model), (_key, value: unknown) =>
    typeof value === 'string' ? clean(value) : value,
  );
  return { model: printable, replaced };
}
