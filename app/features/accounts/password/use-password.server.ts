import type { Trx } from '../../../../db/client.server.ts';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { type BrowserWords, beginSession, newSession } from '../begin-session.server.ts';
import { findOpenSession, noteConfirmation, sessionHashOf } from '../confirmation-session.server.ts';
import { openSecret, stepOfCode } from './authenticator.server.ts';
import { isPassword } from './hash.server.ts';
import { countTry, forgetTries } from './slow-down.server.ts';

/** What became of a password with its code; `wrong` never says which of them, nor whether anybody has the address. */
export type PasswordOutcome<T> =
  | { readonly outcome: 'right'; readonly value: T }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly until: string };

interface Given {
  readonly email: string;
  readonly password: string;
  /** Six digits, or a recovery code without its hyphen. */
  readonly code: string;
}

/** Signs in by address, password and a code of the authenticator; gives the session's token. */
export async function signInWithPassword(
  portal: Portal,
  { browser, ...given }: Given & { readonly browser: BrowserWords },
): Promise<PasswordOutcome<string>> {
  const session = newSession(portal);
  return withPassword(portal, given, async (trx, stamp, personId) => {
    await beginSession(trx, stamp, session, { personId, way: 'password', browser });
    return session.token;
  });
}

/** Confirms a session with the password and a code of its own person. */
export async function confirmWithPassword(
  portal: Portal,
  sessionToken: string,
  given: Omit<Given, 'email'>,
): Promise<PasswordOutcome<true>> {
  const tokenHash = sessionHashOf(portal, sessionToken);
  const session = await findOpenSession(portal.database.db, tokenHash, portal.stamp().now);
  if (!session) return { outcome: 'wrong' };
  return withPassword<true>(portal, { ...given, email: session.email }, async (trx, stamp, personId) => {
    await noteConfirmation(trx, stamp, { tokenHash, personId, way: 'password' });
    return true;
  });
}

async function withPassword<T>(
  portal: Portal,
  { email, password, code }: Given,
  act: (trx: Trx, stamp: Stamp, personId: string) => Promise<T>,
): Promise<PasswordOutcome<T>> {
  const until = await countTry(portal, email);
  if (until !== undefined) return { outcome: 'wait', until };
  const kept = await portal.database.db
    .selectFrom('person')
    .innerJoin('person_password', 'person_password.person_id', 'person.id')
    .select(['person.id', 'person_password.password_hash as hash', 'person_password.totp_secret as sealed'])
    .where('person.email', '=', email)
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
  const refused = (): PasswordOutcome<T> => {
    portal.log.info('sign-in-refused', { way: 'password', person: kept?.id ?? 'nobody' });
    return { outcome: 'wrong' };
  };
  if (!(await isPassword(password, kept?.hash)) || !kept) return refused();
  return portal.database.transaction(async (trx): Promise<PasswordOutcome<T>> => {
    const stamp = portal.stamp();
    const second = /^\d{6}$/.test(code)
      ? await takeStep(trx, portal, kept, code)
      : await takeRecoveryCode(trx, stamp, portal, kept.id, code);
    if (!second) return refused();
    await forgetTries(trx, portal, email);
    return { outcome: 'right', value: await act(trx, stamp, kept.id) };
  });
}

/** Uses the code of a step; a step counts once, and none that is older than one that was used. */
async function takeStep(
  trx: Trx,
  portal: Portal,
  { id, sealed }: { readonly id: string; readonly sealed: string },
  code: string,
): Promise<boolean> {
  const secret = openSecret(portal, id, sealed);
  const step = secret === undefined ? undefined : stepOfCode(portal, secret, code);
  if (step === undefined) return false;
  const used = await trx
    .updateTable('person_password')
    .set({ totp_last_step: step })
    .where('person_id', '=', id)
    .where('totp_last_step', '<', step)
    .returning('person_id')
    .executeTakeFirst();
  return used !== undefined;
}

/** What is kept of a recovery code. */
export const hashRecoveryCode = (portal: Pick<Portal, 'config'>, personId: string, code: string): string =>
  hashToken(`recovery:${personId}:${code.replaceAll('-', '')}`, portal.config.sessionSecret);

async function takeRecoveryCode(
  trx: Trx,
  stamp: Stamp,
  portal: Portal,
  personId: string,
  code: string,
): Promise<boolean> {
  const used = await trx
    .updateTable('recovery_code')
    .set({ used_at: stamp.now })
    .where('person_id', '=', personId)
    .where('code_hash', '=', hashRecoveryCode(portal, personId, code))
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!used) return false;
  await recordEvent(trx, stamp, {
    type: 'recovery-code.used',
    owner: 'system',
    actorId: personId,
    subject: { kind: 'person', id: personId },
  });
  return true;
}
