/** A page number, or a gap where some are left out. */
export type PageNumber = { page: number } | { gap: true };

/** The page numbers to show: first, last, this one and its neighbours; a gap stands for two or more left out. */
export function pageNumbers(page: number, pageCount: number): PageNumber[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pageCount])].filter((n) => n >= 1 && n <= pageCount);
  const filled = wanted.toSorted((a, b) => a - b);
  return filled.flatMap((n, place): PageNumber[] => {
    const skipped = n - (filled[place - 1] ?? 0) - 1;
    if (skipped === 0) return [{ page: n }];
    return skipped === 1 ? [{ page: n - 1 }, { page: n }] : [{ gap: true }, { page: n }];
  });
}

/** The query string of another page of the same list: everything else in `search` stays. Page 1 is left out. */
export function pageHref(search: string, page: number, name = 'page'): string {
  const params = new URLSearchParams(search);
  if (page === 1) params.delete(name);
  else params.set(name, String(page));
  return `?${params}`;
}
