import type { PackVersion } from './pack-queries.server.ts';

/** Packs of a session that are listed: the newest. */
export const mostListed = 50;

/** Earlier versions of the same edition, oldest first. */
export const earlierOf = (packs: readonly PackVersion[], pack: PackVersion): PackVersion[] =>
  packs
    .filter(
      (one) =>
        one.version < pack.version && one.edition === pack.edition && one.organisation?.id === pack.organisation?.id,
    )
    .toSorted((a, b) => a.version - b.version);

/** Whether somebody who reads the list finds a number missing: packs for others are counted with these. */
export function skipsVersions(packs: readonly Pick<PackVersion, 'version'>[]): boolean {
  if (packs.length === 0) return false;
  const numbers = packs.map(({ version }) => version);
  const first = packs.length < mostListed ? 1 : Math.min(...numbers);
  return Math.max(...numbers) - first + 1 > packs.length;
}
