/** Compares edition numbers such as `2023.2` and `2023.10`: by year, then by count, both as numbers. */
export function compareEditionNumbers(a: string, b: string): number {
  const [yearA = 0, countA = 0] = a.split('.').map(Number);
  const [yearB = 0, countB = 0] = b.split('.').map(Number);
  return yearA - yearB || countA - countB;
}

/** The number of the edition that follows: of `year`, or of the same year where none is given. */
export function editionNumberAfter(edition: string, year?: number): string {
  const [ownYear = 0, count = 0] = edition.split('.').map(Number);
  return year === undefined || year === ownYear ? `${ownYear}.${count + 1}` : `${year}.1`;
}
