import { addMinutes } from '../../../platform/clock.ts';
import { hashToken, makeToken } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { Refusal } from '../../../platform/refusals.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { absoluteMinutes } from '../sessions.ts';

/**
 * Turns an unused link into a session. The link is spent in the same transaction, so it can open one session at most.
 * Refuses a link that is unknown, used or out of time, all in the same words.
 */
export async function completeSignIn(
  portal: Portal,
  token: string,
): Promise<{ readonly sessionToken: string; readonly destination: string }> {
  const sessionToken = makeToken();
  const linkHash = hashToken(token, portal.config.sessionSecret);
  const sessionHash = hashToken(sessionToken, portal.config.sessionSecret);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const link = await trx
      .updateTable('sign_in_link')
      .set({ used_at: stamp.now })
      .where('token_hash', '=', linkHash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', stamp.now)
      .returning(['person_id', 'destination'])
      .executeTakeFirst();
    const person =
      link &&
      (await trx
        .selectFrom('person')
        .select('id')
        .where('id', '=', link.person_id)
        .where('deactivated_at', 'is', null)
        .executeTakeFirst());
    if (!link || !person) throw new Refusal('not-now', 'This link has been used or is too old. Ask for a new one.');
    await trx
      .insertInto('session')
      .values({
        token_hash: sessionHash,
        person_id: person.id,
        created_at: stamp.now,
        last_seen_at: stamp.now,
        expires_at: addMinutes(stamp.now, absoluteMinutes),
        ended_at: null,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'sign-in.completed',
      owner: 'system',
      actorId: person.id,
      subject: { kind: 'person', id: person.id },
    });
    return { sessionToken, destination: link.destination ?? '/home' };
  });
}
