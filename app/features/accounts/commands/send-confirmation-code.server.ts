import type { Trx } from '../../../../db/client.server.ts';
import { addMinutes } from '../../../platform/clock.ts';
import { hashToken, makeCode } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { Refusal } from '../../../platform/refusals.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { codeDigits, codeMinutes, mostCodesAnHour, mostTries } from '../confirmation.ts';
import { findOpenSession, sessionHashOf } from '../confirmation-session.server.ts';

/** What became of asking for a code. */
export type CodeSent =
  | { readonly outcome: 'sent' }
  /** The code that was sent a moment ago is still good: pressing twice sends one message. */
  | { readonly outcome: 'there-already' }
  | { readonly outcome: 'too-many'; readonly againAt: string };

/**
 * Sends a code of six digits to the person behind a session. It is good for this session alone, once, for ten minutes;
 * only its HMAC is kept, and older codes of the session no longer count.
 *
 * @param again the person asked for another one; else a code that is still good is left as it is
 */
export async function sendConfirmationCode(
  portal: Portal,
  token: string,
  { again }: { readonly again: boolean },
): Promise<CodeSent> {
  const code = makeCode(codeDigits);
  const sessionHash = sessionHashOf(portal, token);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await findOpenSession(trx, sessionHash, stamp.now);
    if (!session) throw new Refusal('not-signed-in', 'Sign in again');
    const { personId } = session;
    // Two requests at once come one after the other, so that neither is counted without the other.
    await trx
      .updateTable('person')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', personId)
      .execute();
    if (!again && (await hasGoodCode(trx, sessionHash, stamp.now))) return { outcome: 'there-already' };
    const asked = await trx
      .selectFrom('confirmation_code')
      .select('created_at')
      .where('person_id', '=', personId)
      .where('created_at', '>', addMinutes(stamp.now, -60))
      .orderBy('created_at', 'desc')
      .limit(mostCodesAnHour)
      .execute();
    const oldest = asked[mostCodesAnHour - 1];
    if (oldest) return { outcome: 'too-many', againAt: addMinutes(oldest.created_at, 60) };
    const id = stamp.newId();
    await trx
      .insertInto('confirmation_code')
      .values({
        id,
        person_id: personId,
        session_hash: sessionHash,
        code_hash: hashToken(`${id}:${code}`, portal.config.sessionSecret),
        created_at: stamp.now,
        expires_at: addMinutes(stamp.now, codeMinutes),
        tries: 0,
        used_at: null,
      })
      .execute();
    await queueMessage(trx, stamp, {
      template: 'confirmation-code',
      fields: { code, minutes: codeMinutes, address: portal.config.publicOrigin },
      to: { address: session.email, personId },
      reference: `confirmation-code:${id}`,
    });
    await recordEvent(trx, stamp, {
      type: 'confirmation.code-sent',
      owner: 'system',
      actorId: personId,
      subject: { kind: 'person', id: personId },
    });
    return { outcome: 'sent' };
  });
}

async function hasGoodCode(trx: Trx, sessionHash: string, now: string): Promise<boolean> {
  const newest = await trx
    .selectFrom('confirmation_code')
    .select(['expires_at', 'tries', 'used_at'])
    .where('session_hash', '=', sessionHash)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest !== undefined && newest.used_at === null && newest.tries < mostTries && newest.expires_at > now;
}
