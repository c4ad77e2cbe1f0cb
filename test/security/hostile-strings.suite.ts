/** Hostile strings in every field of every form and in every address: the body of the suite, for one database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import routes from '../../app/routes.ts';
import { openBrowser } from '../journeys/sign-in.ts';
import { aWorld, type World } from '../routes/world.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { type ServedPortal, serve } from './a-served-portal.ts';
import { casesToTry, figure, isFullRun } from './figures.ts';
import { formsOf, type PageForm } from './forms.ts';
import { type HostileString, hostileStrings, unescapedIn } from './hostile-strings.ts';

interface Target {
  readonly form: PageForm;
  readonly as: Viewer;
  readonly field: string;
}

/** So many posts on each database. */
const mostPosts = 20_500;

/** Who sees every kind of form between them. */
const lookers: readonly string[] = ['manager', 'lead', 'moderator', 'chair', 'trustLead', 'signatory'];

/** Signing out ends what the suite needs; nothing of it is shown. */
const leftOut = /^\/sign-out/;

export function describeHostileStrings(dialect: 'sqlite' | 'postgres'): void {
  describe(`a hostile text (${dialect})`, () => {
    let portal: TestPortal;
    let served: ServedPortal;
    let world: World;
    const faults: string[] = [];
    const raw: string[] = [];
    let posts = 0;

    beforeAll(async () => {
      portal = await openTestPortal(dialect, { environment: { RATE_LIMITS: 'off' } });
      world = await aWorld(portal, 'brookmere');
      served = await serve(portal);
    });

    afterAll(async () => {
      await served.close();
      await portal.close();
    });

    const people = () =>
      Object.entries(world.viewers).filter(([name]) => lookers.slice(0, isFullRun ? lookers.length : 2).includes(name));
    const filled = (path: string, with_: Readonly<Record<string, string>> = {}) =>
      path.replaceAll(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent({ setCode: 'test-set', edition: '2026.1', ...world.params, ...with_ }[name] ?? 'unknown'),
      );
    const all = routes.filter(({ file }) => file.endsWith('.tsx')).map(({ path = '' }) => `/${path}`);
    const pages = casesToTry(all, 24);

    /** Every page as everybody sees it who may open it. */
    async function look(see: (html: string, path: string, as: Viewer) => void, who = people()): Promise<void> {
      for (const [, as] of who)
        for (const pattern of pages)
          for (const path of pattern.includes(':returnId')
            ? [filled(pattern), filled(pattern, { returnId: world.draftReturnId })]
            : [filled(pattern)]) {
            const { status, text } = await served.ask(path, { as });
            if (status === 200) see(text, path, as);
            if (status >= 500) faults.push(`${status} GET ${path}`);
          }
    }

    async function targets(): Promise<Target[]> {
      const found = new Map<string, Target>();
      await look((html, path, as) => {
        for (const form of formsOf(html, path)) {
          if (leftOut.test(form.action)) continue;
          for (const { name, kind } of form.fields) {
            const key = `${form.method} ${form.action.replaceAll(/[0-9a-hjkmnp-tv-z]{26}/g, ':id')} ${name}`;
            if (kind !== 'file' && !found.has(key)) found.set(key, { form, as, field: name });
          }
        }
      });
      return [...found.values()];
    }

    function bodyOf({ form, field }: Target, { text }: HostileString): string {
      const body = new URLSearchParams();
      const seen = new Set<string>();
      let pressed = false;
      for (const { name, kind, value } of form.fields) {
        if (name === field && !seen.has(name)) body.append(name, text);
        else if (kind === 'button' && !pressed) {
          body.append(name, value ?? '');
          pressed = true;
        } else if (kind !== 'button' && kind !== 'file' && value !== undefined && name !== field)
          body.append(name, value);
        seen.add(name);
      }
      return body.toString();
    }

    async function send(target: Target, hostile: HostileString): Promise<void> {
      const { form, as, field } = target;
      const body = bodyOf(target, hostile);
      const isPost = form.method === 'POST';
      // What is long does not go into an address: no browser sends it.
      if (!isPost && body.length > 8000) return;
      const [path = ''] = form.action.split('?');
      const answered = isPost
        ? await served.ask(form.action, {
            method: 'POST',
            as,
            body,
            headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
          })
        : await served.ask(`${path}?${body}`, { as });
      posts += 1;
      const where = `${answered.status} ${form.method} ${form.action} ${field}: ${hostile.what}`;
      if (answered.status >= 500 && answered.status !== 507) faults.push(where);
      if (answered.headers['x-zq'] !== undefined) raw.push(`header at ${where}`);
      for (const found of unescapedIn(answered.text)) raw.push(`${found} at ${where}`);
    }

    /** Every page in Chromium, as one person each: nothing that was typed runs, and nothing breaks the policy. */
    async function inBrowser(): Promise<void> {
      const browser = await openBrowser();
      const executed: string[] = [];
      const violations: string[] = [];
      let opened = 0;
      for (const name of ['manager', 'lead'] as const) {
        const viewer = world.viewers[name];
        if (!viewer) continue;
        const context = await browser.newContext();
        const [cookie = '', value = ''] = (await served.cookieOf(viewer)).split('=');
        await context.addCookies([{ name: cookie, value, url: `http://127.0.0.1:${served.port}` }]);
        await context.exposeFunction('zqx', () => void executed.push('zqx was called'));
        const page = await context.newPage();
        page.on('dialog', (dialog) => {
          executed.push(`${page.url()}: ${dialog.type()}`);
          void dialog.dismiss();
        });
        page.on('console', (message) => {
          if (/Content Security Policy/i.test(message.text())) violations.push(`${page.url()}: ${message.text()}`);
        });
        for (const pattern of pages) {
          // A session under way is followed for ever; what stands there is on its other pages too.
          await page
            .goto(`http://127.0.0.1:${served.port}${filled(pattern)}`, { waitUntil: 'load' })
            .catch(() => undefined);
          opened += 1;
        }
        await context.close();
      }
      await browser.close();
      figure(
        `Chromium: ${opened} pages full of hostile strings opened, ${executed.length} executed, ${violations.length} violations of the policy`,
      );
      expect(executed).toEqual([]);
      expect(violations).toEqual([]);
      expect(opened).toBeGreaterThan(200);
    }

    it('in any field of any form is never a fault and never markup, then or on any page afterwards', async () => {
      const all = (await targets()).flatMap((target) => hostileStrings.map((hostile) => ({ target, hostile })));
      // Of a field not every text is tried, so that a run stays short; which ones changes from field to field.
      const cases = casesToTry(all, isFullRun ? mostPosts : 120, undefined, false);
      for (const { target, hostile } of cases) await send(target, hostile);
      for (const pattern of routes.map(({ path = '' }) => `/${path}`).filter((path) => path.includes(':')))
        for (const { text, what } of casesToTry(hostileStrings, 2)) {
          if (text.length > 5000) continue;
          const path = pattern.replaceAll(/:\w+/g, encodeURIComponent(text.toWellFormed()));
          const { status, text: html } = await served.ask(path, { as: world.viewers.manager });
          posts += 1;
          if (status >= 500) faults.push(`${status} GET ${pattern}: ${what}`);
          for (const found of unescapedIn(html)) raw.push(`${found} at ${pattern}: ${what}`);
        }
      if (isFullRun)
        await look(
          (html, path) => {
            for (const found of unescapedIn(html)) raw.push(`${found} on ${path}`);
          },
          people().slice(0, 2),
        );
      if (isFullRun && dialect === 'sqlite') await inBrowser();
      figure(
        `hostile strings (${dialect}): ${posts} tried in ${new Set(all.map(({ target }) => target)).size} fields, ${faults.length} answers of 500, ${raw.length} unescaped`,
      );
      expect([...new Set(faults)].slice(0, 60)).toEqual([]);
      expect([...new Set(raw)].slice(0, 60)).toEqual([]);
    });
  });
}
