import { addMinutes } from '../../../platform/clock.ts';
import { hashToken, makeToken } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { safeDestination } from '../schema.ts';
import { findOwnWays, hasAnyWay, linksSignIn } from '../ways.server.ts';

export const linkMinutes = 20;
/** Links one address may ask for in the time a link lives; more are silently not sent. */
const mostLinks = 5;

/**
 * Sends a single-use link to the person with this address, if there is one. For somebody who has another way, where their
 * partnership keeps links for that, it is a recovery link: it says so, and using it ends their other sessions. Answers the same either way, so that
 * nobody learns who has an account.
 */
export async function askForSignInLink(
  portal: Portal,
  { email, destination }: { readonly email: string; readonly destination?: string | undefined },
): Promise<void> {
  const token = makeToken();
  const tokenHash = hashToken(token, portal.config.sessionSecret);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const person = await trx
      .selectFrom('person')
      .select(['id', 'email'])
      .where('email', '=', email)
      .where('deactivated_at', 'is', null)
      .executeTakeFirst();
    if (!person) return;
    const { asked } = await trx
      .selectFrom('sign_in_link')
      .select((eb) => eb.fn.countAll<number>().as('asked'))
      .where('person_id', '=', person.id)
      .where('expires_at', '>', stamp.now)
      .executeTakeFirstOrThrow();
    if (asked >= mostLinks) return;
    const recovery =
      hasAnyWay(await findOwnWays(trx, person.id, stamp.today)) && !(await linksSignIn(trx, person.id, stamp.today));
    await trx
      .insertInto('sign_in_link')
      .values({
        token_hash: tokenHash,
        person_id: person.id,
        destination: destination ? safeDestination(destination) : null,
        created_at: stamp.now,
        expires_at: addMinutes(stamp.now, linkMinutes),
        used_at: null,
        recovery: recovery ? 1 : 0,
      })
      .execute();
    await queueMessage(trx, stamp, {
      template: recovery ? 'recovery-link' : 'sign-in-link',
      fields: { link: `${portal.config.publicOrigin}/sign-in/link/${token}`, minutes: linkMinutes },
      to: { address: person.email, personId: person.id },
      reference: `sign-in-link:${tokenHash}`,
    });
    await recordEvent(trx, stamp, {
      type: 'sign-in.link-sent',
      owner: 'system',
      actorId: null,
      subject: { kind: 'person', id: person.id },
    });
  });
}
