/** Statements over the retention map. The pieces of SQL are constants of the map; every value is a parameter. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader, Trx } from '../../../db/client.server.ts';
import { readPath, type UnitCode, units } from './map/index.ts';
import type { Path, Unit } from './map/unit.ts';
import type { Owner } from './owner.ts';

type Condition = RawBuilder<unknown>;

const isIn = (column: string, ids: readonly string[]): Condition =>
  sql`${sql.raw(column)} in (${sql.join(ids.length === 0 ? [''] : ids)})`;

/**
 * Which rows of a path hang on records: `hangs` says it of a column that names the record. A column that names a row of
 * another table asks for that table's own path. A path of the key itself is the record's own row.
 */
function rowsOn(one: Unit, path: Path, alias: string, hangs: (column: string) => Condition): Condition {
  const { column, by } = readPath(path);
  if (by === null) return hangs(`${alias}.${column}`);
  const parent = one.goes.find((other) => readPath(other).table === by);
  if (!parent) throw new Error(`${path} names a table that does not go with it`);
  const next = `${alias}p`;
  return sql`${sql.raw(`${alias}.${column}`)} in (select ${sql.raw(`${next}.id`)} from ${sql.raw(`${by} ${next}`)}
    where ${rowsOn(one, parent, next, hangs)})`;
}

/** Deletes records, all that goes with them first; gives the ids that are gone. */
export async function deleteRecords(trx: Trx, code: UnitCode, ids: readonly string[]): Promise<void> {
  const one = units[code];
  for (const path of one.loosens ?? []) {
    const { table, column } = readPath(path);
    await sql`update ${sql.raw(`${table} as w`)} set ${sql.raw(column)} = null
      where ${rowsOn(one, path, 'w', (named) => isIn(named, ids))}`.execute(trx);
  }
  for (const path of one.goes)
    await sql`delete from ${sql.raw(`${readPath(path).table} as w`)}
      where ${rowsOn(one, path, 'w', (named) => isIn(named, ids))}`.execute(trx);
  await sql`delete from ${sql.raw(one.table)} where ${isIn(one.key, ids)}`.execute(trx);
}

/** Deletes what makes records wait, but for what only forgets them: for what is done again after a restore. */
export async function deleteWaiting(trx: Trx, code: UnitCode, ids: readonly string[]): Promise<void> {
  const one = units[code];
  for (const { rows: path } of one.waits ?? [])
    if (!one.loosens?.includes(path))
      await sql`delete from ${sql.raw(`${readPath(path).table} as w`)}
        where ${rowsOn(one, path, 'w', (named) => isIn(named, ids))}`.execute(trx);
}

/** The files that rows of these records name. */
export async function listFilesOf(
  trx: Trx,
  code: UnitCode,
  ids: readonly string[],
): Promise<{ owner: string; sha256: string }[]> {
  const one = units[code];
  const found: { owner: string; sha256: string }[] = [];
  for (const { rows: path, owner, sha256 } of one.files ?? []) {
    const { rows } = await sql<{ owner: string; sha256: string }>`
      select distinct ${sql.raw(`${owner} as owner, w.${sha256} as sha256 from ${readPath(path).table} w`)}
      where ${sql.raw(`w.${sha256} is not null and`)} ${rowsOn(one, path, 'w', (named) => isIn(named, ids))}`.execute(
      trx,
    );
    found.push(...rows);
  }
  return found;
}

/** A legal hold in force names the record, its organisation, its partnership, its cycle, its return or its people. */
function held(one: Unit): Condition {
  const named = (scope: string, ids: string) => `(h.scope = '${scope}' and h.scope_id in (${ids}))`;
  const { about } = one;
  const reasons = [
    ...(about.organisation === undefined
      ? []
      : [named('organisation', about.organisation), named('everything', about.organisation)]),
    ...(about.partnership === undefined ? [] : [named('everything', about.partnership)]),
    ...(about.cycle === undefined ? [] : [named('cycle', about.cycle)]),
    ...(about.return === undefined ? [] : [named('return', about.return)]),
    ...(about.people ?? []).map((ids) => named('person', ids)),
    "(h.scope = 'everything' and h.scope_id = 'installation')",
  ];
  return sql.raw(`exists (select 1 from legal_hold h where h.lifted_at is null and (${reasons.join(' or ')}))`);
}

/** Words of the first reason why a record waits; null when it need not. */
function waitingFor(one: Unit): Condition {
  const reasons = (one.waits ?? []).map(
    ({ rows, where, words }) => sql`when exists (select 1 from ${sql.raw(`${readPath(rows).table} w`)}
      where ${rowsOn(one, rows, 'w', (named) => sql.raw(`${named} = r.${one.key}`))}
      ${sql.raw(where === undefined ? '' : `and ${where}`)}) then ${sql.lit(words)}`,
  );
  return reasons.length === 0 ? sql.raw('cast(null as text)') : sql`case ${sql.join(reasons, sql` `)} end`;
}

export interface DueRecord {
  readonly id: string;
  readonly since: string;
  readonly label: string;
  readonly held: boolean;
  /** Why it waits, in words; null when it need not. */
  readonly waits: string | null;
}

/** Which records of an owner: all that began before a day, or some of them by id. */
export interface Which {
  readonly owner: Owner;
  /** The first day that is too late. */
  readonly before: string;
  readonly ids?: readonly string[];
}

function due(one: Unit, { owner, before, ids }: Which): Condition {
  const columns = { organisation: 'r.organisation_id', partnership: 'r.partnership_id', installation: '' };
  const column = one.ownerIs ?? columns[one.owner];
  // A person belongs to nobody; whose account somebody may erase is looked at when it is asked for.
  const owned = column === '' ? sql`1 = 1` : sql`${sql.raw(column)} = ${owner.id}`;
  const chosen = ids === undefined ? sql`1 = 1` : isIn(`r.${one.key}`, ids);
  return sql`from ${sql.raw(`${one.table} r ${one.joins ?? ''}`)}
    where ${owned} and ${chosen} and ${sql.raw(one.since)} < ${before}`;
}

/** A page of the records that are due, the oldest first, held and waiting ones among them. */
export async function listDue(
  db: Reader,
  code: UnitCode,
  which: Which,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<DueRecord[]> {
  const one = units[code];
  const { rows } = await sql<{ id: string; since: string; label: string | null; held: number; waits: string | null }>`
    select ${sql.raw(`r.${one.key} as id, ${one.since} as since, ${one.label} as label`)},
      case when ${held(one)} then 1 else 0 end as held, ${waitingFor(one)} as waits
    ${due(one, which)} order by 2, 1 limit ${limit} offset ${offset}`.execute(db);
  return rows.map((row) => ({ ...row, label: row.label ?? '', held: Number(row.held) === 1 }));
}

/** How many records are due, how many of them are held, and how many of the others wait. */
export async function countDue(
  db: Reader,
  code: UnitCode,
  which: Which,
): Promise<{ readonly due: number; readonly held: number; readonly waiting: number }> {
  const one = units[code];
  const { rows } = await sql<{ due: number; held: number | null; waiting: number | null }>`
    select count(*) as due, sum(held) as held, sum(case when held = 0 and waits is not null then 1 else 0 end) as waiting
    from (select case when ${held(one)} then 1 else 0 end as held, ${waitingFor(one)} as waits ${due(one, which)}) d`.execute(
    db,
  );
  const [row] = rows;
  return { due: Number(row?.due ?? 0), held: Number(row?.held ?? 0), waiting: Number(row?.waiting ?? 0) };
}

/** Which of these records there are; of people, those that still have a name. */
export async function listHere(db: Reader, code: UnitCode, ids: readonly string[]): Promise<string[]> {
  const { table, key, anonymise } = units[code];
  if (ids.length === 0) return [];
  const named = anonymise ? sql`and ${sql.ref(key)} not in (select person_id from erased_person)` : sql``;
  const { rows } = await sql<{ id: string }>`select ${sql.ref(key)} as id from ${sql.table(table)}
    where ${sql.ref(key)} in (${sql.join(ids)}) ${named}`.execute(db);
  return rows.map(({ id }) => id);
}
