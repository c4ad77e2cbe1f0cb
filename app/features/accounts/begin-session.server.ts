import type { Trx } from '../../../db/client.server.ts';
import { addMinutes } from '../../platform/clock.ts';
import { hashToken, makeToken } from '../../platform/ids.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { absoluteMinutes, type SignInWay } from './sessions.ts';

/** What is known of the browser that signs in, in words that its owner will know it by. */
export interface BrowserWords {
  readonly device: string | null;
  readonly address: string | null;
}

export const unknownBrowser: BrowserWords = { device: null, address: null };

/** A session before it belongs to anybody; the token goes to the browser alone. */
export interface NewSession {
  readonly token: string;
  readonly hash: string;
}

/** Makes the secret, outside the transaction that writes the session. */
export function newSession({ config }: Pick<Portal, 'config'>): NewSession {
  const token = makeToken();
  return { token, hash: hashToken(token, config.sessionSecret) };
}

/** Signs a person in. Whoever calls it has proved, in the same transaction, that it is them. */
export async function beginSession(
  trx: Trx,
  stamp: Stamp,
  session: NewSession,
  { personId, way, browser }: { readonly personId: string; readonly way: SignInWay; readonly browser: BrowserWords },
): Promise<void> {
  await trx
    .insertInto('session')
    .values({
      token_hash: session.hash,
      id: stamp.newId(),
      person_id: personId,
      created_at: stamp.now,
      last_seen_at: stamp.now,
      expires_at: addMinutes(stamp.now, absoluteMinutes),
      ended_at: null,
      way,
      device: browser.device,
      address: browser.address,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'sign-in.completed',
    owner: 'system',
    actorId: personId,
    subject: { kind: 'person', id: personId },
    detail: { way },
  });
}
