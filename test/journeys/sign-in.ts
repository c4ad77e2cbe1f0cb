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
