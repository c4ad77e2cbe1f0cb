import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { SignOffRound } from './pages.ts';

/** Rounds that a page shows; a return that went round more often shows the newest. */
const mostRounds = 20;

/** Every time a return was sent for signatures, newest first, each with how it ended and the note it ended with. */
export async function listRounds(db: Reader, scope: OrganisationScope, returnId: string): Promise<SignOffRound[]> {
  const rows = await db
    .selectFrom('sign_off_request')
    .innerJoin('person as asker', 'asker.id', 'sign_off_request.requested_by')
    .leftJoin('person as ender', 'ender.id', 'sign_off_request.ended_by')
    .select([
      'sign_off_request.id',
      'asker.name as askedBy',
      'sign_off_request.requested_at as askedAt',
      'sign_off_request.ended_at as endedAt',
      'ender.name as endedBy',
      'sign_off_request.outcome',
      'sign_off_request.note',
    ])
    .where('sign_off_request.return_id', '=', returnId)
    .where('sign_off_request.organisation_id', 'in', scope.organisationIds)
    .orderBy('sign_off_request.requested_at', 'desc')
    .orderBy('sign_off_request.id', 'desc')
    .limit(mostRounds)
    .execute();
  return rows.map(({ id, askedBy, askedAt, endedAt, endedBy, outcome, note }) => ({
    id,
    askedBy,
    askedAt,
    ended: endedAt === null || outcome === null ? null : { at: endedAt, by: endedBy, outcome, note },
  }));
}
