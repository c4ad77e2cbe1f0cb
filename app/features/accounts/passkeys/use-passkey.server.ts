import type { z } from 'zod';
import type { Portal } from '../../../platform/portal.ts';
import { type BrowserWords, beginSession, newSession } from '../begin-session.server.ts';
import { findOpenSession, noteConfirmation, sessionHashOf } from '../confirmation-session.server.ts';
import { assertionSchema, readAnswer } from './response.ts';
import { judgeAssertion, notePasskeyUse } from './verify.server.ts';

interface Used {
  readonly attemptToken: string | undefined;
  /** What the browser posted, as it came. */
  readonly answer: unknown;
}

/** Signs in whom a passkey belongs to; gives the session's token, or undefined when the passkey did not hold. */
export async function signInWithPasskey(
  portal: Portal,
  { attemptToken, answer, browser }: Used & { readonly browser: BrowserWords },
): Promise<string | undefined> {
  const read = readAnswer(assertionSchema, answer);
  const judged = read && (await judgeAssertion(portal, attemptToken, 'sign-in', tidy(read)));
  if (!judged) return undefined;
  const session = newSession(portal);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (!(await notePasskeyUse(trx, stamp, judged.passkey, judged.seen))) return undefined;
    await beginSession(trx, stamp, session, { personId: judged.passkey.person_id, way: 'passkey', browser });
    return session.token;
  });
}

/** Confirms a session with a passkey of its person. False when the passkey did not hold, or is somebody else's. */
export async function confirmWithPasskey(
  portal: Portal,
  sessionToken: string,
  { attemptToken, answer }: Used,
): Promise<boolean> {
  const read = readAnswer(assertionSchema, answer);
  const judged = read && (await judgeAssertion(portal, attemptToken, 'confirm', tidy(read)));
  const tokenHash = sessionHashOf(portal, sessionToken);
  if (!judged || judged.attempt.session_hash !== tokenHash) return false;
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await findOpenSession(trx, tokenHash, stamp.now);
    const personId = judged.passkey.person_id;
    if (session?.personId !== personId) return false;
    if (!(await notePasskeyUse(trx, stamp, judged.passkey, judged.seen))) return false;
    await noteConfirmation(trx, stamp, { tokenHash, personId, way: 'passkey' });
    return true;
  });
}

/** Fields that are absent rather than undefined, as the library's types want them. */
function tidy({ authenticatorAttachment, response, ...rest }: z.output<typeof assertionSchema>) {
  const { userHandle, ...signed } = response;
  return {
    ...rest,
    ...(authenticatorAttachment === undefined ? {} : { authenticatorAttachment }),
    response: { ...signed, ...(userHandle === undefined ? {} : { userHandle }) },
  };
}
