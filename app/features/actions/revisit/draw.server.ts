import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { lotOf } from '../../moderation/sampling/candidates.server.ts';
import { countDrawn, mostDrawn, type RevisitChoice, type RevisitPool, yearBefore } from './rules.ts';

export type Drawn =
  | { readonly saved: true; readonly id: string }
  | { readonly saved: false; readonly field: string; readonly problem: string };

/**
 * Draws closed actions to be looked at again. Lots fall in the order of SHA-256 of the seed, a colon and the id of the
 * action, lowest first. The seed is made here and kept: nobody chooses one until the lots suit them.
 */
export async function drawRevisit(portal: Portal, viewer: Viewer, choice: RevisitChoice): Promise<Drawn> {
  const { partnershipIds } = partnershipScope(viewer, 'action.change');
  const partnershipId = choice.partnership ?? (partnershipIds.length === 1 ? partnershipIds[0] : undefined);
  if (partnershipId === undefined)
    return { saved: false, field: 'partnership', problem: 'Choose for which partnership' };
  if (!partnershipIds.includes(partnershipId)) throw notFound();
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const pool = await listPool(trx, partnershipId, choice.pool, stamp.today);
    if (pool.length === 0) return { saved: false, field: 'pool', problem: 'No closed action is among these' };
    const drawn = countDrawn(choice.amount, choice.askedFor, pool.length);
    if (drawn > mostDrawn)
      return {
        saved: false,
        field: 'amount',
        problem: `That would be ${drawn} actions. Draw ${mostDrawn} or fewer at a time`,
      };
    const [id, seed] = [stamp.newId(), stamp.newId()];
    const lots = pool
      .map((action) => ({ ...action, lot: lotOf(seed, action.id) }))
      .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
      .slice(0, drawn);
    await trx
      .insertInto('action_revisit')
      .values({
        id,
        partnership_id: partnershipId,
        pool: choice.pool,
        amount: choice.amount,
        asked_for: choice.askedFor,
        drawn_from: pool.length,
        drawn,
        seed,
        drawn_by: viewer.personId,
        drawn_at: stamp.now,
      })
      .execute();
    await trx
      .insertInto('action_revisit_member')
      .values(
        lots.map((action, place) => ({
          partnership_id: partnershipId,
          organisation_id: action.organisationId,
          revisit_id: id,
          action_id: action.id,
          position: place + 1,
        })),
      )
      .execute();
    await recordEvent(trx, stamp, {
      type: 'action-revisit.drawn',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'action-revisit', id },
      detail: { pool: choice.pool, amount: choice.amount, askedFor: choice.askedFor, from: pool.length, drawn, seed },
    });
    return { saved: true, id };
  });
}

/** The closed actions of a partnership that can fall in. */
function listPool(
  db: Reader,
  partnershipId: string,
  pool: RevisitPool,
  today: string,
): Promise<{ id: string; organisationId: string | null }[]> {
  const closed = db
    .selectFrom('action')
    .select(['id', 'organisation_id as organisationId'])
    .where('partnership_id', '=', partnershipId)
    .where('status', '=', 'closed');
  const narrowed = {
    all: closed,
    older: closed.where('closed_at', '<', yearBefore(today)),
    high: closed.where('priority', '=', 'high'),
    review: closed.where('source_kind', '=', 'review'),
  }[pool];
  return narrowed.orderBy('id').execute();
}
