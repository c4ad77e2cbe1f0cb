import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getReturnForEdit, type ReturnForEdit, touchReturn } from '../../returns/commands/edit-return.server.ts';
import { alone } from '../../returns/shared/concerned.server.ts';

export interface SharingInput {
  readonly returnId: string;
  /** The returns of the partnerships that are ticked. */
  readonly receives: readonly string[];
  /** By return: the evidence that the page listed, so that what a colleague attached meanwhile stays, and what is ticked. */
  readonly evidence: Readonly<Record<string, { readonly shown: readonly string[]; readonly goes: readonly string[] }>>;
}

export interface SharingOutcome {
  readonly changed: number;
  /** A return had been sent for sign-off and is in work again. */
  readonly takenBack: boolean;
}

/**
 * Says which partnerships receive a copy with the next signatures, and which evidence goes into each. The choice of
 * evidence is part of what is signed, so it voids signatures on that copy; a tick does not. Refuses a return that is not
 * answered for several as unknown.
 */
export async function changeSharing(portal: Portal, viewer: Viewer, input: SharingInput): Promise<SharingOutcome> {
  const scope = organisationScope(viewer, 'return.submit');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const own = await getReturnForEdit(trx, scope, input.returnId);
    if (own.sharedReturnId === null) throw notFound();
    let changed = 0;
    let takenBack = false;
    for (const one of [alone(own), ...own.together].toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const ticked = await tick(trx, one, input.receives.includes(one.id));
      const moved = await choose(trx, stamp, viewer, one, input.evidence[one.id] ?? { shown: [], goes: [] });
      if (!ticked && moved === 0) continue;
      changed += 1;
      if (moved > 0) takenBack = (await touchReturn(trx, stamp, viewer, one)).takenBack || takenBack;
      // The organisation's alone: a partnership is not told what it does not get.
      await recordEvent(trx, stamp, {
        type: 'return.sharing-changed',
        owner: { organisationId: one.organisationId },
        actorId: viewer.personId,
        subject: { kind: 'return', id: one.id },
        detail: { receives: input.receives.includes(one.id), evidenceChanged: moved },
      });
    }
    return { changed, takenBack };
  });
}

async function tick(trx: Trx, { id, organisationId }: ReturnForEdit, receives: boolean): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('shared_return_member')
    .set({ receives: receives ? 1 : 0 })
    .where('return_id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('receives', '<>', receives ? 1 : 0)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function choose(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { id, organisationId }: ReturnForEdit,
  { shown, goes }: { readonly shown: readonly string[]; readonly goes: readonly string[] },
): Promise<number> {
  const used = await trx
    .selectFrom('evidence_use')
    .select('evidence_id')
    .distinct()
    .where('return_id', '=', id)
    .where('organisation_id', '=', organisationId)
    .execute();
  const known = used.map(({ evidence_id }) => evidence_id).filter((evidenceId) => shown.includes(evidenceId));
  let changed = 0;
  for (const evidenceId of known.toSorted()) {
    if (goes.includes(evidenceId)) {
      const given = await trx
        .deleteFrom('withheld_evidence')
        .where('return_id', '=', id)
        .where('organisation_id', '=', organisationId)
        .where('evidence_id', '=', evidenceId)
        .executeTakeFirst();
      changed += Number(given.numDeletedRows);
      continue;
    }
    const held = await trx
      .insertInto('withheld_evidence')
      .values({
        organisation_id: organisationId,
        return_id: id,
        evidence_id: evidenceId,
        withheld_by: viewer.personId,
        withheld_at: stamp.now,
      })
      .onConflict((conflict) => conflict.columns(['return_id', 'evidence_id']).doNothing())
      .executeTakeFirst();
    changed += Number(held.numInsertedOrUpdatedRows ?? 0n);
  }
  return changed;
}
