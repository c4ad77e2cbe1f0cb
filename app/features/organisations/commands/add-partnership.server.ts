import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { recordEvent } from '../../audit/commands.server.ts';

/** Starts a partnership. The operator's command: nobody on the pages may. Refuses a slug that is taken. */
export async function addPartnership(
  portal: Portal,
  partnership: { readonly name: string; readonly shortName: string; readonly slug: string },
): Promise<string> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const taken = await trx
      .selectFrom('partnership')
      .select('id')
      .where('slug', '=', partnership.slug)
      .executeTakeFirst();
    if (taken) throw notNow(`There is a partnership '${partnership.slug}' already`);
    const id = stamp.newId();
    await trx
      .insertInto('partnership')
      .values({
        id,
        name: partnership.name,
        short_name: partnership.shortName,
        slug: partnership.slug,
        settings: '{}',
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'partnership.created',
      owner: { partnershipId: id },
      actorId: null,
      subject: { kind: 'partnership', id },
    });
    return id;
  });
}
