import { describe, expect, test } from 'vitest';
import { aPortal } from './a-portal.ts';
import { aPersonAt, looksOn } from './browser.ts';
import { openBrowser } from './sign-in.ts';

// With scripts on one database, without on the other: a first start has to work for whoever installs it.
describe.each([
  { dialect: 'sqlite', scripts: true, width: 1280 },
  { dialect: 'postgres', scripts: false, width: 320 },
] as const)('the first start of a new installation ($dialect)', ({ dialect, scripts, width }) => {
  test('prints a token, with which the partnership and its first business manager are made, who signs in', async () => {
    const browser = await openBrowser();
    const portal = await aPortal(dialect, 'library');
    try {
      await portal.start();
      const printed = () => /\n([\w-]{43})\n/.exec(portal.output())?.[1] ?? '';
      await expect.poll(printed, { timeout: 30_000 }).not.toBe('');
      const token = printed();
      const manager = await aPersonAt(browser, portal.origin, { ...looksOn(dialect), scripts, width });
      const { page } = manager;
      await manager.visit('/set-up');
      await page.getByRole('button', { name: 'Set up and sign in' }).click();
      await page.locator('.govuk-error-summary').waitFor();
      await manager.look();
      await page.getByLabel('Set-up token').fill(token);
      await page.getByLabel('Name of the partnership').fill('Brookmere Safeguarding Children Partnership');
      await page.getByLabel('Short name').fill('Brookmere');
      await page.getByLabel('Name of the first business manager').fill('Ann Moss');
      await page.getByLabel('Their e-mail address').fill('ann.moss@brookmere.example');
      // A second press within a second is taken for a double click, and a machine is that quick.
      await page.waitForTimeout(1_000);
      await page.getByRole('button', { name: 'Set up and sign in' }).click();
      await page.getByRole('heading', { name: 'Sign in to Line of Sight' }).waitFor();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname === '/home');
      await manager.look();
      expect((await page.request.get('/set-up')).status()).toBe(404);
      expect(manager.faults).toEqual([]);
      await manager.close();
      await portal.stop();
      await portal.start();
      await expect.poll(portal.output, { timeout: 30_000 }).toContain('Ctrl-C stops it');
      expect(portal.output()).not.toContain('waits to be set up');
    } finally {
      await portal.remove();
      await browser.close();
    }
  }, 300_000);
});
