import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { recordWay } from '../way-changed.server.ts';
import type { IdentityIssuer } from './issuers.server.ts';

/** Who an account of an issuer is here, by the issuer and its own word for the account. Undefined for nobody active. */
export async function findBinding(
  db: Reader,
  issuerId: string,
  subject: string,
): Promise<{ readonly id: string; readonly personId: string } | undefined> {
  return db
    .selectFrom('identity_binding')
    .innerJoin('person', 'person.id', 'identity_binding.person_id')
    .select(['identity_binding.id', 'identity_binding.person_id as personId'])
    .where('issuer_id', '=', issuerId)
    .where('subject', '=', subject)
    .where('ended_at', 'is', null)
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
}

/**
 * Connects an account of an issuer with a person. One that is connected with them already is left as it is. False when
 * the account is somebody else's, or the person has another account there: neither is ever replaced in passing.
 */
export async function bindAccount(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  {
    issuer,
    subject,
    personId,
  }: { readonly issuer: IdentityIssuer; readonly subject: string; readonly personId: string },
): Promise<boolean> {
  const written = await trx
    .insertInto('identity_binding')
    .values({
      id: stamp.newId(),
      issuer_id: issuer.id,
      subject,
      person_id: personId,
      bound_at: stamp.now,
      last_used_at: stamp.now,
      ended_at: null,
      ended_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) return (await findBinding(trx, issuer.id, subject))?.personId === personId;
  await recordWay(portal, trx, stamp, {
    type: 'sign-in-way.added',
    personId,
    actorId: personId,
    kind: 'provider',
    change: `the sign-in of ${issuer.name} was connected`,
  });
  return true;
}

export async function noteUse(trx: Trx, stamp: Stamp, bindingId: string): Promise<void> {
  await trx.updateTable('identity_binding').set({ last_used_at: stamp.now }).where('id', '=', bindingId).execute();
}
