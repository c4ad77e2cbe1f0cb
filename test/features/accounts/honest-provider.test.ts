import { expect, it } from 'vitest';
import { unknownBrowser } from '../../../app/features/accounts/begin-session.server.ts';
import { hasRecentConfirmation } from '../../../app/features/accounts/confirmation-session.server.ts';
import { finishProviderSignIn } from '../../../app/features/accounts/provider/finish.server.ts';
import {
  callbackAddress,
  type StartAsked,
  startProviderSignIn,
} from '../../../app/features/accounts/provider/start.server.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { anIssuer, withClientSecret } from '../../builders/an-issuer.ts';
import { startHonestProvider } from '../../mocks/honest-provider.ts';
import { openTestPortal } from '../../setup/each-database.ts';

it('a provider that is not ours connects, signs in and confirms: state, nonce, proof and token as it makes them', async () => {
  const secret = 'the secret of the portal at the provider';
  const portal = withClientSecret(await openTestPortal('sqlite'), secret);
  // Its clock is the machine's.
  portal.setTime(new Date().toISOString());
  const provider = await startHonestProvider(secret);
  const organisationId = await anOrganisation(portal, null);
  const kim = await aViewer(portal, { role: 'senior-lead', organisationId });
  const issuerId = await anIssuer(portal, { organisationId }, { issuer: provider.issuer });
  provider.register({ id: 'line-of-sight', redirect: callbackAddress(portal, issuerId) });
  const sessionToken = await aSessionToken(portal, kim);
  const come = async (purpose: StartAsked['purpose'], account: string) => {
    const started = await startProviderSignIn(portal, { issuerId, purpose, sessionToken });
    if (!started.ok) throw new Error(started.problem);
    const { attemptToken, address } = started;
    const url = await provider.visit(address, account);
    return finishProviderSignIn(portal, { attemptToken, issuerId, url, sessionToken, browser: unknownBrowser });
  };
  expect(await come('sign-in', 'account-7')).toMatchObject({ outcome: 'problem', problem: 'unknown' });
  expect(await come('bind', 'account-7')).toEqual({ outcome: 'bound' });
  const came = await come('sign-in', 'account-7');
  expect(came.outcome).toBe('signed-in');
  if (came.outcome === 'signed-in') expect(await findViewer(portal, came.sessionToken)).toEqual(kim);
  expect(await come('sign-in', 'account-8')).toMatchObject({ outcome: 'problem', problem: 'unknown' });
  expect(await come('confirm', 'account-7')).toEqual({ outcome: 'confirmed', destination: null });
  expect(await hasRecentConfirmation(portal, sessionToken)).toBe(true);
  await provider.close();
  await portal.close();
});
