/** What a source of records is: each reads the records of one owner, some at a time, and names the owner in its query. */
import type { Reader } from '../../../../db/client.server.ts';
import type { SourceCode } from '../source-words.ts';

/** One record as it reads now. */
export interface HeldRecord {
  /** Names the record among those of its source. */
  readonly key: string;
  /** Says which record it is, and names no person. */
  readonly title: string;
  /** Instant or day. */
  readonly dated: string | null;
  readonly text: string;
  /** Ids of people whose own record it is: who wrote it, or whom it is about. */
  readonly people: readonly (string | null)[];
}

/** One page of a source; `next` is where to go on, null at the end. */
export interface HeldPage {
  readonly records: readonly HeldRecord[];
  readonly next: string | null;
}

export interface Source {
  readonly code: SourceCode;
  /** `ownerId` is the organisation or partnership whose records are read, and nobody else's. */
  read(db: Reader, ownerId: string, after: string, today: string): Promise<HeldPage>;
}

/** The column that names the owner of a row, where either of two may be asked for it. */
export type OwnerColumn = 'partnership_id' | 'organisation_id';

/** Rows of one statement. */
export const batch = 200;

/**
 * A source from a query and from what its rows say. The query gives at most `batch` rows after a key, in the order of the
 * key.
 */
export const source = <R extends { readonly id: string }>(
  code: SourceCode,
  query: (db: Reader, ownerId: string, after: string, today: string) => { execute(): Promise<R[]> },
  recordsOf: (row: R) => Omit<HeldRecord, 'key'> | readonly HeldRecord[],
): Source => ({
  code,
  async read(db, ownerId, after, today) {
    const rows = await query(db, ownerId, after, today).execute();
    const records = rows.flatMap((row) => {
      const made = recordsOf(row);
      return isList(made) ? made : [{ ...made, key: row.id }];
    });
    return { records, next: rows.length < batch ? null : (rows.at(-1)?.id ?? null) };
  },
});

const isList = (made: Omit<HeldRecord, 'key'> | readonly HeldRecord[]): made is readonly HeldRecord[] =>
  Array.isArray(made);

/** "What: Keep one log", a line for each that says something. */
export const lines = (parts: readonly (readonly [label: string, text: string | null | undefined])[]): string =>
  parts
    .filter(([, text]) => text !== null && text !== undefined && text.trim() !== '')
    .map(([label, text]) => (label === '' ? text : `${label}: ${text}`))
    .join('\n');

/** What in a stored document is for machines alone. */
const notWords =
  /^(kind|type|language|contract|code|id|.*Id|.*[sS]ha256|.*Hash|.*Address|check|scale|colour|tone|shape|point|choices?)$/;

/** Every text in a stored document in its order, a line each: what somebody reads who opens it. */
export function textOfJson(json: string): string {
  const found: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (notWords.test(name)) return;
    if (typeof value === 'string') {
      if (value.trim() !== '') found.push(value);
    } else if (Array.isArray(value)) for (const part of value) walk(part, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) walk(part, key);
  };
  walk(JSON.parse(json), '');
  return found.join('\n');
}
