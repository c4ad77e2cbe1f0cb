import { type DetailKind, detailKinds, findInTexts } from './child-details.ts';
import type { Evidence } from './schema.ts';

/** The kinds of detail in a piece's title, name, address and text. */
export function detailsOf(
  { title, fileName, url, detailsFound }: Pick<Evidence, 'title' | 'fileName' | 'url' | 'detailsFound'>,
  today: string,
): DetailKind[] {
  const found = new Set([...detailsFound, ...findInTexts([title, fileName, url], today)]);
  return detailKinds.filter((kind) => found.has(kind));
}
