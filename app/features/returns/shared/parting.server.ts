import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { holdShared } from './members.server.ts';

interface Parting {
  readonly returnId: string;
  readonly organisationId: string;
}

/**
 * Takes a return out of those that it is answered together with: it keeps every answer that it has. Call it in the
 * transaction of what brought it about, after the shared row is held. Does nothing to a return that stands alone.
 */
export async function part(
  trx: Trx,
  stamp: Stamp,
  actorId: string,
  { returnId, organisationId }: Parting,
  ended: 'sent' | 'left' | 'moved',
): Promise<boolean> {
  const parted = await trx
    .updateTable('agency_return')
    .set({ shared_return_id: null })
    .where('id', '=', returnId)
    .where('organisation_id', '=', organisationId)
    .where('shared_return_id', 'is not', null)
    .executeTakeFirst();
  if (parted.numUpdatedRows === 0n) return false;
  await trx
    .updateTable('shared_return_member')
    .set({ ended, ended_at: stamp.now })
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', organisationId)
    .execute();
  if (ended === 'sent') return true;
  // The organisation's alone: no partnership learns who else is answered.
  await recordEvent(trx, stamp, {
    type: 'return.parted',
    owner: { organisationId },
    actorId,
    subject: { kind: 'return', id: returnId },
    detail: { because: ended },
  });
  return true;
}

/** Answers a return on its own again, with a copy of everything that was answered together. A second press does nothing. */
export async function partReturn(
  portal: Portal,
  viewer: Viewer,
  { returnId }: { readonly returnId: string },
): Promise<void> {
  const scope = organisationScope(viewer, 'return.submit');
  await portal.database.transaction(async (trx) => {
    const row = await trx
      .selectFrom('agency_return')
      .select(['organisation_id', 'shared_return_id'])
      .where('id', '=', returnId)
      .where('organisation_id', 'in', scope.organisationIds)
      .executeTakeFirst();
    if (!row) throw notFound();
    if (row.shared_return_id === null) return;
    await holdShared(trx, row.shared_return_id);
    const about = { returnId, organisationId: row.organisation_id };
    await part(trx, portal.stamp(), viewer.personId, about, 'left');
  });
}
