import type { Trx } from '../../../../../db/client.server.ts';
import type { Stamp } from '../../../../platform/portal.ts';
import type { Viewer } from '../../../accounts/viewer.ts';

/** The number of the version that is sent next: 1 for a return that was never sent. */
export async function nextVersion(trx: Trx, { returnId, organisationId }: SentReturn): Promise<number> {
  const row = await trx
    .selectFrom('submission')
    .select((eb) => eb.fn.max('version').as('newest'))
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return Number(row?.newest ?? 0) + 1;
}

interface SentReturn {
  readonly returnId: string;
  readonly organisationId: string;
  readonly partnershipId: string;
}

/**
 * Puts the version that has just been written in the place of those before it. They stay as they were sent, with their
 * judgements, documents and packs; what is still to come follows the newest: the correction ends, and a slot of a
 * session that has not been held, and in which nothing was recorded, is about the newest version. Call it in the
 * transaction that wrote the version, once for each partnership that it went to.
 */
export async function supersedeEarlier(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { returnId, organisationId, partnershipId }: SentReturn,
  submissionId: string,
): Promise<void> {
  const earlier = await trx
    .updateTable('submission')
    .set({ superseded_at: stamp.now })
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', organisationId)
    .where('partnership_id', '=', partnershipId)
    .where('id', '<>', submissionId)
    .where('superseded_at', 'is', null)
    .returning('id')
    .execute();
  if (earlier.length === 0) return;
  await trx
    .updateTable('return_reopening')
    .set((eb) => ({
      status: 'resent',
      ended_by: viewer.personId,
      ended_at: stamp.now,
      resent_submission_id: submissionId,
      revision: eb('revision', '+', 1),
    }))
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .execute();
  await trx
    .updateTable('session_slot')
    .set({ submission_id: submissionId })
    .where('partnership_id', '=', partnershipId)
    .where(
      'submission_id',
      'in',
      earlier.map(({ id }) => id),
    )
    .where('session_id', 'in', (eb) =>
      eb
        .selectFrom('challenge_session')
        .select('challenge_session.id')
        .where('challenge_session.partnership_id', '=', partnershipId)
        .where('challenge_session.status', '=', 'planned'),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('challenge').select('challenge.id').whereRef('challenge.slot_id', '=', 'session_slot.id'),
        ),
      ),
    )
    .execute();
}
