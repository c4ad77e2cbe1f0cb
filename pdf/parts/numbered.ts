/**
 * Items with their place from 1, as the key of what is drawn for them. Nothing in a document moves, and two items may
 * say the same, so the place is the only safe key: React leaves one out where keys repeat.
 */
export const numbered = <Item>(items: readonly Item[]): { number: number; item: Item }[] =>
  items.map((item, index) => ({ number: index + 1, item }));
