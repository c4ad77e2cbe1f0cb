/**
 * One text for one value: keys sorted by UTF-16 code units, no spaces, numbers and strings as JSON writes them, in the
 * spirit of RFC 8785. Editions and submissions are known by the hash of this text, so it must never depend on the
 * order in which a value was built.
 *
 * @throws TypeError naming the place, for anything that JSON would drop or bend: `undefined`, NaN and infinities,
 *   bigints, functions, dates and other class instances, gaps in lists, broken surrogate pairs, and circles
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', []);
}

function write(value: unknown, place: string, within: object[]): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw refusal(place, 'a broken surrogate pair');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) throw refusal(place, String(value));
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, place, within);
    default:
      throw refusal(place, typeof value);
  }
}

function writeObject(value: object, place: string, within: object[]): string {
  if (within.includes(value)) throw refusal(place, 'a circle');
  within.push(value);
  const text = Array.isArray(value) ? writeList(value, place, within) : writeRecord(value, place, within);
  within.pop();
  return text;
}

function writeList(list: readonly unknown[], place: string, within: object[]): string {
  const parts: string[] = [];
  for (const [index, part] of list.entries()) parts.push(write(part, `${place}[${index}]`, within));
  return `[${parts.join(',')}]`;
}

function writeRecord(record: object, place: string, within: object[]): string {
  const prototype: unknown = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) throw refusal(place, 'an instance of a class');
  const entries = Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const parts = entries.map(([key, part]) => `${write(key, place, within)}:${write(part, `${place}.${key}`, within)}`);
  return `{${parts.join(',')}}`;
}

function refusal(place: string, found: string): TypeError {
  return new TypeError(`Cannot write canonical JSON: ${found} at ${place}`);
}
