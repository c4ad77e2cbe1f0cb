import type { PackOptions } from '../builders/a-pack-model.ts';

/** About 600 pages; in `--quick` about 60. */
export const fortyAgencies = (quick: boolean): PackOptions => ({
  agencies: quick ? 6 : 40,
  concerns: 16,
  words: 260,
  evidence: 20,
  everyPart: true,
});
