import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../viewer.ts';
import { recordWay } from '../way-changed.server.ts';
import { hasOtherWay } from '../ways.server.ts';

/** Takes the person's own connection with an organisation's sign-in away. Refuses the last way of somebody without links. */
export async function disconnectOwn(portal: Portal, viewer: Viewer, bindingId: string): Promise<void> {
  await disconnect(portal, viewer, bindingId, async (trx, stamp, binding) => {
    if (binding.personId !== viewer.personId) throw notFound();
    if (!(await hasOtherWay(trx, viewer.personId, stamp.today, { bindingId })))
      throw notNow('This is your only way to sign in. Add another one first.');
  });
}

/**
 * Takes the connection of somebody's account away, for whoever runs the partnership: of its own sign-in and of those of
 * its member organisations. The person can come in by a link, and connect another account.
 */
export async function disconnectFor(portal: Portal, viewer: Viewer, bindingId: string): Promise<void> {
  const { partnershipIds } = partnershipScope(viewer, 'sign-in.change');
  await disconnect(portal, viewer, bindingId, async (trx, stamp, { issuerId }) => {
    const within = await trx
      .selectFrom('identity_issuer')
      .select('identity_issuer.id')
      .where('identity_issuer.id', '=', issuerId)
      .where((eb) =>
        eb.or([
          eb('identity_issuer.partnership_id', 'in', partnershipIds),
          eb.exists(
            eb
              .selectFrom('partnership_member')
              .select('partnership_member.id')
              .whereRef('partnership_member.organisation_id', '=', 'identity_issuer.organisation_id')
              .where('partnership_member.partnership_id', 'in', partnershipIds)
              .where((member) =>
                member.or([
                  member('partnership_member.left_on', 'is', null),
                  member('partnership_member.left_on', '>', stamp.today),
                ]),
              ),
          ),
        ]),
      )
      .executeTakeFirst();
    if (!within) throw notFound();
  });
}

interface Binding {
  readonly personId: string;
  readonly issuerId: string;
  readonly name: string;
}

async function disconnect(
  portal: Portal,
  viewer: Viewer,
  bindingId: string,
  allow: (trx: Trx, stamp: Stamp, binding: Binding) => Promise<void>,
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const binding = await trx
      .selectFrom('identity_binding')
      .innerJoin('identity_issuer', 'identity_issuer.id', 'identity_binding.issuer_id')
      .select(['identity_binding.person_id as personId', 'identity_issuer.id as issuerId', 'identity_issuer.name'])
      .where('identity_binding.id', '=', bindingId)
      .where('identity_binding.ended_at', 'is', null)
      .executeTakeFirst();
    if (!binding) throw notFound();
    await allow(trx, stamp, binding);
    await trx
      .updateTable('identity_binding')
      .set({ ended_at: stamp.now, ended_by: viewer.personId })
      .where('id', '=', bindingId)
      .where('ended_at', 'is', null)
      .execute();
    await recordWay(portal, trx, stamp, {
      type: 'sign-in-way.removed',
      personId: binding.personId,
      actorId: viewer.personId,
      kind: 'provider',
      change: `the sign-in of ${binding.name} was disconnected`,
    });
  });
}
