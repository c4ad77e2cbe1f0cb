import { timingSafeEqual } from 'node:crypto';
import type { Trx } from '../../../../db/client.server.ts';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { Refusal } from '../../../platform/refusals.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { mostTries } from '../confirmation.ts';
import { findOpenSession, noteConfirmation, sessionHashOf } from '../confirmation-session.server.ts';

/** What became of a code that was typed. */
export type CodeChecked =
  | { readonly outcome: 'confirmed' }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  /** It was used, it is too old, it was tried too often, or none was sent: a new one has to be asked for. */
  | { readonly outcome: 'expired' | 'used-up' | 'none' };

/**
 * Checks a code of six digits against the newest one of the session, and on success notes the instant in the session.
 * Each try is counted before it is looked at, in one statement, so that many at once are not more than five.
 */
export async function checkConfirmationCode(portal: Portal, token: string, code: string): Promise<CodeChecked> {
  const sessionHash = sessionHashOf(portal, token);
  return portal.database.transaction(async (trx): Promise<CodeChecked> => {
    const stamp = portal.stamp();
    const session = await findOpenSession(trx, sessionHash, stamp.now);
    if (!session) throw new Refusal('not-signed-in', 'Sign in again');
    const newest = await trx
      .selectFrom('confirmation_code')
      .select(['id', 'expires_at', 'used_at'])
      .where('session_hash', '=', sessionHash)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!newest || newest.used_at !== null) return { outcome: 'none' };
    if (newest.expires_at <= stamp.now) return { outcome: 'expired' };
    const tried = await trx
      .updateTable('confirmation_code')
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('id', '=', newest.id)
      .where('used_at', 'is', null)
      .where('tries', '<', mostTries)
      .returning(['code_hash as codeHash', 'tries'])
      .executeTakeFirst();
    if (!tried) return { outcome: 'used-up' };
    const given = hashToken(`${newest.id}:${code}`, portal.config.sessionSecret);
    if (!timingSafeEqual(Buffer.from(given), Buffer.from(tried.codeHash))) {
      const triesLeft = mostTries - tried.tries;
      portal.log.info('confirmation-refused', { way: 'code', person: session.personId });
      if (triesLeft === 0) await recordRefused(trx, stamp, session.personId);
      return triesLeft === 0 ? { outcome: 'used-up' } : { outcome: 'wrong', triesLeft };
    }
    await trx.updateTable('confirmation_code').set({ used_at: stamp.now }).where('id', '=', newest.id).execute();
    await noteConfirmation(trx, stamp, { tokenHash: sessionHash, personId: session.personId, way: 'code' });
    return { outcome: 'confirmed' };
  });
}

const recordRefused = (trx: Trx, stamp: Stamp, personId: string): Promise<void> =>
  recordEvent(trx, stamp, {
    type: 'confirmation.refused',
    owner: 'system',
    actorId: personId,
    subject: { kind: 'person', id: personId },
  });
