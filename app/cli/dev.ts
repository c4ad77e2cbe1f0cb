/** `npm run dev`: the portal on the sources themselves; pages change as they are edited. Never for real use. */
import { createServer as createHttpServer } from 'node:http';
import { createRequestListener } from '@remix-run/node-fetch-server';
import type { ServerBuild } from 'react-router';
import { createServer as createViteServer } from 'vite';
import { asThePortal, withinRequest } from '../../db/reach.ts';
import { createJobRunner } from '../features/jobs/runner.server.ts';
import { jobHandlers } from '../jobs.server.ts';
import { readConfig } from '../platform/config.server.ts';
import { refuseAtEdge } from '../platform/http-server.server.ts';
import { openPortal } from '../portal.server.ts';
import { ensureBuild, rootDir } from './build.ts';
import { seedDemonstration } from './demonstration/seed.ts';
import { installLibrary, prepareDatabase } from './prepare-database.ts';

const portal = openPortal(readConfig(process.env));
// Documents are drawn by a built worker, also here.
await ensureBuild((line) => console.log(line));
await asThePortal('a command of the operator', async () => {
  await prepareDatabase(portal);
  await installLibrary(portal);
  if (portal.config.demonstration) await seedDemonstration(portal, (line) => console.log(line));
});
const jobs = createJobRunner(portal, jobHandlers);

const vite = await createViteServer({ root: rootDir, server: { middlewareMode: true }, appType: 'custom' });

type HandlerModule = typeof import('./dev-handler.ts');
type EntryModule = typeof import('../entry.server.tsx');

const { host, protocol } = new URL(portal.config.publicOrigin);
const answer = createRequestListener(
  async (request) => {
    const build = (await vite.ssrLoadModule('virtual:react-router/server-build')) as ServerBuild;
    const { createRequestHandler } = (await vite.ssrLoadModule('/app/cli/dev-handler.ts')) as HandlerModule;
    const entry = build.entry.module as ServerBuild['entry']['module'] & EntryModule;
    const refused = refuseAtEdge(request, portal.config.publicOrigin);
    if (refused) return refused;
    const context = entry.createRequestContext(request, portal, { requestId: 'dev', nonce: 'dev' });
    const response = await createRequestHandler(entry.guarded(build), 'development')(request, context);
    // Vite puts styles into the page as it goes, which the policy of a built page refuses.
    response.headers.delete('Content-Security-Policy');
    return response;
  },
  { host, protocol },
);

createHttpServer((request, response) => {
  vite.middlewares(request, response, () => void withinRequest(() => answer(request, response)));
}).listen(portal.config.port, portal.config.host, () => {
  console.log(`Developing at ${portal.config.publicOrigin}; messages are at /outbox. Ctrl-C stops it.`);
});

process.once('SIGINT', () => {
  void vite
    .close()
    .then(() => jobs.stop())
    .then(() => portal.close())
    .then(() => process.exit(0));
});
