import type { Reader } from '../../../db/client.server.ts';

/** Who last marked an action as done; null when nobody has. */
export async function findMarkedDoneBy(db: Reader, actionId: string): Promise<string | null> {
  const done = await db
    .selectFrom('action_update')
    .select('made_by')
    .where('action_id', '=', actionId)
    .where('kind', '=', 'done')
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return done?.made_by ?? null;
}
