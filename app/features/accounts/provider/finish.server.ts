import * as openid from 'openid-client';
import type { Trx } from '../../../../db/client.server.ts';
import type { SignInAttemptRow } from '../../../../db/schema/sign-in.table.ts';
import { addMinutes, instant } from '../../../platform/clock.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { isRefusal } from '../../../platform/refusals.ts';
import { type AttemptPurpose, secretOf, takeAttempt } from '../attempts.server.ts';
import { type BrowserWords, beginSession, type NewSession, newSession } from '../begin-session.server.ts';
import { spendLink } from '../commands/complete-sign-in.server.ts';
import { findOpenSession, noteConfirmation, sessionHashOf } from '../confirmation-session.server.ts';
import { bindAccount, findBinding, noteUse } from './bindings.server.ts';
import { clientFor, IssuerUnusable, rememberKeys } from './discovery.server.ts';
import { findIssuer, type IdentityIssuer, listIssuersOfPerson } from './issuers.server.ts';
import type { ProviderOutcome, ProviderProblem } from './outcomes.ts';

export interface Returned {
  /** From the browser's cookie. */
  readonly attemptToken: string | undefined;
  /** From the address that the issuer sent the browser back to. */
  readonly issuerId: string;
  /** The whole address, with all that stands behind the question mark. */
  readonly url: URL;
  readonly sessionToken: string | undefined;
  readonly browser: BrowserWords;
}

/** Who an issuer says is there: its own word for the account, and when they last proved themselves to it. */
interface Account {
  readonly subject: string;
  readonly provedAt: string | null;
}

/** A sign-in that does not go on, with why. Ends the transaction it is thrown in. */
class Stopped extends Error {
  readonly problem: ProviderProblem;
  constructor(problem: ProviderProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** How much earlier than the attempt a proof may be, for clocks that differ. */
const clockMinutes = 1;

/**
 * Finishes a sign-in at an organisation. The attempt is used up first; then the code is exchanged and everything about
 * the token is checked; then the account is looked up by issuer and subject. What an e-mail address might say is never
 * asked for and never read.
 */
export async function finishProviderSignIn(portal: Portal, returned: Returned): Promise<ProviderOutcome> {
  const { attemptToken, issuerId } = returned;
  const issuer = await findIssuer(portal.database.db, issuerId);
  const attempt = attemptToken === undefined ? undefined : await takeAttempt(portal, attemptToken, 'provider');
  const name = issuer?.name ?? null;
  if (!issuer || !attempt || attemptToken === undefined || attempt.issuer_id !== issuer.id)
    return { outcome: 'problem', problem: 'late', name };
  try {
    const account = await exchange(portal, issuer, attemptToken, returned.url);
    return await actOn(portal, { issuer, attempt, account, returned });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    portal.log.error('provider-sign-in-refused', error, { issuerId: issuer.id, problem });
    return { outcome: 'problem', problem, name };
  }
}

async function exchange(portal: Portal, issuer: IdentityIssuer, attemptToken: string, url: URL): Promise<Account> {
  const client = await clientFor(portal, issuer);
  const tokens = await openid.authorizationCodeGrant(client, url, {
    expectedState: secretOf(portal, attemptToken, 'state'),
    expectedNonce: secretOf(portal, attemptToken, 'nonce'),
    pkceCodeVerifier: secretOf(portal, attemptToken, 'verifier'),
    idTokenExpected: true,
  });
  rememberKeys(portal, issuer, client);
  const claims = tokens.claims();
  if (!claims || claims.sub.trim() === '' || claims.sub.length > 255) throw new Stopped('refused');
  return {
    subject: claims.sub,
    provedAt: claims.auth_time === undefined ? null : instant(new Date(claims.auth_time * 1000)),
  };
}

interface Coming {
  readonly issuer: IdentityIssuer;
  readonly attempt: SignInAttemptRow & { readonly purpose: AttemptPurpose };
  readonly account: Account;
  readonly returned: Returned;
}

async function actOn(portal: Portal, coming: Coming): Promise<ProviderOutcome> {
  const session = newSession(portal);
  return portal.database.transaction(async (trx): Promise<ProviderOutcome> => {
    const stamp = portal.stamp();
    switch (coming.attempt.purpose) {
      case 'sign-in':
        return signIn(trx, stamp, session, coming);
      case 'bind':
        return coming.attempt.link_hash === null
          ? connect(portal, trx, stamp, coming)
          : connectByLink(portal, trx, stamp, session, coming, coming.attempt.link_hash);
      default:
        return confirm(portal, trx, stamp, coming);
    }
  });
}

async function signIn(
  trx: Trx,
  stamp: Stamp,
  session: NewSession,
  { issuer, attempt, account, returned }: Coming,
): Promise<ProviderOutcome> {
  const binding = await findBinding(trx, issuer.id, account.subject);
  if (!binding) throw new Stopped('unknown');
  await requireRole(trx, stamp, issuer, binding.personId);
  await noteUse(trx, stamp, binding.id);
  await beginSession(trx, stamp, session, { personId: binding.personId, way: 'provider', browser: returned.browser });
  return { outcome: 'signed-in', sessionToken: session.token, destination: attempt.destination ?? '/home' };
}

async function connectByLink(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  session: NewSession,
  { issuer, attempt, account, returned }: Coming,
  linkHash: string,
): Promise<ProviderOutcome> {
  const { personId, destination } = await spendLink(trx, stamp, linkHash);
  await requireRole(trx, stamp, issuer, personId);
  if (!(await bindAccount(portal, trx, stamp, { issuer, subject: account.subject, personId })))
    throw new Stopped('somebody-else');
  await beginSession(trx, stamp, session, { personId, way: 'provider', browser: returned.browser });
  const wanted = destination ?? attempt.destination ?? '/home';
  return { outcome: 'signed-in', sessionToken: session.token, destination: wanted };
}

async function connect(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  { issuer, attempt, account, returned }: Coming,
): Promise<ProviderOutcome> {
  const { personId } = await sameSession(portal, trx, stamp, attempt, returned);
  await requireRole(trx, stamp, issuer, personId);
  if (!(await bindAccount(portal, trx, stamp, { issuer, subject: account.subject, personId })))
    throw new Stopped('somebody-else');
  return { outcome: 'bound' };
}

async function confirm(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  { issuer, attempt, account, returned }: Coming,
): Promise<ProviderOutcome> {
  const { personId, hash } = await sameSession(portal, trx, stamp, attempt, returned);
  const binding = await findBinding(trx, issuer.id, account.subject);
  if (binding?.personId !== personId) throw new Stopped('somebody-else');
  await requireRole(trx, stamp, issuer, personId);
  const earliest = addMinutes(attempt.created_at, -clockMinutes);
  if (account.provedAt === null || account.provedAt < earliest) throw new Stopped('not-fresh');
  await noteUse(trx, stamp, binding.id);
  await noteConfirmation(trx, stamp, { tokenHash: hash, personId, way: 'provider' });
  return { outcome: 'confirmed', destination: attempt.destination };
}

/** The session that began the attempt, if it is the one that came back and has not ended. */
async function sameSession(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  attempt: SignInAttemptRow,
  { sessionToken }: Returned,
): Promise<{ readonly personId: string; readonly hash: string }> {
  const hash = sessionToken === undefined ? undefined : sessionHashOf(portal, sessionToken);
  if (hash === undefined || hash !== attempt.session_hash) throw new Stopped('late');
  const session = await findOpenSession(trx, hash, stamp.now);
  if (!session) throw new Stopped('late');
  return { personId: session.personId, hash };
}

async function requireRole(trx: Trx, stamp: Stamp, issuer: IdentityIssuer, personId: string): Promise<void> {
  const known = await listIssuersOfPerson(trx, personId, stamp.today);
  if (!known.some(({ id }) => id === issuer.id)) throw new Stopped('no-role');
}

/** Which problem an error is for the person; undefined for a fault of ours. */
function problemOf(error: unknown): ProviderProblem | undefined {
  if (error instanceof Stopped) return error.problem;
  if (isRefusal(error)) return 'link-used';
  if (error instanceof IssuerUnusable) return error.reason === 'no-secret' ? 'not-ready' : 'unreachable';
  if (error instanceof openid.AuthorizationResponseError) return 'declined';
  // Whatever the library refuses, and whatever the issuer sends that it cannot read.
  if (error instanceof openid.ClientError || error instanceof openid.ResponseBodyError) return 'refused';
  if (error instanceof openid.WWWAuthenticateChallengeError || error instanceof TypeError) return 'refused';
  return undefined;
}
