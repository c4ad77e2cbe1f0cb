import type { Trx } from '../../../../db/client.server.ts';
import { addMinutes } from '../../../platform/clock.ts';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';

/** So many wrong tries are free; after them each doubles the wait. */
export const freeTries = 5;
const longestMinutes = 60;
/** Tries are forgotten after a day without one. */
const keptMinutes = 24 * 60;

const keyOf = ({ config }: Pick<Portal, 'config'>, email: string) =>
  hashToken(`address:${email}`, config.sessionSecret);

/**
 * Counts a try for an address before it is looked at, whether anybody has the address or not. Gives the instant until
 * which nothing is tried, when there is one: the try does not happen then.
 */
export async function countTry(portal: Portal, email: string): Promise<string | undefined> {
  const address_hash = keyOf(portal, email);
  return portal.database.transaction(async (trx) => {
    const { now } = portal.stamp();
    await trx.deleteFrom('sign_in_failure').where('last_at', '<', addMinutes(now, -keptMinutes)).execute();
    await trx
      .insertInto('sign_in_failure')
      .values({ address_hash, failures: 0, last_at: now, wait_until: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const counted = await trx
      .updateTable('sign_in_failure')
      .set((eb) => ({ failures: eb('failures', '+', 1), last_at: now }))
      .where('address_hash', '=', address_hash)
      .where((eb) => eb.or([eb('wait_until', 'is', null), eb('wait_until', '<=', now)]))
      .returning('failures')
      .executeTakeFirst();
    if (!counted) {
      const waiting = await trx
        .selectFrom('sign_in_failure')
        .select('wait_until')
        .where('address_hash', '=', address_hash)
        .executeTakeFirst();
      return waiting?.wait_until ?? now;
    }
    if (counted.failures >= freeTries) {
      const minutes = Math.min(2 ** (counted.failures - freeTries), longestMinutes);
      await trx
        .updateTable('sign_in_failure')
        .set({ wait_until: addMinutes(now, minutes) })
        .where('address_hash', '=', address_hash)
        .execute();
      if (counted.failures === freeTries) await recordSlowDown(trx, portal, email);
    }
    return undefined;
  });
}

/** Forgets the wrong tries of an address whose person has come in. */
export async function forgetTries(trx: Trx, portal: Portal, email: string): Promise<void> {
  await trx.deleteFrom('sign_in_failure').where('address_hash', '=', keyOf(portal, email)).execute();
}

async function recordSlowDown(trx: Trx, portal: Portal, email: string): Promise<void> {
  const person = await trx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst();
  if (!person) return;
  await recordEvent(trx, portal.stamp(), {
    type: 'sign-in.slowed-down',
    owner: 'system',
    actorId: null,
    subject: { kind: 'person', id: person.id },
  });
}
