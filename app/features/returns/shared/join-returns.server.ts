import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { CompiledEdition } from '../../questionnaire/questionnaire.ts';
import { carryOnOpening } from '../commands/carry-forward.server.ts';
import { getReturnForEdit, type ReturnForEdit } from '../commands/edit-return.server.ts';
import { alone } from './concerned.server.ts';
import type { Keep } from './join.ts';
import { getJoinSides, type JoinSide, loadJoinPlan } from './join-plan.server.ts';
import { holdShared } from './members.server.ts';
import { mergeJoined } from './merge-joined.server.ts';

export interface JoinInput {
  readonly returnId: string;
  readonly otherId: string;
  /** The hash of the plan that the page showed. */
  readonly seen: string;
  /** Whose answer stays, by the key of each conflict. */
  readonly keep: Readonly<Record<string, Keep>>;
}

export type JoinOutcome =
  | { readonly ok: true; readonly primaryId: string }
  /** Somebody worked on one of them since: nothing is joined, and the page shows how it stands now. */
  | { readonly ok: false; readonly why: 'changed' }
  /** Keys of conflicts about which nothing was said. */
  | { readonly ok: false; readonly why: 'undecided'; readonly keys: readonly string[] };

/**
 * Answers two returns once from now on. What only one of them has answered, the other takes over; where both have, the
 * person has chosen, and the other text goes to the history. Everything or nothing, and only what the person has seen.
 *
 * Refuses, in words, returns on different editions of the library and one that has been sent; a foreign one as unknown.
 */
export async function joinReturns(portal: Portal, viewer: Viewer, input: JoinInput): Promise<JoinOutcome> {
  const scope = organisationScope(viewer, 'return.submit');
  for (const id of [input.returnId, input.otherId]) await carryOnOpening(portal, viewer, scope, id);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const read = await getJoinSides(trx, scope, input.returnId, input.otherId);
    await hold(trx, read);
    const sides = await getJoinSides(trx, scope, input.returnId, input.otherId);
    const plan = await loadJoinPlan(trx, sides);
    if (
      sides.into.id !== read.into.id ||
      sides.into.sharedReturnId !== read.into.sharedReturnId ||
      plan.seen !== input.seen
    )
      return { ok: false, why: 'changed' } as const;
    const undecided = plan.conflicts.map(({ key }) => key).filter((key) => input.keep[key] === undefined);
    if (undecided.length > 0) return { ok: false, why: 'undecided', keys: undecided } as const;
    const keep = (key: string): Keep => input.keep[key] ?? 'into';
    await putTogether(trx, stamp, viewer, sides, plan.conflicts.length);
    const { compiled, members } = await readMembers(trx, scope, sides.into);
    await mergeJoined({ trx, stamp, viewer, compiled }, sides, members, keep);
    const [primary] = members;
    if (!primary) throw notFound();
    return { ok: true, primaryId: primary.id } as const;
  });
}

/** The shared row first, then the answers, then the returns: the order in which every edit takes them. */
async function hold(
  trx: Trx,
  { into, joining }: { readonly into: JoinSide; readonly joining: JoinSide },
): Promise<void> {
  if (into.sharedReturnId !== null) await holdShared(trx, into.sharedReturnId);
  const ids = [into.id, joining.id].toSorted();
  for (const table of ['answer', 'agency_return'] as const)
    for (const id of ids)
      await trx
        .updateTable(table)
        .set((eb) => ({ revision: eb.ref('revision') }))
        .where(table === 'answer' ? 'return_id' : 'id', '=', id)
        .execute();
}

async function putTogether(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { into, joining }: { readonly into: JoinSide; readonly joining: JoinSide },
  conflicts: number,
): Promise<void> {
  const { organisationId } = into;
  const sharedReturnId = into.sharedReturnId ?? stamp.newId();
  if (into.sharedReturnId === null)
    await trx
      .insertInto('shared_return')
      .values({
        id: sharedReturnId,
        organisation_id: organisationId,
        base_edition_id: into.baseEditionId,
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
  for (const side of into.sharedReturnId === null ? [into, joining] : [joining]) {
    const standing = {
      shared_return_id: sharedReturnId,
      receives: 1,
      joined_at: stamp.now,
      joined_by: viewer.personId,
      ended_at: null,
      ended: null,
      correction: null,
      correction_mark: null,
      correction_at: null,
      correction_by: null,
    };
    await trx
      .insertInto('shared_return_member')
      .values({ organisation_id: organisationId, return_id: side.id, partnership_id: side.partnershipId, ...standing })
      .onConflict((conflict) => conflict.column('return_id').doUpdateSet(standing))
      .execute();
    await trx
      .updateTable('agency_return')
      .set({ shared_return_id: sharedReturnId })
      .where('id', '=', side.id)
      .where('organisation_id', '=', organisationId)
      .execute();
    // The organisation's alone: no partnership learns who else is answered.
    await recordEvent(trx, stamp, {
      type: 'return.joined',
      owner: { organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: side.id },
      detail: { shared: sharedReturnId, with: side === into ? joining.id : into.id, conflicts },
    });
  }
}

async function readMembers(
  trx: Trx,
  scope: OrganisationScope,
  into: JoinSide,
): Promise<{ readonly compiled: CompiledEdition; readonly members: readonly ReturnForEdit[] }> {
  const compiled = await getEdition(trx, into.editionId, into.editionSha256);
  const own = await getReturnForEdit(trx, scope, into.id);
  const members = [alone(own), ...own.together].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { compiled, members };
}
