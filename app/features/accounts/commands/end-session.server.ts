import type { Trx } from '../../../../db/client.server.ts';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';

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
  await recordEvent(trx, stamp, {
    type: 'sign-in.ended',
    owner: 'system',
    actorId,
    subject: { kind: 'person', id: personId },
    detail: { sessions: ended.length, because: 'left' },
  });
}
