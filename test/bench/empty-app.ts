import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { createRequestHandler, type ServerBuild } from 'react-router';
import sirv from 'sirv';
import { benchBuildDir, type RunningServer, rootDir } from './processes.ts';

const sources: Readonly<Record<string, string>> = {
  // The package is named, or the tools would install it.
  'package.json': '{ "private": true, "type": "module", "dependencies": { "isbot": "*" } }',
  'react-router.config.ts': `export default { appDirectory: 'app', buildDirectory: 'build', ssr: true };`,
  'vite.config.ts': `import { reactRouter } from '@react-router/dev/vite';\nexport default { plugins: [reactRouter()] };`,
  // Browsers ask for it by themselves.
  'public/favicon.ico': '',
  'app/routes.ts': `import { index } from '@react-router/dev/routes';\nexport default [index('page.tsx')];`,
  'app/page.tsx': 'export default function Page() { return <h1>Empty</h1>; }',
  'app/root.tsx': `import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router';
export default function Root() {
  return (
    <html lang="en">
      <head><meta charSet="utf-8" /><Meta /><Links /></head>
      <body><Outlet /><ScrollRestoration /><Scripts /></body>
    </html>
  );
}`,
};

/** Builds and serves an application of one empty page, by the same tools as the portal. */
export async function startEmptyApp(): Promise<Pick<RunningServer, 'origin' | 'stop'>> {
  // Inside the repository, so that it finds the same packages.
  const folder = join(benchBuildDir, `empty-${process.pid}`);
  for (const part of ['app', 'public']) mkdirSync(join(folder, part), { recursive: true });
  for (const [file, text] of Object.entries(sources)) writeFileSync(join(folder, file), text);
  const { status, stdout, stderr } = spawnSync(join(rootDir, 'node_modules/.bin/react-router'), ['build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error(`The empty application was not built:\n${stdout}\n${stderr}`);
  const build = (await import(join(folder, 'build/server/index.js'))) as ServerBuild;
  const handler = createRequestHandler(build, 'production');
  const answer = createRequestListener((request) => handler(request));
  const files = sirv(join(folder, 'build/client'));
  const server = createServer((request, response) => files(request, response, () => void answer(request, response)));
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
