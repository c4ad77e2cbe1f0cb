import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { holdersAt } from '../../accounts/role-holders.server.ts';
import { mayInOrganisation, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import type { DeclineFinding } from '../schema.ts';
import { holderName } from '../scope.server.ts';
import type { ActionSaved } from './hold-action.server.ts';

/**
 * The organisation declines that another partnership joined a finding to its action: that partnership reads the action no
 * more, and its managers are told. The finding stays on record with the reason. Refused as not found: a finding of the
 * partnership that gave the action, somebody else's action, and whoever may not act for the organisation.
 */
export async function declineFinding(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  { finding: findingId, note }: DeclineFinding,
): Promise<ActionSaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await trx
      .selectFrom('action_finding as finding')
      .innerJoin('action', 'action.id', 'finding.action_id')
      .select(['finding.id', 'finding.partnership_id', 'finding.organisation_id', 'finding.declined_at'])
      .select(['action.reference', 'action.partnership_id as givenBy', holderName.as('holder')])
      .where('finding.id', '=', findingId)
      .where('finding.action_id', '=', actionId)
      .executeTakeFirst();
    if (
      !row ||
      row.givenBy === row.partnership_id ||
      !mayInOrganisation(viewer, 'action.progress', row.organisation_id)
    )
      throw notFound();
    if (row.declined_at !== null) return { saved: true };
    await trx
      .updateTable('action_finding')
      .set({ declined_at: stamp.now, declined_by: viewer.personId, declined_because: note })
      .where('id', '=', row.id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'action.finding-declined',
      owner: { organisationId: row.organisation_id, partnershipId: row.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'action', id: actionId },
      detail: { findingId: row.id },
    });
    const managers = await holdersAt(trx, row.partnership_id, ['business-manager'], stamp.today);
    await queueMessages(
      trx,
      stamp,
      'finding-declined',
      managers.map(({ personId, email }) => ({
        fields: {
          reference: row.reference,
          organisation: row.holder,
          address: `${portal.config.publicOrigin}/actions`,
        },
        to: { address: email, personId },
        reference: `finding-declined:${row.id}:${personId}`,
        partnershipId: row.partnership_id,
      })),
    );
    return { saved: true };
  });
}
