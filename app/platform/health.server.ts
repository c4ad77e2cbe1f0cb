import { sql } from 'kysely';
import type { Portal } from './portal.ts';

/** Whether the portal can read its database. Throws what the database threw. */
export async function checkHealth(portal: Portal): Promise<void> {
  await sql`select 1`.execute(portal.database.db);
}
