import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { openStatuses } from '../delegation.ts';
import type { ReturnForEdit } from './edit-return.server.ts';

/** Ends everything that is handed out of a return, because it is sent. Call it in the transaction that sends it. */
export async function endDelegations(
  trx: Trx,
  stamp: Stamp,
  agencyReturn: { readonly id: string; readonly organisationId: string },
  actorId: string,
): Promise<void> {
  const ended = await trx
    .updateTable('delegation')
    .set((eb) => ({ status: 'sent', ended_at: stamp.now, ended_by: actorId, revision: eb('revision', '+', 1) }))
    .where('return_id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('status', 'in', openStatuses)
    .returning(['id', 'part', 'holder_id'])
    .execute();
  for (const { id, part, holder_id } of ended.toSorted((a, b) => (a.part < b.part ? -1 : 1)))
    await recordEvent(trx, stamp, {
      type: 'part.ended',
      owner: { organisationId: agencyReturn.organisationId },
      actorId,
      subject: { kind: 'return', id: agencyReturn.id },
      detail: { delegation: id, part, holder: holder_id, because: 'sent' },
    });
}

/** Says that evidence of a part changed after its holder called it ready, so that whoever reviews it sees that. */
export async function noteEvidenceChange(
  trx: Trx,
  stamp: Stamp,
  agencyReturn: Pick<ReturnForEdit, 'id' | 'organisationId'>,
  part: string,
): Promise<void> {
  await trx
    .updateTable('delegation')
    .set({ evidence_changed_at: stamp.now })
    .where('return_id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('part', '=', part)
    .where('status', '=', 'ready')
    .execute();
}
