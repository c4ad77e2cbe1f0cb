import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Cycle } from '../../cycles/schema.ts';
import { holdShared } from '../../returns/shared/members.server.ts';
import { part } from '../../returns/shared/parting.server.ts';

/** Open returns of a cycle that are answered together with returns to other partnerships. */
const listShared = (trx: Trx, cycle: Pick<Cycle, 'id' | 'partnershipId'>) =>
  trx
    .selectFrom('agency_return')
    .select(['id', 'organisation_id as organisationId', 'shared_return_id as sharedReturnId'])
    .where('partnership_id', '=', cycle.partnershipId)
    .where('cycle_id', '=', cycle.id)
    .where('shared_return_id', 'is not', null)
    .$narrowType<{ sharedReturnId: string }>()
    .orderBy('shared_return_id')
    .execute();

/** Holds what returns of a cycle share with others, before the returns themselves: the order in which edits take them. */
export async function holdSharedOf(trx: Trx, cycle: Pick<Cycle, 'id' | 'partnershipId'>): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const { sharedReturnId } of await listShared(trx, cycle)) {
    if (!held.has(sharedReturnId)) await holdShared(trx, sharedReturnId);
    held.add(sharedReturnId);
  }
  return held;
}

/**
 * Takes the returns of a cycle that moves to another edition out of those that they are answered together with: their
 * questions are not the same any more. Gives false when one was joined after `held` were held; nothing may move then.
 */
export async function partMoved(
  trx: Trx,
  stamp: Stamp,
  actorId: string,
  cycle: Pick<Cycle, 'id' | 'partnershipId'>,
  held: ReadonlySet<string>,
): Promise<boolean> {
  const shared = await listShared(trx, cycle);
  if (shared.some(({ sharedReturnId }) => !held.has(sharedReturnId))) return false;
  for (const { id, organisationId } of shared)
    await part(trx, stamp, actorId, { returnId: id, organisationId }, 'moved');
  return true;
}
