import { join } from 'node:path';
import { createRequestContext } from '../../../app/context.server.ts';
import { sessionCookieName } from '../../../app/features/accounts/sessions.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { addMinutes } from '../../../app/platform/clock.ts';
import { hashToken } from '../../../app/platform/ids.ts';
import type { TestPortal } from '../../setup/each-database.ts';

type Loader = (args: object) => unknown;

/** What the loader of a page gives a person. */
export async function loadedAs(
  portal: TestPortal,
  viewer: Viewer,
  route: string,
  params: Readonly<Record<string, string>>,
): Promise<unknown> {
  const token = `token-of-${portal.newId()}`;
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('session')
    .values({
      token_hash: hashToken(token, portal.config.sessionSecret),
      person_id: viewer.personId,
      created_at: now,
      last_seen_at: now,
      expires_at: addMinutes(now, 600),
      ended_at: null,
    })
    .execute();
  const { loader } = (await import(join(import.meta.dirname, '../../../app/routes', `${route}.tsx`))) as {
    loader: Loader;
  };
  const url = new URL('/', portal.config.publicOrigin);
  const request = new Request(url, { headers: { cookie: `${sessionCookieName(false)}=${token}` } });
  const context = createRequestContext(request, portal, { requestId: 'test', nonce: 'test' });
  return loader({ request, url, params, context, pattern: '/' });
}
