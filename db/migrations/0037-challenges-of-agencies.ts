import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // A challenge that an agency raises to another one waits until the partnership passes it on; null until then.
  `alter table challenge_log_entry add column passed_on_at text`,
  `alter table challenge_log_entry add column passed_on_by text references person (id)`,
  `update challenge_log_entry set passed_on_at = created_at, passed_on_by = created_by`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
