import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import type { Trx } from '../../../../db/client.server.ts';
import type { PasskeyRow } from '../../../../db/schema/sign-in.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type AttemptPurpose, beginAttempt, newAttempt, secretOf, takeAttempt } from '../attempts.server.ts';
import { findOpenSession, sessionHashOf } from '../confirmation-session.server.ts';

/** Passkeys belong to the host of the public address: another address of the portal has none of them. */
export const hostOf = ({ config }: Pick<Portal, 'config'>): string => new URL(config.publicOrigin).hostname;

export const challengeOf = (portal: Pick<Portal, 'config'>, attemptToken: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(secretOf(portal, attemptToken, 'challenge'), 'hex'));

/** Ed25519, ECDSA P-256, RSA with SHA-256: what authenticators have. Said, because the library’s own list tries more. */
export const algorithms = [-8, -7, -257];

export type PasskeyPurpose = Exclude<AttemptPurpose, 'bind'>;

/**
 * Begins what a browser does with a passkey: gives the options for it, and the token for its cookie. Confirming and
 * adding one need a session. A passkey is found by the person's device, so that nobody is asked who they are.
 */
export async function startPasskey(
  portal: Portal,
  { purpose, sessionToken }: { readonly purpose: PasskeyPurpose; readonly sessionToken?: string | undefined },
) {
  const { db } = portal.database;
  const { now } = portal.stamp();
  const sessionHash = sessionToken === undefined ? null : sessionHashOf(portal, sessionToken);
  const session = sessionHash === null ? undefined : await findOpenSession(db, sessionHash, now);
  if (purpose !== 'sign-in' && !session) throw notFound();
  const personId = purpose === 'sign-in' ? null : (session?.personId ?? null);
  const known =
    personId === null
      ? []
      : await db
          .selectFrom('passkey')
          .select(['credential_id as id'])
          .where('person_id', '=', personId)
          .orderBy('added_at')
          .limit(mostPasskeys)
          .execute();
  const attempt = newAttempt(portal);
  const challenge = challengeOf(portal, attempt.token);
  const options =
    purpose === 'register'
      ? await generateRegistrationOptions({
          rpName: 'Line of Sight',
          rpID: hostOf(portal),
          userID: new Uint8Array(Buffer.from(personId ?? '')),
          userName: session?.email ?? '',
          challenge,
          attestationType: 'none',
          supportedAlgorithmIDs: algorithms,
          excludeCredentials: known,
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        })
      : await generateAuthenticationOptions({
          rpID: hostOf(portal),
          challenge,
          userVerification: 'required',
          allowCredentials: known,
        });
  await portal.database.transaction((trx) =>
    beginAttempt(trx, portal.stamp(), attempt, {
      kind: 'passkey',
      purpose,
      issuer_id: null,
      person_id: personId,
      session_hash: purpose === 'sign-in' ? null : sessionHash,
      link_hash: null,
      destination: null,
    }),
  );
  return { attemptToken: attempt.token, options };
}

/** So many passkeys a person may have. */
export const mostPasskeys = 20;

/**
 * Judges what a browser signed with a passkey. The attempt is used up first, so that no answer counts twice. Undefined
 * for anything that does not hold: an unknown passkey, another challenge, site or person, nobody who unlocked it, or a
 * counter that did not move on.
 */
export async function judgeAssertion(
  portal: Portal,
  attemptToken: string | undefined,
  purpose: 'sign-in' | 'confirm',
  answer: AuthenticationResponseJSON,
) {
  const attempt = attemptToken === undefined ? undefined : await takeAttempt(portal, attemptToken, 'passkey');
  if (!attempt || attemptToken === undefined || attempt.purpose !== purpose) return undefined;
  const passkey = await portal.database.db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'passkey.person_id')
    .selectAll('passkey')
    .where('credential_id', '=', answer.id)
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
  const { userHandle } = answer.response;
  if (!passkey || (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== passkey.person_id))
    return undefined;
  const judged = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: Buffer.from(challengeOf(portal, attemptToken)).toString('base64url'),
    expectedOrigin: portal.config.publicOrigin,
    expectedRPID: hostOf(portal),
    requireUserVerification: true,
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
      counter: passkey.counter,
    },
  }).catch((error: unknown) => {
    portal.log.error('passkey-refused', error, { passkeyId: passkey.id });
    return { verified: false as const };
  });
  return judged.verified ? { attempt, passkey, seen: judged.authenticationInfo } : undefined;
}

type Seen = NonNullable<Awaited<ReturnType<typeof judgeAssertion>>>['seen'];

/** Notes what a use of a passkey showed. False when another use came first, with a newer counter. */
export async function notePasskeyUse(trx: Trx, stamp: Stamp, passkey: PasskeyRow, seen: Seen): Promise<boolean> {
  const noted = await trx
    .updateTable('passkey')
    .set({
      counter: seen.newCounter,
      multi_device: seen.credentialDeviceType === 'multiDevice' ? 1 : 0,
      backed_up: seen.credentialBackedUp ? 1 : 0,
      last_used_at: stamp.now,
    })
    .where('id', '=', passkey.id)
    .where('counter', '=', passkey.counter)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}
