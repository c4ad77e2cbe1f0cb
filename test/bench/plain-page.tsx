/**
 * The baseline of the standard page: the same components and the same rows on plain `http`, rendered to a string at
 * once, with the data embedded as JSON. No router, no stream, no data format of its own. Built by `plain-build.ts`,
 * which puts `plain-router.tsx` in the router's place.
 */
import { createServer } from 'node:http';
import type { ComponentProps } from 'react';
import { renderToString } from 'react-dom/server';
import { navigationFor } from '../../app/features/accounts/navigation.ts';
import { findViewer } from '../../app/features/accounts/queries.server.ts';
import { readSessionCookie } from '../../app/features/accounts/sessions.ts';
import { mayInOrganisation, organisationScope } from '../../app/features/accounts/viewer.ts';
import { getFrame } from '../../app/features/organisations/frame.server.ts';
import { firstUnansweredOn } from '../../app/features/returns/first-unanswered.ts';
import { isEditable } from '../../app/features/returns/rules.ts';
import { getStandardPage } from '../../app/features/returns/standard-page.server.ts';
import { readConfig } from '../../app/platform/config.server.ts';
import { openPortal } from '../../app/portal.server.ts';
import { Layout } from '../../app/root.tsx';
import StandardRoute from '../../app/routes/returns/standard.tsx';
import { PlainRouter } from './plain-router.tsx';

const portal = openPortal(readConfig(process.env));
const { db } = portal.database;

type StandardData = ComponentProps<typeof StandardRoute>['loaderData'];
/** The page looks at its data alone; what else a route is given comes from the router. */
const Page = StandardRoute as (props: { readonly loaderData: StandardData }) => ReturnType<typeof StandardRoute>;

async function answer(pathname: string, cookie: string | undefined): Promise<string | undefined> {
  const [, returnId, standardCode] = /^\/returns\/([^/]+)\/standards\/([^/]+)$/.exec(pathname) ?? [];
  const viewer = await findViewer(portal, readSessionCookie(cookie ?? null, false));
  if (returnId === undefined || standardCode === undefined || !viewer) return undefined;
  const page = await getStandardPage(db, organisationScope(viewer, 'return.read'), { returnId, standardCode });
  const { status, organisationId } = page.agencyReturn;
  const none = { comments: 0, unread: 0 };
  const loaderData = {
    page,
    delegation: undefined,
    actions: {},
    comments: {},
    firstUnanswered: firstUnansweredOn(page, portal.stamp().today),
    handed: false,
    reader: { personId: viewer.personId, now: portal.stamp().now },
    threads: { inside: none, shared: none, awaited: 0, byQuestion: {} },
    central: {},
    figures: [],
    editable: isEditable(status) && mayInOrganisation(viewer, 'return.answer', organisationId),
  };
  const rootData = {
    requestId: 'baseline',
    embedded: true,
    viewer: { name: viewer.name, navigation: navigationFor(viewer) },
    serviceName: await getFrame(db, viewer),
  };
  const html = renderToString(
    <PlainRouter page={{ pathname, rootData, stylesheets: ['/assets/main.css'] }}>
      <Layout>
        <Page loaderData={loaderData} />
      </Layout>
    </PlainRouter>,
  );
  const data = JSON.stringify({ root: rootData, page: loaderData }).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>${html.replace('</body>', `<script type="application/json">${data}</script></body>`)}`;
}

const server = createServer((request, response) => {
  void answer(request.url ?? '/', request.headers.cookie).then(
    (page) => {
      const body = Buffer.from(page ?? 'Not found');
      response.writeHead(page === undefined ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': body.length,
      });
      response.end(body);
    },
    (error: unknown) => {
      response.writeHead(500).end(String(error));
    },
  );
});
server.listen(portal.config.port, portal.config.host, () => console.log(`Baseline is ready at ${portal.config.port}`));
