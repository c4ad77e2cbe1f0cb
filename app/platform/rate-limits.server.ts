import { CompiledQuery } from 'kysely';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { DatabaseHandle } from '../../db/client.server.ts';
import { hashToken } from './ids.ts';
import { type LimitName, type LimitSettings, limitNames } from './limit-settings.server.ts';
import type { Log } from './log.server.ts';

/** Undefined: go on. Else how long to wait, in whole seconds. */
export type Wait = number | undefined;

export interface RateLimits {
  /**
   * Counts one more of a kind, and says how long to wait if that is too many. Never fails: where the database cannot count,
   * this process does.
   *
   * @param by who, told apart by person or by address; kept as a hash alone
   */
  take(name: LimitName, by: string): Promise<Wait>;
  /** Deletes counts that ended. */
  clear(): Promise<void>;
}

const table = 'rate_limit';

interface Parts {
  readonly limits: LimitSettings;
  readonly database: DatabaseHandle;
  readonly secret: string;
  readonly log: Log;
}

/**
 * Counts in this process on SQLite, where there is no other, and in the database on PostgreSQL, where several share one
 * count; the library's own statement counts in one step. Time is the machine's: a count must end whatever a test's clock says.
 */
export function createRateLimits({ limits, database, secret, log }: Parts): RateLimits {
  if (limits === 'off') return { take: async () => undefined, clear: async () => undefined };
  const limiters = new Map<LimitName, RateLimiterAbstract>(
    limitNames.map((name) => {
      const { times: points, seconds: duration } = limits[name];
      const inProcess = new RateLimiterMemory({ keyPrefix: name, points, duration });
      if (database.dialect === 'sqlite') return [name, inProcess] as const;
      const shared = new RateLimiterPostgres({
        storeClient: { query: ({ text, values }: PgQuery) => run(database, text, values) },
        storeType: 'pool',
        tableName: table,
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points,
        duration,
        // Somebody over the limit costs the database nothing more until it ends.
        inMemoryBlockOnConsumed: points + 1,
        insuranceLimiter: inProcess,
      });
      return [name, shared] as const;
    }),
  );
  const refused = countRefusals(log);
  return {
    async take(name, by) {
      const key = hashToken(by, secret).slice(0, 40);
      try {
        await limiters.get(name)?.consume(key);
        return undefined;
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        refused(name);
        return Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
      }
    },
    async clear() {
      if (database.dialect === 'postgres')
        await database.db.deleteFrom('rate_limit').where('expire', '<', Date.now()).execute();
    },
  };
}

interface PgQuery {
  readonly text: string;
  readonly values: unknown[];
}

async function run({ db }: DatabaseHandle, text: string, values: unknown[]) {
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
  return { rows, rowCount: rows.length };
}

const silence = 60_000;

/** One line a minute and kind, with the number of refusals since the last one: a flood must not flood the log too. */
function countRefusals(log: Log): (name: LimitName) => void {
  const since = new Map<LimitName, { at: number; count: number }>();
  return (name) => {
    const told = since.get(name);
    const count = (told?.count ?? 0) + 1;
    if (told && Date.now() - told.at < silence) {
      told.count = count;
      return;
    }
    log.info('limited', { limit: name, refused: count });
    since.set(name, { at: Date.now(), count: 0 });
  };
}
