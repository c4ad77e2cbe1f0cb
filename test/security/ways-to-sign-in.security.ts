/**
 * Every way to sign in, in a real browser: a passkey by Chromium's own authenticator, a password with a code, and the
 * account of an organisation at a certified provider that is not ours. Each is set up on the account page, signs in,
 * shows once more that it is them before a copy of everything is made, and no longer works once it is taken away.
 */
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackAddress } from '../../app/features/accounts/provider/start.server.ts';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { anOrganisation, aPartnership, aViewer } from '../builders/a-partnership.ts';
import { anIssuer, withClientSecret } from '../builders/an-issuer.ts';
import { openBrowser } from '../journeys/sign-in.ts';
import { startHonestProvider } from '../mocks/honest-provider.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { freePort } from '../setup/free-port.ts';
import { type ServedPortal, serve } from './a-served-portal.ts';
import { faultsIn } from './browser-faults.ts';
import { all, atLeast, figure, isFullRun } from './figures.ts';

const secret = 'the secret of the portal at the provider';
let portal: TestPortal;
let served: ServedPortal;
let browser: Browser;
let partnershipId: string;
const ways = { tried: 0, work: 0 };

beforeAll(async () => {
  const port = await freePort();
  const environment = { PUBLIC_ORIGIN: `http://localhost:${port}`, RATE_LIMITS: 'off' };
  portal = withClientSecret(await openTestPortal('sqlite', { environment }), secret);
  now();
  partnershipId = await aPartnership(portal);
  [browser, served] = await Promise.all([openBrowser(), serve(portal, { at: { host: 'localhost', port } })]);
});

afterAll(async () => {
  figure('ways to sign in, in Chromium', {
    tried: atLeast(3, ways.tried),
    'work, confirm and end': all(ways.tried, ways.work),
  });
  await browser?.close();
  await served?.close();
  await portal?.close();
});

/** The clock of the provider is the machine's. */
const now = () => portal.setTime(new Date().toISOString());
const later = (minutes: number) =>
  portal.setTime(new Date(portal.clock.now().getTime() + minutes * 60_000).toISOString());

interface Signed {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly viewer: Viewer;
  readonly organisationId: string;
  /** Opens an address; its heading must be this. */
  see(path: string, heading: string): Promise<void>;
  /** Presses a button and waits for a heading, or for what a banner says. */
  press(button: string, then: string): Promise<void>;
  signOut(): Promise<void>;
  /** Fails when the browser found a fault; closes it. */
  finish(): Promise<void>;
}

const headingOf = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

/** Somebody who may make a copy of everything, who has just signed in by a link. */
async function somebody(name: string): Promise<Signed> {
  const organisationId = await anOrganisation(portal, partnershipId, { name: `Organisation of ${name}` });
  const viewer = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, name);
  const context = await browser.newContext({ baseURL: portal.config.publicOrigin });
  const faults = await faultsIn(context);
  const [cookie = '', value = ''] = (await served.cookieOf(viewer)).split('=');
  await context.addCookies([{ name: cookie, value, url: portal.config.publicOrigin }]);
  const page = await context.newPage();
  return {
    page,
    context,
    viewer,
    organisationId,
    async see(path, heading) {
      await page.goto(path);
      await headingOf(page, heading).waitFor();
    },
    async press(button, then) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await page.locator('h1, h2, .govuk-notification-banner__heading').filter({ hasText: then }).waitFor();
    },
    async signOut() {
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.waitForURL((url) => url.pathname.startsWith('/sign-in') || url.pathname === '/');
      await page.goto('/home');
      await page.waitForURL((url) => url.pathname === '/sign-in');
    },
    async finish() {
      expect(faults.violations).toEqual([]);
      // What is refused is answered with 403 or 422, which browsers write down.
      expect(faults.errors.filter((error) => !/status of (403|422)/.test(error))).toEqual([]);
      await context.close();
    },
  };
}

/** A quarter of an hour after signing in a copy of everything is made only after `confirm`. */
async function confirmsFor(one: Signed, confirm: () => Promise<void>): Promise<void> {
  const { db } = portal.database;
  const copies = () =>
    db.selectFrom('organisation_export').select('id').where('organisation_id', '=', one.organisationId).execute();
  // The clock itself stays that of the provider.
  const before = new Date(portal.clock.now().getTime() - 16 * 60_000).toISOString();
  await db
    .updateTable('session')
    .set({ created_at: before, confirmed_at: null })
    .where('person_id', '=', one.viewer.personId)
    .execute();
  await one.see('/exports', 'Take a copy of everything');
  await one.press('Make a copy of everything', 'Confirm that it is you');
  expect(await copies()).toEqual([]);
  await confirm();
  await headingOf(one.page, 'Take a copy of everything').waitFor();
  expect(await copies()).toHaveLength(1);
}

describe('in a real browser', () => {
  it('a passkey is added, signs in, confirms, and is refused once it is removed', async () => {
    ways.tried += 1;
    const one = await somebody('Ola Passkey');
    const { page } = one;
    const devtools = await one.context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await one.see('/account', 'Your account');
    await page.getByRole('link', { name: 'Add passkeys' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Work laptop');
    await one.press('Add a passkey', 'The passkey has been added');
    await one.signOut();
    await one.see('/sign-in?to=/account', 'Sign in');
    await one.press('Sign in with a passkey', 'Your account');
    await page.getByRole('cell', { name: 'with a passkey' }).waitFor();
    await confirmsFor(one, () => page.getByRole('button', { name: 'Confirm with a passkey' }).click());
    await one.see('/account/passkeys', 'Passkeys');
    await one.press('Remove Work laptop', 'The passkey has been removed. Remove it on your device too');
    await one.signOut();
    await one.see('/sign-in', 'Sign in');
    await one.press('Sign in with a passkey', 'The passkey did not work');
    await one.finish();
    ways.work += 1;
  });

  it('the account of an organisation is connected, signs in, confirms, and no other account does', async () => {
    ways.tried += 1;
    now();
    const provider = await startHonestProvider(secret);
    const one = await somebody('Ola Provider');
    const { page, organisationId } = one;
    const issuerId = await anIssuer(portal, { organisationId }, { issuer: provider.issuer });
    provider.register({ id: 'line-of-sight', redirect: callbackAddress(portal, issuerId) });
    provider.signsIn('account-7');
    await one.see('/account', 'Your account');
    await one.press('Connect Brookmere Council', 'The sign-in of your organisation is connected with you');
    await one.signOut();
    await one.see('/sign-in?to=/account', 'Sign in');
    await one.press('Sign in with Brookmere Council', 'Your account');
    await page.getByRole('cell', { name: 'at your organisation’s sign-in' }).waitFor();
    await confirmsFor(one, async () => {
      const [beside] = await Promise.all([
        one.context.waitForEvent('page'),
        page.getByRole('button', { name: 'Confirm with Brookmere Council' }).click(),
      ]);
      await headingOf(beside, 'Confirmed').waitFor();
      await beside.close();
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
    });
    await one.signOut();
    await one.context.clearCookies();
    provider.signsIn('account-8');
    await one.see('/sign-in', 'Sign in');
    await one.press('Sign in with Brookmere Council', 'The sign-in with Brookmere Council did not work');
    await one.finish();
    await provider.close();
    ways.work += 1;
  });

  // The others alone are the core.
  if (!isFullRun) return;

  it('a password with an authenticator is set, signs in with a code that works once, confirms, and ends', async () => {
    ways.tried += 1;
    const one = await somebody('Ola Password');
    const { page } = one;
    const password = 'correct horse battery staple';
    await one.see('/account/password', 'Password and authenticator');
    const key = (await page.locator('code').first().textContent()) ?? '';
    const code = () =>
      new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({
        timestamp: portal.clock.now().getTime(),
      });
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('Code that it shows now').fill(code());
    await one.press('Set password and authenticator', 'Your recovery codes');
    await one.see('/account', 'Your account');
    const enter = async (words: string, digits: string, then: string) => {
      await one.see('/sign-in/password?to=/account', 'Sign in with a password');
      await page.getByLabel('E-mail address').fill(one.viewer.email);
      await page.getByLabel('Password', { exact: true }).fill(words);
      await page.getByLabel('Code', { exact: true }).fill(digits);
      await one.press('Sign in', then);
    };
    later(1);
    await one.signOut();
    await enter('another password entirely', code(), 'There is a problem');
    await enter(password, '000000', 'There is a problem');
    const used = code();
    await enter(password, used, 'Your account');
    await page.getByRole('cell', { name: 'with your password and a code' }).waitFor();
    await one.signOut();
    await enter(password, used, 'There is a problem');
    later(1);
    await enter(password, code(), 'Your account');
    await confirmsFor(one, async () => {
      later(1);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByLabel('Code of your authenticator').fill(code());
      await page.getByRole('button', { name: 'Confirm with password and code' }).click();
    });
    await one.see('/account/password', 'Password and authenticator');
    await one.press('Remove password and authenticator', 'Password and authenticator have been removed');
    await one.signOut();
    later(1);
    await enter(password, code(), 'There is a problem');
    await one.finish();
    ways.work += 1;
  });
});
