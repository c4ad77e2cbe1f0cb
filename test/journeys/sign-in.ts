import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../setup/chromium.ts';

export async function openBrowser(): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return chromium.launch({ executablePath, args, headless: true });
}

interface SignIn {
  readonly destination?: string;
  /** Looks at each page on the way. */
  readonly look?: () => Promise<void>;
}

/** Signs in as anybody does: asks for a link, reads it on screen, presses the button. */
export async function signIn(page: Page, email: string, { destination = '/home', look }: SignIn = {}): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(destination)}`);
  await look?.();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  await look?.();
  await page.goto('/outbox');
  await look?.();
  const card = page.locator('.govuk-summary-card', { hasText: email }).filter({ hasText: 'Your link to sign in' });
  await card.first().getByRole('link', { name: 'Open the link' }).click();
  const confirm = page.getByRole('button', { name: 'Sign in' });
  await confirm.waitFor();
  await look?.();
  await confirm.click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in') && url.pathname !== '/outbox');
}

/** Sends the forms of signing in as their pages would, without opening those, and goes home. */
export async function signInQuietly(page: Page, origin: string, email: string): Promise<void> {
  const { request } = page;
  const headers = { origin };
  await request.post('/sign-in', { headers, form: { email, destination: '/home' } });
  const outbox = await (await request.get('/outbox')).text();
  // The newest message is the first.
  const card = outbox
    .split('govuk-summary-card')
    .find((part) => part.includes(email) && part.includes('/sign-in/link/'));
  const path = /\/sign-in\/link\/[^"]+/.exec(card ?? '')?.[0];
  if (!path) throw new Error(`No link to sign in for ${email}`);
  await request.post(path, { headers, form: { confirm: 'yes' }, maxRedirects: 0 });
  await page.goto('/home');
}
