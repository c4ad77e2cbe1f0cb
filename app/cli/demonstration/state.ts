import { partnership } from '../../../db/seed/brookmere.ts';
import type { Portal } from '../../platform/portal.ts';

const packsMade = 5;

/** Whether there is a partnership at all, and whether the demonstration came to its end, which is its fifth pack. */
export async function stateOf(portal: Portal): Promise<'empty' | 'loaded' | 'interrupted'> {
  const { db } = portal.database;
  const known = await db.selectFrom('partnership').select(['id', 'slug']).orderBy('id').limit(1).executeTakeFirst();
  if (!known) return 'empty';
  if (known.slug !== partnership.slug) return 'loaded';
  const packs = await db
    .selectFrom('challenge_pack')
    .select('id')
    .where('partnership_id', '=', known.id)
    .limit(packsMade)
    .execute();
  return packs.length < packsMade ? 'interrupted' : 'loaded';
}

/** Whether the demonstration has to be loaded, or has to say that it was interrupted. */
export const isDemonstrationDue = async (portal: Portal): Promise<boolean> => (await stateOf(portal)) !== 'loaded';
