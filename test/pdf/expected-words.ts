import type { PdfModel, RatingMark } from '../../pdf/models.ts';

/** Not for readers: anchors, codes and the instant that becomes the file's date. */
const unprinted = new Set([
  'kind',
  'language',
  'madeOn',
  'id',
  'agencyId',
  'type',
  'blocks',
  'edition',
  'previousLeftOut',
  // How long a bar is; its words are beside it.
  'agreement',
]);
/** Here a rating is shown by its letter. */
const dense = new Set(['cells', 'totals', 'counts']);

/**
 * Every text of a model that a reader must find in the file, as often as the model says it. Where paper has room for
 * the letter of a rating alone, the word is asked for with `shortened: false`.
 */
export function expectedTexts(model: PdfModel, { shortened = true } = {}): string[] {
  const texts: string[] = [];
  const visit = (value: unknown, key: string, byLetter: boolean): void => {
    if (value === null) return;
    if (typeof value === 'string' || typeof value === 'number') {
      texts.push(String(value));
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, key, byLetter);
    } else if (isMark(value)) {
      texts.push(byLetter ? value.letter : value.word);
    } else if (typeof value === 'object') {
      const entry = { ...value };
      if ('count' in entry && entry.count === 0) return;
      for (const [name, inner] of Object.entries(entry)) {
        // What a piece of a compared text is, is shown by how it is set.
        if (name === 'change' && 'text' in entry) continue;
        if (unprinted.has(name) || printedElsewhere(key, name)) continue;
        visit(inner, name, byLetter || (shortened && dense.has(name)));
      }
    }
  };
  const { title, ...rest } = model;
  visit(rest, '', false);
  if (model.kind === 'receipt' || model.kind === 'action-plan') texts.push(title);
  return texts;
}

const isMark = (value: unknown): value is RatingMark =>
  typeof value === 'object' && value !== null && 'word' in value && 'letter' in value;

/** Said once by the document for several entries of the model. */
function printedElsewhere(parent: string, name: string): boolean {
  // A heading stands over all questions of a standard.
  if (parent === 'concerns') return name === 'standardNumber' || name === 'standardTitle';
  // Column heads carry the short name; the agency's own part carries the whole one.
  if (parent === 'agencies') return name === 'shortName' || name === 'name';
  return false;
}
