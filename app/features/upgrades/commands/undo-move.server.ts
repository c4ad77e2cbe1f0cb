import type { Trx } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { countOf, listInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import { getCycle } from '../../cycles/queries.server.ts';
import type { Cycle } from '../../cycles/schema.ts';
import type { BeforeMove } from '../moving.ts';
import { holdUnsent, markOf, readOpenReturns } from '../return-rows.server.ts';
import { writeUndo } from './write-move.server.ts';

const mostNamed = 5;

/**
 * Puts back every return of a move, exactly as it was: answers, evidence, progress, signatures. All of them or none.
 * Refused, in words, once anybody has worked on one of them, once a later move stands on this one, once a return has
 * been opened on the newer edition, and when the cycle is closed. A second press does nothing.
 */
export async function undoMove(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly moveId: string },
): Promise<{ readonly returns: number }> {
  const scope = partnershipScope(viewer, 'cycle.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await getCycle(trx, scope, input.cycleId);
    const move = await trx
      .selectFrom('edition_move')
      .selectAll()
      .where('id', '=', input.moveId)
      .where('cycle_id', '=', cycle.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .executeTakeFirst();
    if (!move) throw notFound();
    if (move.undone_at !== null) return { returns: 0 };
    if (cycle.status !== 'open') throw notNow('This cycle is closed, so its returns stay as they are');
    await holdUnsent(trx, portal.database.dialect, cycle);
    await refuseLater(trx, cycle, move);
    const kept = await trx
      .selectFrom('return_move')
      .select(['return_id', 'from_edition_id', 'before_move', 'mark'])
      .where('move_id', '=', move.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .execute();
    const byReturn = new Map(kept.map((row) => [row.return_id, row]));
    const opens = [];
    const worked: string[] = [];
    for await (const open of readOpenReturns(trx, cycle.partnershipId, [...byReturn.keys()])) {
      if (markOf(open) === byReturn.get(open.row.id)?.mark) opens.push(open);
      else worked.push(open.organisationName);
    }
    if (worked.length > 0) throw notNow(workedWords(worked));
    for (const open of opens) {
      const row = byReturn.get(open.row.id);
      if (row) await writeUndo(trx, open, row.from_edition_id, JSON.parse(row.before_move) as BeforeMove);
    }
    await trx
      .updateTable('return_move')
      .set({ undone_at: stamp.now })
      .where('move_id', '=', move.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .execute();
    await trx
      .updateTable('edition_move')
      .set({ undone_at: stamp.now, undone_by: viewer.personId })
      .where('id', '=', move.id)
      .execute();
    await trx
      .updateTable('cycle')
      .set((eb) => ({ edition_id: move.from_edition_id, revision: eb('revision', '+', 1) }))
      .where('id', '=', cycle.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'cycle.move-undone',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { move: move.id, returns: opens.length },
    });
    await recordEvents(
      trx,
      stamp,
      opens.map(({ row }) => ({
        type: 'return.move-undone' as const,
        owner: { organisationId: row.organisation_id, partnershipId: cycle.partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'return', id: row.id },
        detail: { move: move.id, from: row.edition_id, to: byReturn.get(row.id)?.from_edition_id ?? '' },
      })),
    );
    return { returns: opens.length };
  });
}

async function refuseLater(trx: Trx, cycle: Cycle, move: { id: string; moved_at: string; to_edition_id: string }) {
  const last = await trx
    .selectFrom('edition_move')
    .select('id')
    .where('cycle_id', '=', cycle.id)
    .where('partnership_id', '=', cycle.partnershipId)
    .where('undone_at', 'is', null)
    .orderBy('moved_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (last?.id !== move.id) throw notNow('A later move stands on this one: undo that one first');
  const opened = await trx
    .selectFrom('agency_return')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('partnership_id', '=', cycle.partnershipId)
    .where('cycle_id', '=', cycle.id)
    .where('edition_id', '=', move.to_edition_id)
    .where('id', 'not in', trx.selectFrom('return_move').select('return_id').where('move_id', '=', move.id))
    .executeTakeFirstOrThrow();
  if (Number(opened.count) > 0)
    throw notNow(
      `This move cannot be undone any more: ${countOf(Number(opened.count), 'return has', 'returns have')} been opened on the newer edition since`,
    );
}

function workedWords(names: readonly string[]): string {
  const named = names.slice(0, mostNamed);
  const more = names.length - named.length;
  return `This move cannot be undone any more: somebody has worked since on the return of ${listInWords(more > 0 ? [...named, `${more} more`] : named)}`;
}
