import { type QueryExecutorProvider, sql } from 'kysely';

const statements = [
  // What was taken back from somebody a short while ago, on their home page.
  `create index delegation_ended_by_holder on delegation (holder_id, ended_at) where ended_at is not null`,
];

export async function up(executor: QueryExecutorProvider): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(executor);
}
