import { expect, it } from 'vitest';
import { makeSignInLink } from '../../app/features/accounts/commands/make-sign-in-link.server.ts';
import { findViewer } from '../../app/features/accounts/queries.server.ts';
import { aViewer } from '../builders/a-partnership.ts';
import { aSessionToken } from '../builders/a-session-token.ts';
import { describeEachDatabase } from '../setup/each-database.ts';
import { askRoute, loadRoute, type RouteEntry, routeTable } from './ask-route.ts';

describeEachDatabase('signing in anew', (open) => {
  it('ends the session that the same browser had, and no session of another browser', async () => {
    const portal = await open();
    const before = await aViewer(portal, { none: true });
    const ann = await aViewer(portal, { none: true });
    const [here, elsewhere] = [await aSessionToken(portal, before), await aSessionToken(portal, before)];
    const link = /sign-in\/link\/(.+)$/.exec((await makeSignInLink(portal, ann.email)) ?? '')?.[1] ?? '';
    const route = routeTable.find(({ path }) => path === '/sign-in/link/:token') as RouteEntry;
    const { action } = await loadRoute(route.file);
    if (!action) throw new Error('The page does not answer');
    const press = () => askRoute(portal, action, route, { params: { token: link }, token: here, body: new FormData() });
    const came = await press();
    const opened = /los-session=([\w-]+)/.exec(came.kind === 'answered' ? came.text : '')?.[1];
    expect(await findViewer(portal, opened)).toMatchObject({ personId: ann.personId });
    expect(await findViewer(portal, here)).toBeUndefined();
    expect(await findViewer(portal, elsewhere)).toMatchObject({ personId: before.personId });
    // A link that does not work ends nothing.
    const other = await aSessionToken(portal, ann);
    await askRoute(portal, action, route, { params: { token: link }, token: other, body: new FormData() });
    expect(await findViewer(portal, other)).toMatchObject({ personId: ann.personId });
  });
});
