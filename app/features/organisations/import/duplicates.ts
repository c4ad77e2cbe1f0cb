import type { Candidate } from './candidate.ts';
import { type KnownOrganisation, nameKey } from './directory-index.ts';

const numbers = ['urn', 'odsCode', 'reference'] as const;

/**
 * Remembers the rows of a file and finds the earlier one about the same organisation: both mean one that is known, or
 * they share a URN, an ODS code or a reference, or they share name and kind and no such number tells them apart.
 */
export function createSeenRows() {
  const rows = new Map<string, number>();
  const byKnown = new Map<KnownOrganisation, number>();
  const byName = new Map<string, Candidate[]>();
  return {
    /** The number of the earlier row, if there is one; otherwise remembers this one. */
    twinOf(candidate: Candidate, known: KnownOrganisation | undefined): number | undefined {
      const keys = numbers.flatMap((number) => (candidate[number] ? [`${number} ${candidate[number]}`] : []));
      const named = byName.get(nameKey(candidate)) ?? [];
      const twin =
        (known && byKnown.get(known)) ??
        keys.map((key) => rows.get(key)).find((row) => row !== undefined) ??
        named.find((other) => !toldApart(candidate, other))?.row;
      if (twin !== undefined) return twin;
      if (known) byKnown.set(known, candidate.row);
      for (const key of keys) rows.set(key, candidate.row);
      byName.set(nameKey(candidate), [...named, candidate]);
      return undefined;
    },
  };
}

const toldApart = (one: Candidate, other: Candidate) =>
  numbers.some((number) => one[number] !== undefined && other[number] !== undefined && one[number] !== other[number]);
