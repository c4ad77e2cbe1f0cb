import * as openid from 'openid-client';
import { hashToken } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type AttemptPurpose, beginAttempt, newAttempt, secretOf } from '../attempts.server.ts';
import { findOpenSession, sessionHashOf } from '../confirmation-session.server.ts';
import { safeDestination } from '../schema.ts';
import { clientFor, IssuerUnusable } from './discovery.server.ts';
import { findIssuer, type IdentityIssuer, listIssuersOfPerson } from './issuers.server.ts';
import type { ProviderProblem } from './outcomes.ts';

export interface StartAsked {
  readonly issuerId: string;
  readonly purpose: Exclude<AttemptPurpose, 'register'>;
  /** Connects the account with whom this single-use link was sent to; the link is used when it is done. */
  readonly linkToken?: string | undefined;
  /** Whose session asks to connect or to confirm. */
  readonly sessionToken?: string | undefined;
  readonly destination?: string | null | undefined;
}

export type Started =
  | { readonly ok: true; readonly attemptToken: string; readonly address: string; readonly name: string }
  | { readonly ok: false; readonly problem: ProviderProblem; readonly name: string };

/** The address that an issuer sends people back to: one for each, so that an answer says whose it is. */
export const callbackAddress = ({ config }: Pick<Portal, 'config'>, issuerId: string): string =>
  `${config.publicOrigin}/sign-in/callback/${issuerId}`;

/**
 * Begins a sign-in at an organisation: gives the address to go to and the token for the browser's cookie. Connecting
 * needs a link or a session, confirming a session. Refuses, as not found, an issuer that is unknown, or at which this
 * person has nothing to do.
 */
export async function startProviderSignIn(portal: Portal, asked: StartAsked): Promise<Started> {
  const issuer = await findIssuer(portal.database.db, asked.issuerId);
  if (!issuer) throw notFound();
  const sessionHash = await sessionFor(portal, asked, issuer);
  const { name } = issuer;
  const attempt = newAttempt(portal);
  let address: URL;
  try {
    address = openid.buildAuthorizationUrl(await clientFor(portal, issuer), {
      redirect_uri: callbackAddress(portal, issuer.id),
      scope: 'openid',
      state: secretOf(portal, attempt.token, 'state'),
      nonce: secretOf(portal, attempt.token, 'nonce'),
      code_challenge: await openid.calculatePKCECodeChallenge(secretOf(portal, attempt.token, 'verifier')),
      code_challenge_method: 'S256',
      // Who connects or confirms shows there that it is them, whoever is signed in there in this browser.
      ...(asked.purpose === 'sign-in' ? {} : { prompt: 'login', max_age: '0' }),
    });
  } catch (error) {
    if (!(error instanceof IssuerUnusable)) throw error;
    portal.log.error('issuer-unusable', error.cause ?? error, { issuerId: issuer.id, reason: error.reason });
    return { ok: false, problem: error.reason === 'no-secret' ? 'not-ready' : 'unreachable', name };
  }
  await portal.database.transaction((trx) =>
    beginAttempt(trx, portal.stamp(), attempt, {
      kind: 'provider',
      purpose: asked.purpose,
      issuer_id: issuer.id,
      person_id: null,
      session_hash: sessionHash,
      link_hash: asked.linkToken === undefined ? null : hashToken(asked.linkToken, portal.config.sessionSecret),
      destination: asked.destination ? safeDestination(asked.destination) : null,
    }),
  );
  return { ok: true, attemptToken: attempt.token, address: address.href, name };
}

/** The session that asks to connect or confirm; its person must be somebody of the issuer's place. */
async function sessionFor(portal: Portal, asked: StartAsked, issuer: IdentityIssuer): Promise<string | null> {
  const { db } = portal.database;
  const { now, today } = portal.stamp();
  if (asked.purpose === 'sign-in') return null;
  if (asked.purpose === 'bind' && asked.linkToken !== undefined) {
    const link = await db
      .selectFrom('sign_in_link')
      .select('person_id')
      .where('token_hash', '=', hashToken(asked.linkToken, portal.config.sessionSecret))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (!link || !(await belongs(portal, link.person_id, today, issuer))) throw notFound();
    return null;
  }
  const hash = asked.sessionToken === undefined ? null : sessionHashOf(portal, asked.sessionToken);
  const session = hash === null ? undefined : await findOpenSession(db, hash, now);
  if (!session || !(await belongs(portal, session.personId, today, issuer))) throw notFound();
  return hash;
}

async function belongs(portal: Portal, personId: string, today: string, issuer: IdentityIssuer): Promise<boolean> {
  const known = await listIssuersOfPerson(portal.database.db, personId, today);
  return known.some(({ id }) => id === issuer.id);
}
