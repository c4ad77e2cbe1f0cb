import { isScalar, parseDocument } from 'yaml';
import { schemaLine } from './json-schema.ts';

/**
 * The text of a draft that follows an edition: the same file, comments and layout and all, under the next number, as a
 * draft and as no minor revision. Only these lines change, so a reader of the difference sees what was really changed.
 *
 * @param schemaPath the way from the new file to the JSON Schema, for the line by which editors find it
 * @throws RangeError when the text is no edition; it is meant to have passed lint
 */
export function draftTextFrom(text: string, edition: string, schemaPath: string): string {
  const document = parseDocument(text);
  const edits: { start: number; end: number; with: string }[] = [];
  const replace = (key: string, value: string) => {
    const node = document.get(key, true);
    if (!isScalar(node) || !node.range) throw new RangeError(`The edition has no ${key}`);
    edits.push({ start: node.range[0], end: node.range[1], with: value });
  };
  replace('edition', `"${edition}"`);
  replace('status', 'draft');
  if (document.has('minorRevision')) replace('minorRevision', 'false');
  let draft = text;
  for (const { start, end, with: value } of edits.toSorted((a, b) => b.start - a.start))
    draft = draft.slice(0, start) + value + draft.slice(end);
  return `${schemaLine(schemaPath)}\n${draft.replace(/^# yaml-language-server:.*\n/, '')}`;
}
