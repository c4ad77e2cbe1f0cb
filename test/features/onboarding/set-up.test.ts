/** A new installation is set up once, with a token that the command line printed; afterwards never again. */
import { expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/setup.ts';
import { completeSetUp, makeSetUpToken } from '../../../app/features/onboarding/set-up.server.ts';
import { addMinutes } from '../../../app/platform/clock.ts';
import { type Answer, askRoute, loadRoute, type RouteEntry, routeTable } from '../../routes/ask-route.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const fields = {
  partnership: 'Brookmere Safeguarding Children Partnership',
  shortName: 'Brookmere',
  managerName: 'Ann Moss',
  email: 'ann.moss@brookmere.example',
};

async function ask(portal: TestPortal, path: string, form?: Record<string, string>, params = {}): Promise<Answer> {
  const route = routeTable.find((one) => one.path === path) as RouteEntry;
  const { loader, action } = await loadRoute(route.file);
  const handler = form ? action : loader;
  if (!handler) throw new Error(`${path} does not answer`);
  const body = new FormData();
  for (const [name, value] of Object.entries(form ?? {})) body.set(name, value);
  return askRoute(portal, handler, route, { params, token: undefined, ...(form ? { body } : {}) });
}
const tokenOf = async (portal: TestPortal) => (await makeSetUpToken(portal)) ?? '';
const partnerships = (portal: TestPortal) => portal.database.db.selectFrom('partnership').select('name').execute();

describeEachDatabase('setting up', (open) => {
  it('makes the partnership and its first business manager, who signs in by a link and finds their home', async () => {
    const portal = await open();
    const token = await tokenOf(portal);
    const done = await ask(portal, '/set-up', { ...fields, token });
    const link = /sign-in\/link\/([\w-]+)/.exec(done.kind === 'answered' ? done.text : '')?.[1] ?? '';
    const signedIn = await ask(portal, '/sign-in/link/:token', {}, { token: link });
    expect(signedIn).toMatchObject({ kind: 'answered' });
    const [session] = await portal.database.db
      .selectFrom('session')
      .innerJoin('role_grant', 'role_grant.person_id', 'session.person_id')
      .select(['role_grant.role'])
      .execute();
    expect(session).toEqual({ role: 'business-manager' });
    expect(await partnerships(portal)).toEqual([{ name: fields.partnership }]);
  });

  it('is refused for ever once there is a partnership, with every token', async () => {
    const portal = await open();
    const token = await tokenOf(portal);
    await ask(portal, '/set-up', { ...fields, token });
    expect(await makeSetUpToken(portal)).toBeUndefined();
    expect((await ask(portal, '/set-up')).kind).toBe('not-found');
    expect((await ask(portal, '/set-up', { ...fields, token })).kind).toBe('not-found');
    await expect(completeSetUp(portal, { ...fields, token })).rejects.toThrow('Page not found');
    expect(await partnerships(portal)).toHaveLength(1);
  });

  it('refuses a wrong token, an old one, and one that a newer one has ended, and keeps what was typed', async () => {
    const portal = await open();
    const first = await tokenOf(portal);
    const second = await tokenOf(portal);
    for (const token of ['wrong', first]) {
      const refused = await ask(portal, '/set-up', { ...fields, token });
      expect(refused).toMatchObject({ kind: 'answered' });
      expect(JSON.stringify(refused)).toContain('This token is not right');
      expect(JSON.stringify(refused)).toContain('Ann Moss');
    }
    portal.setTime(addMinutes(portal.stamp().now, 24 * 60));
    expect(JSON.stringify(await ask(portal, '/set-up', { ...fields, token: second }))).toContain('not right');
    expect(await partnerships(portal)).toEqual([]);
  });

  it('keeps no token but its hash, and two presses make one partnership', async () => {
    const portal = await open();
    const token = await tokenOf(portal);
    const rows = await portal.database.db.selectFrom('set_up_token').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    const pressed = await Promise.allSettled([
      completeSetUp(portal, { ...fields, token }),
      completeSetUp(portal, { ...fields, token }),
    ]);
    expect(pressed.filter((one) => one.status === 'fulfilled' && one.value.ok)).toHaveLength(1);
    expect(await partnerships(portal)).toHaveLength(1);
  });

  it('is begun by the command line as well, which prints the token once and says when there is nothing to set up', async () => {
    const portal = await open();
    const run = async () => {
      const printed: string[] = [];
      const errors: string[] = [];
      const code = await command.run([], {
        print: (line) => void printed.push(line),
        error: (line) => void errors.push(line),
        portal: async () => portal,
      });
      return { code, errors, token: /\n([\w-]{43})\n/.exec(printed.join('\n'))?.[1] ?? '', printed };
    };
    const { code, token, printed } = await run();
    expect([code, printed.join('').split(token).length]).toEqual([0, 2]);
    expect((await ask(portal, '/set-up', { ...fields, token })).kind).toBe('answered');
    expect(await run()).toMatchObject({ code: 1, token: '', errors: [expect.stringContaining('it is set up')] });
  });
});
