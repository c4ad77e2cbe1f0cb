/** How connections to a SQLite file are opened and shared out. */
import BetterSqlite3 from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SelectQueryNode,
  type TransactionSettings,
} from 'kysely';

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

const statementCacheSize = 256;

/** A connection with its prepared statements by their SQL: preparing every query anew costs half the speed of a save. */
class Line {
  readonly turnstile = new Turnstile();
  readonly #sqlite: BetterSqlite3.Database;
  readonly #statements = new Map<string, BetterSqlite3.Statement>();

  constructor(sqlite: BetterSqlite3.Database) {
    this.#sqlite = sqlite;
  }

  execute<R>({ sql, parameters }: CompiledQuery): QueryResult<R> {
    const statement = this.#prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  get inTransaction(): boolean {
    return this.#sqlite.inTransaction;
  }

  close(): void {
    this.#sqlite.close();
  }

  #prepare(sql: string): BetterSqlite3.Statement {
    const statement = this.#statements.get(sql) ?? this.#sqlite.prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const oldest = this.#statements.keys().next();
    if (this.#statements.size > statementCacheSize && !oldest.done) this.#statements.delete(oldest.value);
    return statement;
  }
}

/** What one query or one transaction is given. It stands at no line before it has to. All goes through `executeQuery`, which Kysely listens to. */
class SqliteConnection implements DatabaseConnection {
  readonly #lines: Lines;
  #line: Line | undefined;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  async begin(settings: TransactionSettings): Promise<void> {
    const reads = settings.accessMode === 'read only';
    const line = await this.#enter(reads ? this.#lines.together : this.#lines.writing);
    await this.executeQuery(CompiledQuery.raw(reads && line !== this.#lines.writing ? 'begin' : 'begin immediate'));
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#line) return this.#line.execute(query);
    if (SelectQueryNode.is(query.query) && this.#lines.reading) return this.#lines.reading.execute(query);
    return (await this.#enter(this.#lines.writing)).execute(query);
  }

  async rollBack(): Promise<void> {
    // On a full disk SQLite has rolled back by itself, and to ask again would hide the reason.
    if (this.#line?.inTransaction) await this.executeQuery(CompiledQuery.raw('rollback'));
  }

  streamQuery(): never {
    throw new Error('Rows are not streamed');
  }

  leave(): void {
    this.#line?.turnstile.leave();
    this.#line = undefined;
  }

  async #enter(line: Line): Promise<Line> {
    await line.turnstile.enter();
    this.#line = line;
    return line;
  }
}

interface Lines {
  /** Everything that writes, a transaction at a time. */
  readonly writing: Line;
  /** Single reads: each sees what is committed when it runs, and waits for nobody. Missing for a database in memory. */
  readonly reading: Line | undefined;
  /** Transactions that only read, one at a time: a long one holds up no save. */
  readonly together: Line;
}

/**
 * Kysely's `SqliteDriver` has one connection, so that whoever reads waits for the transactions of others, once for each
 * query. In write-ahead mode nobody has to: what is written goes in turn (in place of Kysely's own lock, which would wait
 * before `GuardedDriver` could speak) and takes the write lock at `begin`; what is read goes beside it.
 */
export class SqliteDriver implements Driver {
  readonly #lines: Lines;

  constructor(sqlite: BetterSqlite3.Database) {
    const writing = new Line(sqlite);
    if (sqlite.memory) this.#lines = { writing, reading: undefined, together: writing };
    else {
      const open = () => new Line(openSqlite(sqlite.name, { readonly: true }));
      this.#lines = { writing, reading: open(), together: open() };
    }
  }
  async init() {}
  async acquireConnection() {
    return new SqliteConnection(this.#lines);
  }
  async beginTransaction(connection: SqliteConnection, settings: TransactionSettings) {
    await connection.begin(settings);
  }
  async commitTransaction(connection: SqliteConnection) {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }
  async rollbackTransaction(connection: SqliteConnection) {
    await connection.rollBack();
  }
  async releaseConnection(connection: SqliteConnection) {
    connection.leave();
  }
  async destroy() {
    const { writing, reading, together } = this.#lines;
    for (const line of new Set([reading, together, writing])) line?.close();
  }
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
