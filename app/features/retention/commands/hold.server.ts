import type { Trx } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { requireRetention } from '../access.server.ts';
import { listHoldable } from '../holds.server.ts';
import { eventOwnerOf, type Owner, ownerColumns, ownerOfRow } from '../owner.ts';
import { findPersonOf } from '../person-of.server.ts';
import { takeTurn } from '../turn.server.ts';
import type { HoldScope } from '../words.ts';

export type PlacedHold =
  | { readonly placed: true; readonly id: string }
  | { readonly placed: false; readonly field: string; readonly problem: string };

/**
 * Puts a hold: from now on nothing that it names goes, also by a run that was approved before. `what` is `scope:id`, or
 * `person` with the address of somebody who has or had a role with the owner.
 */
export async function placeHold(
  portal: Portal,
  viewer: Viewer,
  owner: Owner,
  input: { readonly what: string; readonly email: string; readonly reason: string },
): Promise<PlacedHold> {
  requireRetention(viewer, 'change', owner);
  return portal.database.transaction(async (trx) => {
    await takeTurn(trx);
    const stamp = portal.stamp();
    const named = await findNamed(trx, owner, input);
    if (!named)
      return input.what === 'person'
        ? { placed: false, field: 'email', problem: 'Enter the e-mail address of somebody who has or had a role here' }
        : { placed: false, field: 'what', problem: 'Choose what must not go' };
    const id = stamp.newId();
    await trx
      .insertInto('legal_hold')
      .values({
        id,
        ...ownerColumns(owner),
        scope: named.scope,
        scope_id: named.id,
        reason: input.reason,
        placed_by: viewer.personId,
        placed_at: stamp.now,
        lifted_by: null,
        lifted_at: null,
        lifted_reason: null,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'legal-hold.placed',
      owner: eventOwnerOf(owner),
      actorId: viewer.personId,
      subject: { kind: 'legal-hold', id },
      detail: { scope: named.scope, scopeId: named.id },
    });
    return { placed: true, id };
  });
}

async function findNamed(
  trx: Trx,
  owner: Owner,
  { what, email }: { readonly what: string; readonly email: string },
): Promise<{ readonly scope: HoldScope; readonly id: string } | undefined> {
  if (what === 'person') {
    const found = await findPersonOf(trx, owner, { email });
    return found && { scope: 'person', id: found.id };
  }
  return (await listHoldable(trx, owner)).find(({ scope, id }) => `${scope}:${id}` === what);
}

/** Lifts a hold that the viewer's own owner put. It stays in the list with who, when and why. Lifting twice is refused. */
export async function liftHold(
  portal: Portal,
  viewer: Viewer,
  holdId: string,
  { reason }: { readonly reason: string },
): Promise<Owner> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const hold = await trx.selectFrom('legal_hold').selectAll().where('id', '=', holdId).executeTakeFirst();
    if (!hold) throw notFound();
    const owner = ownerOfRow(hold);
    requireRetention(viewer, 'change', owner);
    if (hold.lifted_at !== null) throw notNow('This hold has been lifted already.');
    await trx
      .updateTable('legal_hold')
      .set({
        lifted_by: viewer.personId,
        lifted_at: stamp.now,
        lifted_reason: reason,
        revision: hold.revision + 1,
      })
      .where('id', '=', holdId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'legal-hold.lifted',
      owner: eventOwnerOf(owner),
      actorId: viewer.personId,
      subject: { kind: 'legal-hold', id: holdId },
    });
    return owner;
  });
}
