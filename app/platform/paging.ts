/** How many rows a page of a list shows. */
export const pageSize = 50;

/** One page of a list, with what a page needs to link to the others. */
export interface Page<T> {
  readonly items: readonly T[];
  /** From 1. */
  readonly page: number;
  readonly pageCount: number;
  /** Rows on all pages. */
  readonly total: number;
}

/** The page asked for in a query string; anything that is no page number is the first. */
export function pageAsked(search: URLSearchParams, name = 'page'): number {
  const asked = search.get(name) ?? '';
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
}

/** The offset of a page among so many rows; a page past the end is the last. */
export function pageOf(total: number, asked: number): { page: number; pageCount: number; offset: number } {
  const pageCount = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(Math.max(asked, 1), pageCount);
  return { page, pageCount, offset: (page - 1) * pageSize };
}

/** A page cut from a list that is wholly in memory. */
export function pageOfList<T>(all: readonly T[], asked: number): Page<T> {
  const { page, pageCount, offset } = pageOf(all.length, asked);
  return { items: all.slice(offset, offset + pageSize), page, pageCount, total: all.length };
}

/** The query string without one filter, and back on the first page: the address behind "remove this filter". */
export function queryWithout(search: URLSearchParams, name: string): string {
  const rest = new URLSearchParams(search);
  rest.delete(name);
  rest.delete('page');
  return `?${rest}`;
}
