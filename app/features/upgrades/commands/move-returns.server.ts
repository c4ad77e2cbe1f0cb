import type { Trx } from '../../../../db/client.server.ts';
import type { ReturnMoveRow } from '../../../../db/schema/upgrades.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import { listLeads } from '../../cycles/leads.server.ts';
import { getCycle } from '../../cycles/queries.server.ts';
import type { Cycle } from '../../cycles/schema.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { carryForward } from '../../returns/commands/carry-forward.server.ts';
import { moveRows } from '../move-return.ts';
import { freezeTarget, plansOfMove, seenOf } from '../move-target.server.ts';
import type { BeforeMove, MovedRows } from '../moving.ts';
import { holdUnsent, listUnsent, markOf, type OpenReturn, readOpenReturns } from '../return-rows.server.ts';
import { countOutcomes } from '../sums.ts';
import { holdSharedOf, partMoved } from './part-moved.server.ts';
import { writeMove } from './write-move.server.ts';

export interface MoveInput {
  readonly cycleId: string;
  /** The revision of the cycle, and the returns that the preview showed (`seenOf`). */
  readonly revision: number;
  readonly seen: string;
  /** An edition of the library. */
  readonly targetId: string;
  readonly reason: string;
}

export type MoveOutcome =
  | { readonly ok: true; readonly moveId: string; readonly returns: number }
  /** The cycle or its unsent returns are others than the preview showed: nothing was moved. */
  | { readonly ok: false; readonly stale: true };

type Unsent = Awaited<ReturnType<typeof listUnsent>>;

/**
 * Moves every return of an open cycle that has not been sent to a newer edition of the same set: all of them or none.
 * Returns that were sent stay on their edition for ever. Signatures on a return that moves are voided, visibly. Those
 * who open the cycle's returns from now on are asked the newer edition. Refuses a cycle that is not open, and one with
 * nothing to move.
 */
export async function moveReturns(portal: Portal, viewer: Viewer, input: MoveInput): Promise<MoveOutcome> {
  const scope = partnershipScope(viewer, 'cycle.change');
  await finishCarrying(portal, await getCycle(portal.database.db, scope, input.cycleId));
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await getCycle(trx, scope, input.cycleId);
    if (cycle.status !== 'open') throw notNow('Returns move to another edition only while the cycle is open');
    const shared = await holdSharedOf(trx, cycle);
    await holdUnsent(trx, portal.database.dialect, cycle);
    const unsent = await listUnsent(trx, cycle);
    if (cycle.revision !== input.revision || seenOf(unsent) !== input.seen) return { ok: false, stale: true };
    const { editionId, compiled } = await freezeTarget(trx, stamp, cycle, input.targetId);
    const moving = unsent.filter((one) => one.editionId !== editionId);
    if (moving.length === 0) throw notNow('Every return of this cycle has been sent, so there is nothing to move');
    const target = { baseEditionId: input.targetId, compiled };
    if (!(await partMoved(trx, stamp, viewer.personId, cycle, shared))) return { ok: false, stale: true };
    const plans = await plansOfMove(
      trx,
      moving.map((one) => one.editionId),
      target,
    );
    const moveId = stamp.newId();
    await trx
      .insertInto('edition_move')
      .values({
        id: moveId,
        partnership_id: cycle.partnershipId,
        cycle_id: cycle.id,
        from_edition_id: cycle.editionId,
        to_edition_id: editionId,
        reason: input.reason,
        returns: moving.length,
        moved_by: viewer.personId,
        moved_at: stamp.now,
        undone_by: null,
        undone_at: null,
      })
      .execute();
    const done: Done[] = [];
    for await (const open of readOpenReturns(
      trx,
      cycle.partnershipId,
      moving.map(({ id }) => id),
    )) {
      const way = plans.get(open.row.edition_id);
      if (!way) continue;
      const moved = moveRows({ id: moveId, ...way, compiled }, open);
      const before = await writeMove({ trx, stamp, viewer, editionId, compiled }, open, moved);
      done.push({ open, moved, before });
    }
    await keepMoves(trx, { moveId, editionId, cycle }, done);
    const { numUpdatedRows } = await trx
      .updateTable('cycle')
      .set({ edition_id: editionId, revision: cycle.revision + 1 })
      .where('id', '=', cycle.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .where('revision', '=', cycle.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notNow('Somebody else has changed this cycle: load the page and look at it again');
    await recordMove(trx, stamp, viewer, { moveId, editionId, cycle }, done);
    await tellLeads(portal, trx, stamp, cycle, compiled.edition.title, moving);
    return { ok: true, moveId, returns: moving.length };
  });
}

interface Done {
  readonly open: OpenReturn;
  readonly moved: MovedRows;
  readonly before: BeforeMove;
}

interface Written {
  readonly moveId: string;
  readonly editionId: string;
  readonly cycle: Cycle;
}

/** What the launch queued and nobody has needed yet: last time's answers must have come before they can move. */
async function finishCarrying(portal: Portal, cycle: Cycle): Promise<void> {
  const waiting = await portal.database.db
    .selectFrom('agency_return')
    .leftJoin('carry_forward', 'carry_forward.return_id', 'agency_return.id')
    .select('agency_return.id')
    .where('agency_return.partnership_id', '=', cycle.partnershipId)
    .where('agency_return.cycle_id', '=', cycle.id)
    .where('agency_return.status', 'in', ['not-started', 'in-progress'])
    .where('carry_forward.return_id', 'is', null)
    .execute();
  for (const { id } of waiting) await carryForward(portal, { returnId: id });
}

const batch = 100;

async function keepMoves(trx: Trx, { moveId, editionId, cycle }: Written, done: readonly Done[]): Promise<void> {
  const marks = new Map<string, string>();
  for await (const open of readOpenReturns(
    trx,
    cycle.partnershipId,
    done.map(({ open: { row } }) => row.id),
  ))
    marks.set(open.row.id, markOf(open));
  const rows = done.map(
    ({ open: { row }, moved, before }): ReturnMoveRow => ({
      move_id: moveId,
      partnership_id: cycle.partnershipId,
      organisation_id: row.organisation_id,
      return_id: row.id,
      from_edition_id: row.edition_id,
      to_edition_id: editionId,
      before_move: JSON.stringify(before),
      mark: marks.get(row.id) ?? '',
      aside: JSON.stringify(moved.aside),
      undone_at: null,
    }),
  );
  for (let start = 0; start < rows.length; start += batch)
    await trx
      .insertInto('return_move')
      .values(rows.slice(start, start + batch))
      .execute();
}

async function recordMove(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { moveId, editionId, cycle }: Written,
  done: readonly Done[],
): Promise<void> {
  await recordEvent(trx, stamp, {
    type: 'cycle.moved',
    owner: { partnershipId: cycle.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'cycle', id: cycle.id },
    detail: { move: moveId, from: cycle.editionId, to: editionId, returns: done.length },
  });
  await recordEvents(
    trx,
    stamp,
    done.map(({ open: { row }, moved, before }) => ({
      type: 'return.moved' as const,
      owner: { organisationId: row.organisation_id, partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: row.id },
      detail: {
        move: moveId,
        from: row.edition_id,
        to: editionId,
        ...countOutcomes({ answers: moved.outcomes }),
        signaturesVoided: before.signOffs.length,
      },
    })),
  );
}

async function tellLeads(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  cycle: Cycle,
  edition: string,
  moving: Unsent,
): Promise<void> {
  const returnOf = new Map(moving.map(({ organisationId, id }) => [organisationId, id]));
  const leads = await listLeads(trx, [...returnOf.keys()], stamp.today);
  await queueMessages(
    trx,
    stamp,
    'return-moved',
    leads.map((lead) => ({
      fields: {
        cycle: cycle.name,
        organisation: lead.organisationName,
        edition,
        address: `${portal.config.publicOrigin}/returns/${returnOf.get(lead.organisationId)}`,
      },
      to: { address: lead.email, personId: lead.personId },
      reference: `return-moved:${returnOf.get(lead.organisationId)}:${stamp.now}:${lead.personId}`,
      organisationId: lead.organisationId,
      partnershipId: cycle.partnershipId,
    })),
  );
}
