/** What is said of an answer that came from an earlier return, on pages and in print. Reaches the browser. */
const words = {
  waiting: 'not yet confirmed',
  confirmed: 'confirmed unchanged',
  revised: 'then revised',
} as const;

/** "Carried from Section 11, 2025, confirmed unchanged". */
export const carriedWords = (carried: { readonly cycle: string; readonly state: keyof typeof words }): string =>
  `Carried from ${carried.cycle}, ${words[carried.state]}`;
