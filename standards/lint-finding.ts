/** Something that lint found: the code of the nearest thing, the reason in words, and the way to it in the document. */
export type Finding = { code: string; reason: string; path: (string | number)[] };

/** One finding for each thing whose `key` value was seen before in the same list. */
export function repeated<T>(
  things: readonly T[],
  keyOf: (thing: T) => string | number,
  describe: (key: string | number, index: number) => Finding,
): Finding[] {
  const seen = new Set<string | number>();
  return things.flatMap((thing, index) => {
    const key = keyOf(thing);
    if (seen.has(key)) return [describe(key, index)];
    seen.add(key);
    return [];
  });
}

/** True of a `YYYY-MM-DD` (or `YYYY-MM`) that is in the calendar. */
export function isCalendarDate(text: string): boolean {
  const full = text.length === 7 ? `${text}-01` : text;
  const instant = new Date(`${full}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(full);
}
