import type { Reader, Trx } from '../../../db/client.server.ts';
import { hashToken } from '../../platform/ids.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { isRecentlyConfirmed } from './confirmation.ts';
import type { SignInWay } from './sessions.ts';

/** The key of a session's row. */
export const sessionHashOf = (portal: Portal, token: string): string => hashToken(token, portal.config.sessionSecret);

/** A session that has not ended, with its person's address; undefined for any other token. */
export async function findOpenSession(db: Reader, tokenHash: string, now: string) {
  return db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select([
      'session.person_id as personId',
      'session.created_at as createdAt',
      'session.confirmed_at as confirmedAt',
      'person.email',
    ])
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
}

/** Whether the person behind a session proved who they are a short while ago. Never true of an unknown session. */
export async function hasRecentConfirmation(portal: Portal, token: string | undefined): Promise<boolean> {
  if (token === undefined) return false;
  const { now } = portal.stamp();
  const session = await findOpenSession(portal.database.db, sessionHashOf(portal, token), now);
  return session !== undefined && isRecentlyConfirmed(session, now);
}

/** Notes that the person behind a session has just proved who they are. */
export async function noteConfirmation(
  trx: Trx,
  stamp: Stamp,
  {
    tokenHash,
    personId,
    way,
  }: { readonly tokenHash: string; readonly personId: string; readonly way: SignInWay | 'code' },
): Promise<void> {
  await trx.updateTable('session').set({ confirmed_at: stamp.now }).where('token_hash', '=', tokenHash).execute();
  await recordEvent(trx, stamp, {
    type: 'confirmation.completed',
    owner: 'system',
    actorId: personId,
    subject: { kind: 'person', id: personId },
    detail: { way },
  });
}
