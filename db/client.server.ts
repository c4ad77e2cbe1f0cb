import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { Kysely, type LogEvent, type Transaction } from 'kysely';
import { type DialectName, postgresDialect, runInsideTransaction, sqliteDialect } from './dialect.ts';
import type { Tables } from './schema/index.ts';
import { openSqlite } from './sqlite-driver.ts';
import type { Seam } from './teller.ts';

/** The database outside a transaction. Reads may use it; writes go through `transaction`. */
export type Db = Kysely<Tables>;
/** The database inside a transaction. */
export type Trx = Transaction<Tables>;
/** What a query function takes: it does not care whether it runs inside a transaction. */
export type Reader = Db | Trx;

export interface DatabaseHandle {
  readonly db: Db;
  readonly dialect: DialectName;
  /** The SQLite connection itself, for pragma checks and backup; undefined on PostgreSQL. */
  readonly sqlite: BetterSqlite3.Database | undefined;
  /** One atomic unit of work. Only the `trx` it is given may be used inside; the outer database throws there. */
  transaction<T>(body: (trx: Trx) => Promise<T>): Promise<T>;
  /** Many reads of one moment: what others write meanwhile is not seen. For documents that must agree with themselves.
   * Refuses to write. */
  readTogether<T>(body: (trx: Trx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://...` or `sqlite:FILE`; `sqlite::memory:` for tests. */
  readonly url: string;
  readonly onQuery?: (event: LogEvent) => void;
  /** For tests of what is in reach. */
  readonly seam?: Seam;
}

/** Opens the database that an address names. Refuses an address of any other kind. */
export function openDatabase({ url, onQuery, seam }: DatabaseOptions): DatabaseHandle {
  const log = onQuery ? { log: onQuery } : {};
  if (/^postgres(ql)?:\/\//.test(url)) {
    return handle(new Kysely<Tables>({ dialect: postgresDialect(url, seam), ...log }), 'postgres', undefined);
  }
  if (url.startsWith('sqlite:')) {
    const file = url.slice('sqlite:'.length);
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const sqlite = openSqlite(file);
    return handle(new Kysely<Tables>({ dialect: sqliteDialect(sqlite), ...log }), 'sqlite', sqlite);
  }
  throw new Error('The database address must start with postgres:// or sqlite:');
}

function handle(db: Db, dialect: DialectName, sqlite: BetterSqlite3.Database | undefined): DatabaseHandle {
  return {
    db,
    dialect,
    sqlite,
    transaction: (body) => db.transaction().execute((trx) => runInsideTransaction(() => body(trx))),
    readTogether: (body) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((trx) => runInsideTransaction(() => body(trx))),
    close: () => db.destroy(),
  };
}
