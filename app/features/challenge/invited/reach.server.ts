/** Whose session it is: that of the partnership that holds it, or of an agency on its agenda. */
import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { ChallengeSessionRow } from '../../../../db/schema/challenge.table.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findOrganisationScope, findPartnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { lockSession } from '../commands/lock-session.server.ts';

/**
 * The organisations of a viewer that a session concerns: on its agenda or withdrawn from it, and, of those for which
 * they only answer what is asked of them, where they are invited themselves.
 */
export async function organisationsIn(db: Reader, viewer: Viewer, sessionId: string): Promise<readonly string[]> {
  const whole = findOrganisationScope(viewer, 'session.attend')?.organisationIds ?? [];
  const own = findOrganisationScope(viewer, 'session.attend-own')?.organisationIds ?? [];
  const all = [...new Set([...whole, ...own])];
  if (all.length === 0) return [];
  const slots = await db
    .selectFrom('session_slot')
    .select('organisation_id')
    .where('session_id', '=', sessionId)
    .where('organisation_id', 'in', all)
    .union(
      db
        .selectFrom('session_withdrawal')
        .select('organisation_id')
        .where('session_id', '=', sessionId)
        .where('organisation_id', 'in', all),
    )
    .execute();
  const invited = await db
    .selectFrom('session_invitation')
    .select('organisation_id')
    .where('session_id', '=', sessionId)
    .where('person_id', '=', viewer.personId)
    .where('capacity', '=', 'agency')
    .where('organisation_id', 'in', all)
    .execute();
  return [
    ...new Set(
      slots
        .map(({ organisation_id }) => organisation_id)
        .filter((id) => whole.some((one) => one === id) || invited.some((one) => one.organisation_id === id)),
    ),
  ];
}

/**
 * Holds a session for a change that the partnership or an agency on the agenda makes. Refused as unknown for everybody
 * else, and, in words, once it has been called off.
 */
export async function lockOwnSession(
  trx: Trx,
  viewer: Viewer,
  sessionId: string,
  today: string,
): Promise<ChallengeSessionRow> {
  const scope = findPartnershipScope(viewer, 'session.read');
  const ours =
    scope &&
    (await trx
      .selectFrom('challenge_session')
      .select('id')
      .where('id', '=', sessionId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst());
  if (scope && ours) return lockSession(trx, scope, sessionId);
  if ((await organisationsIn(trx, viewer, sessionId)).length === 0) throw notFound();
  const session = await trx
    .selectFrom('challenge_session')
    .select('partnership_id')
    .where('id', '=', sessionId)
    .where('held_on', '>=', today)
    .executeTakeFirst();
  if (!session) throw notFound();
  return lockSession(trx, { partnershipIds: [session.partnership_id] }, sessionId);
}
