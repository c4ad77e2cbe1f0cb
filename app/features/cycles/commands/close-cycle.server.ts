import type { Portal } from '../../../platform/portal.ts';
import { notNow, Refusal } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getCycle } from '../queries.server.ts';
import { mayMoveCycle, stagesBlockingClose, unsentStages } from '../rules.ts';

const mostNamed = 20;

export type ClosedCycle =
  | { readonly ok: true }
  /** Organisations whose return is sent and not closed: they wait for an answer. At most twenty are named. */
  | { readonly ok: false; readonly waiting: readonly string[]; readonly total: number };

/**
 * Closes a cycle. Not while a return has been sent and not closed, also when it is open again for correction: feedback always arrives (design.md 2.8). Returns that
 * never came stay as they are, readable, with their dates.
 */
export async function closeCycle(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly revision: number },
): Promise<ClosedCycle> {
  const scope = partnershipScope(viewer, 'cycle.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await getCycle(trx, scope, input.cycleId);
    if (!mayMoveCycle(cycle.status, 'closed')) throw notNow('Only an open cycle can be closed');
    const waiting = await trx
      .selectFrom('agency_return')
      .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
      .select('organisation.name')
      .where('partnership_id', '=', cycle.partnershipId)
      .where('cycle_id', '=', cycle.id)
      .where((eb) =>
        eb.or([
          eb('agency_return.status', 'in', stagesBlockingClose),
          eb.and([eb('agency_return.submitted_at', 'is not', null), eb('agency_return.status', 'in', unsentStages)]),
        ]),
      )
      .orderBy('organisation.name')
      .execute();
    if (waiting.length > 0)
      return { ok: false, waiting: waiting.slice(0, mostNamed).map(({ name }) => name), total: waiting.length };
    const { numUpdatedRows } = await trx
      .updateTable('cycle')
      .set({ status: 'closed', closed_at: stamp.now, revision: cycle.revision + 1 })
      .where('id', '=', cycle.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .where('revision', '=', input.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n)
      throw new Refusal('stale-revision', 'Somebody else has changed this cycle: load the page and look at it again');
    await recordEvent(trx, stamp, {
      type: 'cycle.closed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
    });
    return { ok: true };
  });
}
