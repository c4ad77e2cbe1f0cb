import type { PackVersion } from './pack-queries.server.ts';

/** Earlier versions of the same edition, oldest first. */
export const earlierOf = (packs: readonly PackVersion[], pack: PackVersion): PackVersion[] =>
  packs
    .filter(
      (one) =>
        one.version < pack.version && one.edition === pack.edition && one.organisation?.id === pack.organisation?.id,
    )
    .toSorted((a, b) => a.version - b.version);
