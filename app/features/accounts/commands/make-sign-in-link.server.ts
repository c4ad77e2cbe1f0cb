import { addMinutes } from '../../../platform/clock.ts';
import { hashToken, makeToken } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { linkMinutes } from './ask-for-sign-in-link.server.ts';

/**
 * A link for the operator to hand to a person whom mail does not reach. Only its hash is kept, and the record says that
 * it was made. Undefined when nobody has the address.
 */
export async function makeSignInLink(portal: Portal, email: string): Promise<string | undefined> {
  const token = makeToken();
  const tokenHash = hashToken(token, portal.config.sessionSecret);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const person = await trx
      .selectFrom('person')
      .select('id')
      .where('email', '=', email)
      .where('deactivated_at', 'is', null)
      .executeTakeFirst();
    if (!person) return undefined;
    await trx
      .insertInto('sign_in_link')
      .values({
        token_hash: tokenHash,
        person_id: person.id,
        destination: null,
        created_at: stamp.now,
        expires_at: addMinutes(stamp.now, linkMinutes),
        used_at: null,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'sign-in.link-sent',
      owner: 'system',
      actorId: null,
      subject: { kind: 'person', id: person.id },
      detail: { by: 'operator' },
    });
    return `/sign-in/link/${token}`;
  });
}
