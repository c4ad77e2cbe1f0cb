import type { Reader } from '../../../db/client.server.ts';
import { addMinutes } from '../../platform/clock.ts';
import { hashToken, makeToken } from '../../platform/ids.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrAddPerson, grantRole } from '../accounts/commands/add-person.server.ts';
import { newLink, writeInvitationLink } from '../accounts/commands/new-link.server.ts';
import { recordEvent } from '../audit/commands.server.ts';
import type { SetUpForm } from './schema.ts';

/** How long a set-up token is good. */
export const setUpHours = 24;

/** Whether this installation waits to be set up: it has never had a partnership. Once it has, this is over for good. */
export async function awaitsSetUp(db: Reader): Promise<boolean> {
  return (await db.selectFrom('partnership').select('id').limit(1).executeTakeFirst()) === undefined;
}

/**
 * Makes the token with which the first business manager sets the installation up. It is printed by the start of the portal and by the command line, and
 * nowhere else: only its hash is kept, it works once, within a day, and a new one ends the one before. Undefined where
 * there is a partnership already.
 */
export async function makeSetUpToken(portal: Portal): Promise<string | undefined> {
  const token = makeToken();
  const tokenHash = hashToken(token, portal.config.sessionSecret);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (!(await awaitsSetUp(trx))) return undefined;
    await trx.updateTable('set_up_token').set({ used_at: stamp.now }).where('used_at', 'is', null).execute();
    await trx
      .insertInto('set_up_token')
      .values({
        token_hash: tokenHash,
        made_at: stamp.now,
        ends_at: addMinutes(stamp.now, setUpHours * 60),
        used_at: null,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'set-up.token-made',
      owner: 'system',
      actorId: null,
      subject: { kind: 'set-up', id: tokenHash.slice(0, 16) },
    });
    return token;
  });
}

/**
 * Sets the installation up: its first partnership and the first business manager, who is given the link to sign in with.
 * Refuses, at its field, a token that is unknown, used or too old, all in the same words; refuses everything, as unknown,
 * once there is a partnership.
 */
export async function completeSetUp(
  portal: Portal,
  form: SetUpForm,
): Promise<{ readonly ok: true; readonly link: string } | { readonly ok: false; readonly problem: string }> {
  const link = newLink(portal);
  const tokenHash = hashToken(form.token, portal.config.sessionSecret);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const spent = await trx
      .updateTable('set_up_token')
      .set({ used_at: stamp.now })
      .where('token_hash', '=', tokenHash)
      .where('used_at', 'is', null)
      .where('ends_at', '>', stamp.now)
      .executeTakeFirst();
    // Asked after the token is held, so that two presses of one token wait for each other.
    if (!(await awaitsSetUp(trx))) throw notFound();
    if (spent.numUpdatedRows === 0n)
      return {
        ok: false,
        problem: 'This token is not right, has been used or is too old: make a new one with npm run los -- setup',
      };
    const partnershipId = stamp.newId();
    await trx
      .insertInto('partnership')
      .values({
        id: partnershipId,
        name: form.partnership,
        short_name: form.shortName,
        slug: slugOf(form.shortName),
        settings: '{}',
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'partnership.created',
      owner: { partnershipId },
      actorId: null,
      subject: { kind: 'partnership', id: partnershipId },
    });
    const person = await findOrAddPerson(
      trx,
      stamp,
      { email: form.email, name: form.managerName, jobTitle: null },
      null,
    );
    await grantRole(trx, stamp, person.id, { role: 'business-manager', partnershipId }, null);
    await writeInvitationLink(trx, stamp, link, { personId: person.id, destination: '/home', actorId: person.id });
    await recordEvent(trx, stamp, {
      type: 'set-up.completed',
      owner: 'system',
      actorId: person.id,
      subject: { kind: 'partnership', id: partnershipId },
    });
    return { ok: true, link: link.url };
  });
}

/** How commands name a partnership: lower-case words and digits joined by hyphens. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'partnership';
