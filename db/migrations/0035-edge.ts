import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // How often something was done of late, by hash of who; used where several processes share one count.
  `create table rate_limit (
    key text primary key,
    points integer not null default 0,
    expire bigint
  )`,
  `create index rate_limit_expire on rate_limit (expire)`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
