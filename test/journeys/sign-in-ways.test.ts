/**
 * A passkey in a real browser, with Chromium's virtual authenticator: somebody adds one to their account, signs in with it,
 * and confirms with it; without scripts the page says what to do in its place.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPortal, panel } from './a-portal.ts';
import { aPersonAt, aSignedInPerson } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { openBrowser } from './sign-in.ts';

let browser: Browser;
let portal: PortalProcess;

beforeAll(async () => {
  browser = await openBrowser();
  portal = await aPortal('sqlite', 'partnership');
  await portal.start();
});

afterAll(async () => {
  await browser?.close();
  await portal?.remove();
});

test('a passkey is added, signs in and is refused once it is removed', async () => {
  const person = await aSignedInPerson(browser, portal.origin, panel.moderator.email);
  const { page } = person;
  const devtools = await person.context.newCDPSession(page);
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
  await person.visit('/account');
  await page.getByRole('link', { name: 'Add passkeys' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Work laptop');
  await person.press('Add a passkey', 'Passkeys');
  await page.getByRole('heading', { name: 'The passkey has been added' }).waitFor();
  await page.getByRole('heading', { name: 'Work laptop' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await person.visit('/sign-in?to=/account');
  await person.press('Sign in with a passkey', 'Your account');
  await page.getByRole('cell', { name: 'with a passkey' }).waitFor();
  await person.visit('/account/password');
  await person.visit('/account/passkeys');
  await page.getByRole('button', { name: 'Remove Work laptop' }).click();
  await page.getByRole('heading', { name: 'The passkey has been removed' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await person.visit('/sign-in');
  await person.press('Sign in with a passkey', 'The passkey did not work');
  expect(person.faults.filter((fault) => !fault.includes('403'))).toEqual([]);
  await person.close();
});

test('without scripts the page offers the other ways in words', async () => {
  const person = await aPersonAt(browser, portal.origin, { scripts: false });
  await person.visit('/sign-in');
  await person.page.getByText('Passkeys need a browser with scripts. Sign in with a password or by a link.').waitFor();
  await person.page.getByRole('link', { name: 'Sign in with a password and a code' }).click();
  await person.page.getByRole('button', { name: 'Sign in' }).click();
  await person.page.getByText('Enter your password').first().waitFor();
  await person.close();
});
