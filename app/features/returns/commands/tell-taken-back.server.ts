import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import type { AgencyReturn } from '../schema.ts';

interface Taking {
  readonly trx: Trx;
  readonly stamp: Stamp;
  /** Who takes back: they need no message about it. */
  readonly viewer: Viewer;
  readonly agencyReturn: AgencyReturn;
}

/**
 * Tells those from whom parts of a return were taken, once each however many parts it was. The message leads to their home
 * page, because the return itself may be closed to them now. Nobody is written to who has left the organisation.
 */
export async function tellTakenBack(
  portal: Portal,
  { trx, stamp, viewer, agencyReturn }: Taking,
  holderIds: readonly string[],
): Promise<void> {
  const wanted = new Set(holderIds.filter((id) => id !== viewer.personId));
  if (wanted.size === 0) return;
  const { id, organisationId, partnershipId, organisationName: organisation, cycleName: cycle } = agencyReturn;
  const present = await listRoleHolders(trx, { organisationId }, stamp.today);
  const people = new Map(present.filter((one) => wanted.has(one.personId)).map((one) => [one.personId, one.email]));
  const messages = [...people].map(([personId, address]) => ({
    fields: { cycle, organisation, address: `${portal.config.publicOrigin}/home` },
    to: { address, personId },
    reference: `section-taken-back:${id}:${personId}:${stamp.now}`,
    organisationId,
    partnershipId,
    about: { kind: 'return' as const, id },
  }));
  await queueMessages(trx, stamp, 'section-taken-back', messages);
}
