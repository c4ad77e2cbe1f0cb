import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { erasedWithPerson } from '../../../app/features/retention/map/copies-of-a-person.ts';
import { readPath, unitCodes, units } from '../../../app/features/retention/map/index.ts';
import { stays } from '../../../app/features/retention/map/stays.ts';
import { countDue, deleteRecords, listDue, listFilesOf } from '../../../app/features/retention/rows.server.ts';
import { isLine, lineCodes, lineOf } from '../../../app/features/retention/schedule.ts';
import type { Db } from '../../../db/client.server.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

interface Key {
  readonly table: string;
  readonly to: string;
  readonly columns: readonly string[];
}

async function keysOf(db: Db): Promise<Key[]> {
  const { rows } = await sql<{ table: string; to: string; key: number; column: string }>`
    select m.name as "table", k."table" as "to", k.id as key, k."from" as "column"
    from sqlite_master m, pragma_foreign_key_list(m.name) k where m.type = 'table'`.execute(db);
  return [...Map.groupBy(rows, ({ table, key }) => `${table} ${key}`).values()].flatMap(([first, ...rest]) =>
    first ? [{ ...first, columns: [first, ...rest].map(({ column }) => column) }] : [],
  );
}

async function tablesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(db);
  return rows.map(({ name }) => name);
}

describeEachDatabase('the retention map', (open) => {
  it('decides for every table whether its rows go, and with what', async () => {
    const portal = await open();
    if (portal.database.dialect !== 'sqlite') return;
    const goes = new Set<string>(
      unitCodes.flatMap((code) => [units[code].table, ...units[code].goes.map((path) => readPath(path).table)]),
    );
    const decided = new Set([...goes, ...Object.keys(stays)]);
    const tables = await tablesOf(portal.database.db);
    expect(tables.filter((table) => !decided.has(table))).toEqual([]);
    expect([...decided].filter((table) => !tables.includes(table))).toEqual([]);
    expect(Object.keys(stays).filter((table) => goes.has(table))).toEqual([]);
    expect(erasedWithPerson.map((path) => readPath(path).table).filter((table) => !tables.includes(table))).toEqual([]);
  });

  it('knows of every key that leads to what goes whether its row goes first, lets go, or makes the record wait', async () => {
    const portal = await open();
    if (portal.database.dialect !== 'sqlite') return;
    const keys = await keysOf(portal.database.db);
    const missing = unitCodes.flatMap((code) => {
      const one = units[code];
      if (one.anonymise) return [];
      const order = [...one.goes.map((path) => readPath(path).table), one.table];
      const paths = [...one.goes, ...(one.loosens ?? []), ...(one.waits ?? []).map(({ rows }) => rows)];
      return order.flatMap((parent, at) =>
        keys
          .filter((key) => key.to === parent)
          .filter((key) => {
            const before = order.indexOf(key.table);
            const named = paths.some((path) => {
              const { table, column, by } = readPath(path);
              return table === key.table && key.columns.includes(column) && (by ?? one.table) === parent;
            });
            return !named && !(before !== -1 && before < at);
          })
          .map((key) => `${code}: ${key.table} (${key.columns.join(', ')}) leads to ${parent}`),
      );
    });
    expect(missing).toEqual([]);
  });

  it('is understood by the database, for every kind of record', async () => {
    const portal = await open();
    const which = { owner: { kind: 'organisation', id: 'o' }, before: '2026-01-01' } as const;
    for (const code of unitCodes) {
      expect([code, await listDue(portal.database.db, code, which, { limit: 2 })]).toEqual([code, []]);
      expect([code, await countDue(portal.database.db, code, which)]).toEqual([code, { due: 0, held: 0, waiting: 0 }]);
      await portal.database.transaction(async (trx) => {
        expect(await listFilesOf(trx, code, ['none'])).toEqual([]);
        if (!units[code].anonymise) await deleteRecords(trx, code, ['none']);
      });
    }
  });

  it('gives every kind of record a line of the schedule, for an owner that has the line', async () => {
    for (const code of unitCodes) {
      const one = units[code];
      expect([code, isLine(one.line) && lineOf(one.line).owners.includes(one.owner)]).toEqual([code, true]);
    }
    const used = new Set(unitCodes.map((code) => units[code].line));
    expect(lineCodes.filter((line) => lineOf(line).fate !== 'kept' && !used.has(line))).toEqual([]);
  });
});
