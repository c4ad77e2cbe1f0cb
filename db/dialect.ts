/** The one place that knows SQLite and PostgreSQL apart. */
import { AsyncLocalStorage } from 'node:async_hooks';
import BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';

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

/** One at a time, in order of asking. */
class Turnstile {
  #last: Promise<void> = Promise.resolve();
  #leave: (() => void) | undefined;

  async enter(): Promise<void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    this.#leave = resolve;
  }
  leave(): void {
    this.#leave?.();
  }
}

/**
 * Refuses second connections inside a transaction. On SQLite it also hands out the one connection in turn (in place of
 * Kysely's own lock, which waits before this guard could speak) and takes the write lock at `begin`.
 */
class GuardedDriver implements Driver {
  readonly #inner: Driver;
  readonly #turnstile: Turnstile | undefined;
  readonly #sqlite: BetterSqlite3.Database | undefined;

  constructor(inner: Driver, sqlite?: BetterSqlite3.Database) {
    this.#inner = inner;
    this.#sqlite = sqlite;
    this.#turnstile = sqlite ? new Turnstile() : undefined;
  }
  init() {
    return this.#inner.init();
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    if (insideTransaction.getStore()) throw new OuterDatabaseInTransaction();
    await this.#turnstile?.enter();
    return this.#inner.acquireConnection();
  }
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings) {
    if (this.#turnstile) await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    else await this.#inner.beginTransaction(connection, settings);
  }
  commitTransaction(connection: DatabaseConnection) {
    return this.#inner.commitTransaction(connection);
  }
  async rollbackTransaction(connection: DatabaseConnection) {
    // On a full disk SQLite has rolled back by itself, and to ask again would hide the reason.
    if (this.#sqlite?.inTransaction === false) return;
    await this.#inner.rollbackTransaction(connection);
  }
  async releaseConnection(connection: DatabaseConnection) {
    await this.#inner.releaseConnection(connection);
    this.#turnstile?.leave();
  }
  destroy() {
    return this.#inner.destroy();
  }
}

/** The connection is handed out in turn by `GuardedDriver`, so Kysely need not queue for it as well. */
class QueuedSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true;
  }
}

const statementCacheSize = 256;

/** Keeps prepared statements by their SQL: Kysely alone prepares every query anew, which costs half the speed of a save. */
function withStatementCache(sqlite: BetterSqlite3.Database): SqliteDatabase {
  const statements = new Map<string, BetterSqlite3.Statement>();
  return {
    close: () => sqlite.close(),
    prepare(sql: string): SqliteStatement {
      const cached = statements.get(sql);
      if (cached && !cached.busy) {
        statements.delete(sql);
        statements.set(sql, cached);
        return cached as SqliteStatement;
      }
      const prepared = sqlite.prepare(sql);
      if (!cached) {
        statements.set(sql, prepared);
        const oldest = statements.keys().next();
        if (statements.size > statementCacheSize && !oldest.done) statements.delete(oldest.value);
      }
      return prepared as SqliteStatement;
    },
  };
}

/** Opens a SQLite file the only way we do: write-ahead log, every commit flushed to disk, foreign keys on. */
export function openSqlite(file: string, options: { readonly?: boolean } = {}): BetterSqlite3.Database {
  const sqlite = new BetterSqlite3(file, { readonly: options.readonly ?? false });
  if (!options.readonly) sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 5000');
  sqlite.pragma('cache_size = -65536');
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (synchronous !== 2) throw new Error(`SQLite refused synchronous=FULL (it answers ${String(synchronous)})`);
  return sqlite;
}

export function sqliteDialect(sqlite: BetterSqlite3.Database): Dialect {
  const database = withStatementCache(sqlite);
  return {
    createAdapter: () => new QueuedSqliteAdapter(),
    createDriver: () => new GuardedDriver(new SqliteDriver({ database }), sqlite),
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

export function postgresDialect(connectionString: string, poolSize = 10): Dialect {
  const pool = new pg.Pool({ connectionString, max: poolSize, types: numberTypes });
  const dialect = new PostgresDialect({ pool });
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new GuardedDriver(dialect.createDriver()),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}
