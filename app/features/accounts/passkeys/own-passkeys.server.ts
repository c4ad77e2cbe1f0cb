import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { takeAttempt } from '../attempts.server.ts';
import { sessionHashOf } from '../confirmation-session.server.ts';
import type { Viewer } from '../viewer.ts';
import { recordWay } from '../way-changed.server.ts';
import { hasOtherWay } from '../ways.server.ts';
import { readAnswer, registrationSchema } from './response.ts';
import { algorithms, challengeOf, hostOf, mostPasskeys } from './verify.server.ts';

export interface OwnPasskey {
  readonly id: string;
  readonly name: string;
  readonly addedAt: string;
  readonly lastUsedAt: string | null;
  /** Kept in several places by whoever keeps it, so that a lost device does not lose it. */
  readonly backedUp: boolean;
}

/** The passkeys of a person, the oldest first. */
export async function listOwnPasskeys(db: Reader, personId: string): Promise<OwnPasskey[]> {
  const rows = await db
    .selectFrom('passkey')
    .select(['id', 'name', 'added_at', 'last_used_at', 'backed_up'])
    .where('person_id', '=', personId)
    .orderBy('added_at')
    .orderBy('id')
    .limit(mostPasskeys)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    addedAt: row.added_at,
    lastUsedAt: row.last_used_at,
    backedUp: row.backed_up === 1,
  }));
}

interface NewPasskey {
  readonly sessionToken: string;
  readonly attemptToken: string | undefined;
  /** What the browser posted, as it came. */
  readonly answer: unknown;
  readonly name: string;
}

/** Adds a passkey that the person's browser has made. False when what it posted does not hold. */
export async function addPasskey(
  portal: Portal,
  viewer: Viewer,
  { sessionToken, attemptToken, answer, name }: NewPasskey,
): Promise<boolean> {
  const read = readAnswer(registrationSchema, answer);
  const attempt = attemptToken === undefined ? undefined : await takeAttempt(portal, attemptToken, 'passkey');
  if (!read || !attempt || attemptToken === undefined || attempt.purpose !== 'register') return false;
  if (attempt.session_hash !== sessionHashOf(portal, sessionToken) || attempt.person_id !== viewer.personId)
    return false;
  const { authenticatorAttachment, response, ...rest } = read;
  const { transports = [], ...attested } = response;
  const made: RegistrationResponseJSON = {
    ...rest,
    ...(authenticatorAttachment === undefined ? {} : { authenticatorAttachment }),
    response: attested,
  };
  const judged = await verifyRegistrationResponse({
    response: made,
    expectedChallenge: Buffer.from(challengeOf(portal, attemptToken)).toString('base64url'),
    expectedOrigin: portal.config.publicOrigin,
    expectedRPID: hostOf(portal),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch((error: unknown) => {
    portal.log.error('passkey-not-added', error);
    return { verified: false as const, registrationInfo: undefined };
  });
  if (!judged.verified) return false;
  const { credential, credentialDeviceType, credentialBackedUp } = judged.registrationInfo;
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if ((await listOwnPasskeys(trx, viewer.personId)).length >= mostPasskeys)
      throw notNow('You have as many passkeys as one person may have. Remove one first.');
    const written = await trx
      .insertInto('passkey')
      .values({
        id: stamp.newId(),
        person_id: viewer.personId,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: JSON.stringify(transports),
        multi_device: credentialDeviceType === 'multiDevice' ? 1 : 0,
        backed_up: credentialBackedUp ? 1 : 0,
        name,
        added_at: stamp.now,
        last_used_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!written) return false;
    await recordWay(portal, trx, stamp, {
      type: 'sign-in-way.added',
      personId: viewer.personId,
      actorId: viewer.personId,
      kind: 'passkey',
      change: 'a passkey was added',
    });
    return true;
  });
}

/** Gives one of the person's own passkeys another name. */
export async function renamePasskey(portal: Portal, viewer: Viewer, passkeyId: string, name: string): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const named = await trx
      .updateTable('passkey')
      .set({ name })
      .where('id', '=', passkeyId)
      .where('person_id', '=', viewer.personId)
      .returning('id')
      .executeTakeFirst();
    if (!named) throw notFound();
    await recordEvent(trx, portal.stamp(), {
      type: 'sign-in-way.renamed',
      owner: 'system',
      actorId: viewer.personId,
      subject: { kind: 'person', id: viewer.personId },
      detail: { kind: 'passkey' },
    });
  });
}

/** Removes one of the person's own passkeys. Refuses the last way of somebody whom links do not sign in. */
export async function removePasskey(portal: Portal, viewer: Viewer, passkeyId: string): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (!(await hasOtherWay(trx, viewer.personId, stamp.today, { passkeyId })))
      throw notNow('This is your only way to sign in. Add another one first.');
    const removed = await trx
      .deleteFrom('passkey')
      .where('id', '=', passkeyId)
      .where('person_id', '=', viewer.personId)
      .returning('id')
      .executeTakeFirst();
    if (!removed) throw notFound();
    await recordWay(portal, trx, stamp, {
      type: 'sign-in-way.removed',
      personId: viewer.personId,
      actorId: viewer.personId,
      kind: 'passkey',
      change: 'a passkey was removed',
    });
  });
}
