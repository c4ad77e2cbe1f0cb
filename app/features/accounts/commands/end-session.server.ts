import type { Trx } from '../../../../db/client.server.ts';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { Viewer } from '../viewer.ts';

/** Ends the session of a token at once. A token that opens no session is left alone. */
export async function endSession(portal: Portal, token: string): Promise<void> {
  const tokenHash = hashToken(token, portal.config.sessionSecret);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const ended = await trx
      .updateTable('session')
      .set({ ended_at: stamp.now })
      .where('token_hash', '=', tokenHash)
      .where('ended_at', 'is', null)
      .returning('person_id')
      .executeTakeFirst();
    if (!ended) return;
    await recordEvent(trx, stamp, {
      type: 'sign-in.ended',
      owner: 'system',
      actorId: ended.person_id,
      subject: { kind: 'person', id: ended.person_id },
    });
  });
}

/** Ends one of a person's own sessions by its id. Refuses, as not found, one that is somebody else's or has ended. */
export async function endOwnSession(portal: Portal, viewer: Viewer, sessionId: string): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const ended = await trx
      .updateTable('session')
      .set({ ended_at: stamp.now })
      .where('id', '=', sessionId)
      .where('person_id', '=', viewer.personId)
      .where('ended_at', 'is', null)
      .returning('person_id')
      .executeTakeFirst();
    if (!ended) throw notFound();
    await recordEnded(trx, stamp, viewer.personId, viewer.personId, { sessions: 1, because: 'chosen' });
  });
}

/** Ends all of a person's sessions but the one whose token is given. Gives how many ended. */
export async function endOtherSessions(portal: Portal, viewer: Viewer, token: string): Promise<number> {
  const kept = hashToken(token, portal.config.sessionSecret);
  return portal.database.transaction((trx) => endSessionsBut(trx, portal.stamp(), viewer.personId, kept));
}

/** As `endOtherSessions`, in a transaction under way, by the hash of the token. */
export async function endSessionsBut(trx: Trx, stamp: Stamp, personId: string, keptHash: string): Promise<number> {
  const ended = await trx
    .updateTable('session')
    .set({ ended_at: stamp.now })
    .where('person_id', '=', personId)
    .where('token_hash', '<>', keptHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', stamp.now)
    .returning('person_id')
    .execute();
  if (ended.length > 0)
    await recordEnded(trx, stamp, personId, personId, { sessions: ended.length, because: 'chosen' });
  return ended.length;
}

/** Ends every session of somebody who has left, wherever they are signed in, in the transaction that ends their roles. */
export async function endSessionsOf(trx: Trx, stamp: Stamp, personId: string, actorId: string): Promise<void> {
  const ended = await trx
    .updateTable('session')
    .set({ ended_at: stamp.now })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .returning('person_id')
    .execute();
  if (ended.length === 0) return;
  await recordEnded(trx, stamp, personId, actorId, { sessions: ended.length, because: 'left' });
}

/**
 * Ends, for the operator, every session of the person with an address, or of everybody: after a theft, or before a restore.
 * Gives how many ended; undefined where nobody has the address.
 */
export async function endSessionsByOperator(
  portal: Portal,
  whose: { readonly email: string } | 'everybody',
): Promise<number | undefined> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    let ending = trx.updateTable('session').set({ ended_at: stamp.now }).where('ended_at', 'is', null);
    if (whose !== 'everybody') {
      const person = await trx.selectFrom('person').select('id').where('email', '=', whose.email).executeTakeFirst();
      if (!person) return undefined;
      ending = ending.where('person_id', '=', person.id);
    }
    const ended = await ending.where('expires_at', '>', stamp.now).returning('person_id').execute();
    const counts = new Map<string, number>();
    for (const { person_id } of ended) counts.set(person_id, (counts.get(person_id) ?? 0) + 1);
    for (const [personId, sessions] of [...counts].toSorted())
      await recordEnded(trx, stamp, personId, null, { sessions, because: 'operator' });
    return ended.length;
  });
}

const recordEnded = (
  trx: Trx,
  stamp: Stamp,
  personId: string,
  actorId: string | null,
  detail: { readonly sessions: number; readonly because: 'left' | 'chosen' | 'operator' },
): Promise<void> =>
  recordEvent(trx, stamp, {
    type: 'sign-in.ended',
    owner: 'system',
    actorId,
    subject: { kind: 'person', id: personId },
    detail,
  });
