import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { lockSession } from './lock-session.server.ts';

/**
 * Closes a session after its read-back: it is held, and its screen ends. A second press finds it closed and changes
 * nothing. Refused before the day.
 *
 * @returns whether this press closed it
 */
export async function closeSession(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
): Promise<{ readonly closed: boolean }> {
  const scope = partnershipScope(viewer, 'session.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    if (session.status === 'held') return { closed: false };
    if (session.held_on > stamp.today)
      throw notNow('This session is still to come. Close it on the day, or change its date first.');
    await trx
      .updateTable('challenge_session')
      .set({ status: 'held', revision: session.revision + 1 })
      .where('id', '=', session.id)
      .execute();
    await trx
      .updateTable('live_session')
      .set((eb) => ({ closed_at: stamp.now, closed_by: viewer.personId, revision: eb('revision', '+', 1) }))
      .where('session_id', '=', session.id)
      .where('partnership_id', '=', session.partnership_id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'session.held',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
    });
    return { closed: true };
  });
}
