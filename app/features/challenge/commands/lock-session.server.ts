import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow, SessionSlotRow } from '../../../../db/schema/challenge.table.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';

/**
 * Reads a session and holds its row until the transaction ends. Unknown and foreign ids are refused as not found, and one
 * that has been called off takes no change any more.
 */
export async function lockSession(trx: Trx, scope: PartnershipScope, id: string): Promise<ChallengeSessionRow> {
  const session = await trx
    .updateTable('challenge_session')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', id)
    .where('partnership_id', 'in', scope.partnershipIds)
    .returningAll()
    .executeTakeFirst();
  if (!session) throw notFound();
  if (session.called_off_at !== null) throw notNow('This session has been called off.');
  return session;
}

/** A slot of a session, with its session held. */
export async function lockSlot(
  trx: Trx,
  scope: PartnershipScope,
  sessionId: string,
  slotId: string,
): Promise<{ readonly session: ChallengeSessionRow; readonly slot: SessionSlotRow }> {
  const session = await lockSession(trx, scope, sessionId);
  const slot = await trx
    .selectFrom('session_slot')
    .selectAll()
    .where('id', '=', slotId)
    .where('session_id', '=', session.id)
    .executeTakeFirst();
  if (!slot) throw notFound();
  return { session, slot };
}

/** Somebody else changed the session first. */
export const staleSession = (): Refusal =>
  new Refusal(
    'stale-revision',
    'Somebody else changed this session while you had it open. Go back, look at what is there now, and try again.',
  );
