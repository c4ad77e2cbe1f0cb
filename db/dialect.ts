/** The one place that knows SQLite and PostgreSQL apart. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type BetterSqlite3 from 'better-sqlite3';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { tellConnections } from './reach.ts';
import { SqliteDriver } from './sqlite-driver.ts';
import { type Seam, Teller } from './teller.ts';

export type DialectName = 'sqlite' | 'postgres';

/** Thrown when a query goes to the outer database inside a transaction; on SQLite it would otherwise hang for ever. */
export class OuterDatabaseInTransaction extends Error {
  constructor() {
    super('A query used the database itself inside a transaction; use the transaction it was given');
    this.name = 'OuterDatabaseInTransaction';
  }
}

const insideTransaction = new AsyncLocalStorage<true>();

/** Runs the body of a transaction so that any attempt to take a second connection within it is refused. */
export const runInsideTransaction = <T>(body: () => Promise<T>): Promise<T> => insideTransaction.run(true, body);

/** Refuses second connections inside a transaction, whatever the database; tells each whose rows are in reach. */
class GuardedDriver implements Driver {
  readonly #inner: Driver;
  /** Undefined on SQLite, which knows no roles. */
  readonly #teller: Teller | undefined;

  constructor(inner: Driver, teller?: Teller) {
    this.#inner = inner;
    this.#teller = teller;
  }
  init() {
    return this.#inner.init();
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    if (insideTransaction.getStore()) throw new OuterDatabaseInTransaction();
    const connection = await this.#inner.acquireConnection();
    if (!this.#teller) return connection;
    try {
      await this.#teller.tell(connection);
      return connection;
    } catch (error) {
      await this.#inner.releaseConnection(connection);
      throw error;
    }
  }
  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    return this.#inner.beginTransaction(connection, settings);
  }
  commitTransaction(connection: DatabaseConnection) {
    return this.#inner.commitTransaction(connection);
  }
  rollbackTransaction(connection: DatabaseConnection) {
    return this.#inner.rollbackTransaction(connection);
  }
  releaseConnection(connection: DatabaseConnection) {
    return this.#inner.releaseConnection(connection);
  }
  destroy() {
    return this.#inner.destroy();
  }
}

/** `SqliteDriver` of our own hands connections out in turn, so Kysely need not queue for them as well. */
class QueuedSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true;
  }
}

/** Reads go past a transaction on connections of their own, where the database is a file. */
export function sqliteDialect(sqlite: BetterSqlite3.Database): Dialect {
  return {
    createAdapter: () => new QueuedSqliteAdapter(),
    createDriver: () => new GuardedDriver(new SqliteDriver(sqlite)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

const int8Oid = 20;
const numericOid = 1700;

/** Counts and sums come back as numbers on both databases; every one we ask for fits a double. */
const numberTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === int8Oid || oid === numericOid) return (value: string) => Number(value);
    return format === undefined ? pg.types.getTypeParser(oid) : pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

export function postgresDialect(connectionString: string, seam: Seam = {}, poolSize = 10): Dialect {
  const pool = new pg.Pool({ connectionString, max: poolSize, types: numberTypes });
  const dialect = new PostgresDialect({ pool });
  const adapter = dialect.createAdapter();
  const teller = new Teller(seam);
  tellConnections(adapter, () => teller.tells);
  return {
    createAdapter: () => adapter,
    createDriver: () => new GuardedDriver(dialect.createDriver(), teller),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}
