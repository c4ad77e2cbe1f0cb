import type { Trx } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { type LoadedReturn, loadReturnContent } from '../../returns/content.server.ts';

/**
 * Holds a return's row until the transaction ends, then reads its content: an edit that is under way has either been
 * read or will find what this transaction decided. Refuses a return outside the scope as unknown.
 */
export async function lockReturn(trx: Trx, scope: OrganisationScope, returnId: string): Promise<LoadedReturn> {
  const held = await trx
    .updateTable('agency_return')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) throw notFound();
  return loadReturnContent(trx, scope, returnId);
}
