import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // An organisation ends that another partnership reads an action of its own by a finding that was joined to it.
  `alter table action_finding add column declined_at text`,
  `alter table action_finding add column declined_by text references person (id)`,
  `alter table action_finding add column declined_because text`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
