import type { Trx } from '../../../db/client.server.ts';
import type { SignInAttemptRow } from '../../../db/schema/sign-in.table.ts';
import { addMinutes } from '../../platform/clock.ts';
import { hashToken, makeToken } from '../../platform/ids.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { attemptMinutes } from './sessions.ts';

/** Attempts that nobody finished are forgotten after a day. */
const keptMinutes = 24 * 60;

export type AttemptKind = 'provider' | 'passkey';
export type AttemptPurpose = 'sign-in' | 'bind' | 'confirm' | 'register';

/** A sign-in under way. The token goes to the browser in a cookie; the database keeps its hash alone. */
export interface NewAttempt {
  readonly token: string;
  readonly hash: string;
}

export function newAttempt({ config }: Pick<Portal, 'config'>): NewAttempt {
  const token = makeToken();
  return { token, hash: hashToken(token, config.sessionSecret) };
}

/**
 * What the attempt sends along, made from its token so that it is stored nowhere: only the browser that began the
 * attempt can have it finished.
 */
export const secretOf = (
  { config }: Pick<Portal, 'config'>,
  token: string,
  name: 'state' | 'nonce' | 'verifier' | 'challenge',
): string => hashToken(`${name}:${token}`, config.sessionSecret);

type AttemptOf = Pick<SignInAttemptRow, 'issuer_id' | 'person_id' | 'session_hash' | 'link_hash' | 'destination'> & {
  readonly kind: AttemptKind;
  readonly purpose: AttemptPurpose;
};

/** Writes an attempt down, and forgets those of yesterday. */
export async function beginAttempt(trx: Trx, stamp: Stamp, attempt: NewAttempt, of: AttemptOf): Promise<void> {
  await trx.deleteFrom('sign_in_attempt').where('expires_at', '<', addMinutes(stamp.now, -keptMinutes)).execute();
  await trx
    .insertInto('sign_in_attempt')
    .values({
      token_hash: attempt.hash,
      ...of,
      created_at: stamp.now,
      expires_at: addMinutes(stamp.now, attemptMinutes),
      used_at: null,
    })
    .execute();
}

/**
 * Uses an attempt up, before anything that came back for it is looked at: whatever comes of it, it works once. Undefined
 * for one that is unknown, used, too old, or of another kind.
 */
export async function takeAttempt(
  portal: Portal,
  token: string,
  kind: AttemptKind,
): Promise<(SignInAttemptRow & { readonly purpose: AttemptPurpose }) | undefined> {
  return portal.database.transaction(async (trx) => {
    const { now } = portal.stamp();
    const taken = await trx
      .updateTable('sign_in_attempt')
      .set({ used_at: now })
      .where('token_hash', '=', hashToken(token, portal.config.sessionSecret))
      .where('kind', '=', kind)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst();
    return taken && { ...taken, purpose: taken.purpose as AttemptPurpose };
  });
}
