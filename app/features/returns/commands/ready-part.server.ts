import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import type { DelegationStatus } from '../delegation.ts';
import { partScope } from '../parts.server.ts';
import { getReturn } from '../queries.server.ts';

interface PartOfReturn {
  readonly returnId: string;
  readonly part: string;
}

/**
 * Says, for the holder of a part, that it is ready for review, and tells the leads of the organisation as they are today.
 * What is missing in it is for the caller to look at first. Said twice, it happens once. Does nothing for somebody who
 * does not hold the part.
 */
export async function markReady(portal: Portal, viewer: Viewer, input: PartOfReturn): Promise<boolean> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const scope = await partScope(trx, viewer, 'return.answer', input);
    const id = await move(trx, viewer, input, ['asked', 'returned'], {
      status: 'ready',
      ready_at: stamp.now,
      evidence_changed_at: null,
    });
    if (id === undefined) return false;
    const agencyReturn = await getReturn(trx, scope, input.returnId);
    const { organisationId, partnershipId, organisationName: organisation, cycleName: cycle } = agencyReturn;
    await record(trx, stamp, viewer, organisationId, input, 'part.ready', id);
    const holders = await listRoleHolders(trx, { organisationId }, stamp.today);
    const leads = holders.filter(({ role, personId }) => role === 'safeguarding-lead' && personId !== viewer.personId);
    await queueMessages(
      trx,
      stamp,
      'section-ready',
      leads.map(({ personId, email }) => ({
        fields: {
          cycle,
          organisation,
          address: `${portal.config.publicOrigin}/returns/${input.returnId}/people/${id}`,
        },
        to: { address: email, personId },
        reference: `section-ready:${id}:${stamp.now}:${personId}`,
        organisationId,
        partnershipId,
        about: { kind: 'return', id: input.returnId },
      })),
    );
    return true;
  });
}

/** Takes a part up again that its holder had called ready. Does nothing where it was not. */
export async function resumePart(portal: Portal, viewer: Viewer, input: PartOfReturn): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const scope = await partScope(trx, viewer, 'return.answer', input);
    const id = await move(trx, viewer, input, ['ready'], {
      status: 'asked',
      ready_at: null,
      evidence_changed_at: null,
    });
    if (id === undefined) return;
    const { organisationId } = await getReturn(trx, scope, input.returnId);
    await record(trx, stamp, viewer, organisationId, input, 'part.resumed', id);
  });
}

async function move(
  trx: Trx,
  viewer: Viewer,
  { returnId, part }: PartOfReturn,
  from: readonly DelegationStatus[],
  to: {
    readonly status: DelegationStatus;
    readonly ready_at: string | null;
    readonly evidence_changed_at: null;
  },
): Promise<string | undefined> {
  const moved = await trx
    .updateTable('delegation')
    .set((eb) => ({ ...to, revision: eb('revision', '+', 1) }))
    .where('return_id', '=', returnId)
    .where('part', '=', part)
    .where('holder_id', '=', viewer.personId)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst();
  return moved?.id;
}

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  organisationId: string,
  { returnId, part }: PartOfReturn,
  type: 'part.ready' | 'part.resumed',
  delegation: string,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: returnId },
    detail: { delegation, part },
  });
