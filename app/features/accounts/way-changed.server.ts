import type { Trx } from '../../../db/client.server.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { queueMessage } from '../notifications/commands.server.ts';

interface WayChange {
  readonly type: 'sign-in-way.added' | 'sign-in-way.removed';
  readonly personId: string;
  /** Null for the operator. */
  readonly actorId: string | null;
  readonly kind: 'provider' | 'passkey' | 'password' | 'recovery-codes' | 'recovery-link';
  /** What changed, for the message: "a passkey was added". */
  readonly change: string;
}

/** Records that a way to sign in came or went, and tells the person by mail: it may not have been them. */
export async function recordWay(
  { config }: Pick<Portal, 'config'>,
  trx: Trx,
  stamp: Stamp,
  { type, personId, actorId, kind, change }: WayChange,
): Promise<void> {
  await recordEvent(trx, stamp, {
    type,
    owner: 'system',
    actorId,
    subject: { kind: 'person', id: personId },
    detail: { kind },
  });
  const person = await trx.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirstOrThrow();
  await queueMessage(trx, stamp, {
    template: 'sign-in-changed',
    fields: { sign_in_change: change, address: `${config.publicOrigin}/account` },
    to: { address: person.email, personId },
    reference: `sign-in-changed:${stamp.newId()}`,
  });
}
