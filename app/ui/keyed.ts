export type Keyed<T> = { key: string; value: T };

/** Gives the members of a list that keeps its order while it is on the page a key each, from their places. */
export function keyed<T>(list: readonly T[]): Keyed<T>[] {
  return list.map((value, place) => ({ key: String(place), value }));
}
