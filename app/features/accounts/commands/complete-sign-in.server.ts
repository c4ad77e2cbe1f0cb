import type { Trx } from '../../../../db/client.server.ts';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { isRefusal, Refusal } from '../../../platform/refusals.ts';
import { type BrowserWords, beginSession, newSession, unknownBrowser } from '../begin-session.server.ts';
import { recordWay } from '../way-changed.server.ts';
import { endSessionsBut } from './end-session.server.ts';

/**
 * Turns an unused link into a session. The link is spent in the same transaction, so it can open one session at most.
 * Refuses a link that is unknown, used or out of time, all in the same words.
 */
export async function completeSignIn(
  portal: Portal,
  token: string,
  browser: BrowserWords = unknownBrowser,
): Promise<{ readonly sessionToken: string; readonly destination: string }> {
  const session = newSession(portal);
  const linkHash = hashToken(token, portal.config.sessionSecret);
  const refused = (refusal: unknown): never => {
    if (isRefusal(refusal)) portal.log.info('sign-in-refused', { way: 'link' });
    throw refusal;
  };
  const signIn = portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { personId, destination, recovery } = await spendLink(trx, stamp, linkHash);
    await beginSession(trx, stamp, session, { personId, way: recovery ? 'recovery' : 'link', browser });
    if (!recovery) return { sessionToken: session.token, destination: destination ?? '/home' };
    await endSessionsBut(trx, stamp, personId, session.hash);
    await recordWay(portal, trx, stamp, {
      type: 'sign-in-way.added',
      personId,
      actorId: personId,
      kind: 'recovery-link',
      change: 'a recovery link was used',
    });
    return { sessionToken: session.token, destination: '/account' };
  });
  return signIn.catch(refused);
}

/** Uses a link up and says whose it was. Refuses one that is unknown, used or out of time. */
export async function spendLink(
  trx: Trx,
  stamp: Stamp,
  linkHash: string,
): Promise<{ readonly personId: string; readonly destination: string | null; readonly recovery: boolean }> {
  const link = await trx
    .updateTable('sign_in_link')
    .set({ used_at: stamp.now })
    .where('token_hash', '=', linkHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', stamp.now)
    .returning(['person_id', 'destination', 'recovery'])
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
  return { personId: person.id, destination: link.destination, recovery: link.recovery === 1 };
}
